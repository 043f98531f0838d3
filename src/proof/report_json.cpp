#include "proof/report_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace mingcha::proof {

std::string to_json(const Report& report) {
    nlohmann::ordered_json out;
    out["problems"] = nlohmann::ordered_json::array();
    for (const Problem& problem : report.problems) {
        out["problems"].push_back({{"kind", problem.kind},
                                   {"where", problem.where},
                                   {"claimed", problem.claimed},
                                   {"computed", problem.computed},
                                   {"text", problem.text}});
    }
    out["checked"] = report.checked;
    return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string to_text(const Report& report) {
    std::string out;
    for (const Problem& problem : report.problems) {
        out += fmt::format("[{}] {}\n    {}\n    原文：{}    应为：{}\n", problem.kind,
                           problem.where, problem.text, problem.claimed, problem.computed);
    }
    out += fmt::format("核对{}处，发现{}处不一致。\n", report.checked, report.problems.size());
    return out;
}

}  // namespace mingcha::proof
