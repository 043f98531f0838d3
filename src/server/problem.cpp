#include "server/problem.h"

#include <nlohmann/json.hpp>

namespace mingcha::server {

namespace {

constexpr std::size_t kMaxProblems = 200;  // told

httpd::Response answer(int status, std::string_view type, std::string body) {
    httpd::Response out;
    out.status = status;
    out.headers.emplace_back("Content-Type", std::string(type));
    out.body = std::move(body);
    return out;
}

Problem of_error(int status, std::string_view name, std::string title, const Error& error) {
    Problem said;
    said.status = status;
    said.name = name;
    said.title = std::move(title);
    said.detail = error.what;
    said.hint = error.hint;
    said.where = error.where;
    return said;
}

}  // namespace

httpd::Response problem(const Problem& said) {
    nlohmann::ordered_json body{{"type", "urn:mingcha:" + std::string(said.name)},
                                {"title", said.title},
                                {"status", said.status},
                                {"detail", said.detail}};
    if (!said.hint.empty()) body["hint"] = said.hint;
    if (!said.where.empty()) body["where"] = said.where;
    if (!said.problems.empty()) {
        std::vector<std::string> told = said.problems;
        if (told.size() > kMaxProblems) told.resize(kMaxProblems);
        body["problems"] = told;
    }
    if (said.first_start) body["first_start"] = true;
    if (said.retry_after > 0) body["retry_after"] = said.retry_after;
    httpd::Response out =
        answer(said.status, "application/problem+json",
               body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    if (said.retry_after > 0)
        out.headers.emplace_back("Retry-After", std::to_string(said.retry_after));
    return out;
}

httpd::Response refused(const Error& error) {
    return problem(of_error(422, "not-accepted", "不能这样", error));
}

httpd::Response conflict(const Error& error) {
    return problem(of_error(409, "conflict", "与现状冲突", error));
}

httpd::Response broken(const Error& error) {
    return problem(of_error(500, "broken", "服务器出错", error));
}

httpd::Response not_found(std::string detail, std::string hint) {
    return problem({404, "not-found", "没有找到", std::move(detail), std::move(hint), "", {}});
}

httpd::Response forbidden(std::string detail, std::string hint) {
    return problem({403, "not-allowed", "没有权限", std::move(detail), std::move(hint), "", {}});
}

httpd::Response not_ready() {
    Problem said{503, "not-ready", "正在计算", "这期检查的结果正在计算", "几秒后会自动出现",
                 "",  {}};
    said.retry_after = 2;
    return problem(said);
}

httpd::Response json(int status, std::string body) {
    return answer(status, "application/json", std::move(body));
}

httpd::Response no_content() {
    httpd::Response out;
    out.status = 204;
    return out;
}

}  // namespace mingcha::server
