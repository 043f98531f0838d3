#include "server/call.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/campaigns.h"
#include "base/digest.h"
#include "base/text.h"
#include "server/progress_stream.h"

namespace mingcha::server {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kMaxJsonDepth = 6;

std::string etag_of(const Call& call, std::string_view revision) {
    // Rights are part of it: what one person may see is not what another had.
    const std::string seed =
        fmt::format("{}\n{}\n{}\n{}", revision, call.reach.key(),
                    call.person == nullptr ? "" : call.person->id, call.request.target);
    return '"' + sha256_hex(seed).substr(0, 24) + '"';
}

void add_cache_headers(httpd::Response& out, const std::string& etag) {
    out.headers.emplace_back("ETag", etag);
    out.headers.emplace_back("Cache-Control", "private, no-cache");
}

}  // namespace

Services::Services(store::Store& database, ConsoleOptions given)
    : store(database),
      options(std::move(given)),
      views({options.data_dir, options.open_store, options.now}),
      first_token(options.make_token()),
      streams(std::make_unique<StreamPlaces>()) {}

Services::~Services() = default;

Result<std::shared_ptr<const app::Directory>> Services::directory() {
    const std::lock_guard store_lock(store_mutex);
    const auto revisions = store.revisions();
    if (!revisions) return Fail(revisions.error());
    std::string stamp;
    for (const char* kind : {"person", "office", "settings"}) {
        const auto found = revisions->find(kind);
        stamp += fmt::format("{} ", found == revisions->end() ? 0 : found->second);
    }
    const std::lock_guard lock(directory_mutex_);
    if (directory_ && directory_stamp_ == stamp) return directory_;
    auto loaded = app::load_directory(store);
    if (!loaded) return Fail(loaded.error());
    directory_ = std::make_shared<const app::Directory>(std::move(*loaded));
    directory_stamp_ = std::move(stamp);
    return directory_;
}

bool Call::may(people::Action action, std::string_view office) const {
    return person != nullptr &&
           people::may(*person, action, office, directory->offices, separate());
}

Result<Json> object_body(const Call& call, std::initializer_list<std::string_view> known) {
    int depth = 0;
    bool too_deep = false;
    const Json body = Json::parse(
        call.request.body,
        [&](int at, Json::parse_event_t event, Json&) {
            if (event == Json::parse_event_t::object_start ||
                event == Json::parse_event_t::array_start) {
                depth = std::max(depth, at);
                too_deep |= at > kMaxJsonDepth;
            }
            return !too_deep;
        },
        false);
    if (body.is_discarded() || too_deep || !body.is_object()) {
        return fail("body", "请求内容不是 JSON 对象", "见 schemas/openapi.yaml");
    }
    for (const auto& [name, value] : body.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return fail(shorten(name, 40), "没有这个字段", "见 schemas/openapi.yaml");
        }
    }
    return body;
}

Result<std::string> text_field(const Json& body, const char* name, bool needed) {
    if (!body.contains(name) || body[name].is_null()) {
        if (needed) return fail(name, "缺少这个字段", "见 schemas/openapi.yaml");
        return std::string();
    }
    if (!body[name].is_string()) return fail(name, "应为文字", "见 schemas/openapi.yaml");
    std::string text = body[name].get<std::string>();
    if (!is_utf8(text)) return fail(name, "不是有效的 UTF-8 文字");
    return text;
}

Seen seen_campaign(Call& call) {
    const std::string& id = call.path.front();
    {
        const std::lock_guard lock(call->store_mutex);
        const auto all = app::all_campaigns(call->store);
        if (!all) return {nullptr, broken(all.error())};
        const bool known = std::any_of(all->begin(), all->end(),
                                       [&](const Campaign& each) { return each.id == id; });
        if (!known) {
            return {nullptr,
                    not_found("没有编号为 " + shorten(id, 64) + " 的检查", "从检查列表中选择")};
        }
    }
    auto view = call->views.get(id);
    if (!view) return {nullptr, broken(view.error())};
    if (!*view) return {nullptr, not_ready()};
    return {std::move(*view), {}};
}

std::optional<httpd::Response> known_answer(const Call& call, std::string_view revision) {
    const std::string etag = etag_of(call, revision);
    if (call.request.header("If-None-Match").find(etag) != std::string_view::npos) {
        httpd::Response out;
        out.status = 304;
        add_cache_headers(out, etag);
        return out;
    }
    std::string body;
    {
        const std::lock_guard lock(call->answers_mutex);
        const auto found = call->answers.find(etag);
        if (found == call->answers.end()) return std::nullopt;
        body = found->second;
    }
    httpd::Response out = json(200, std::move(body));
    add_cache_headers(out, etag);
    return out;
}

httpd::Response cached_json(const Call& call, std::string_view revision, std::string body) {
    const std::string etag = etag_of(call, revision);
    {
        const std::lock_guard lock(call->answers_mutex);
        if (call->answer_bytes + body.size() > kMaxAnswerBytes) {
            call->answers.clear();
            call->answer_bytes = 0;
        }
        if (call->answers.emplace(etag, body).second) call->answer_bytes += body.size();
    }
    httpd::Response out = json(200, std::move(body));
    add_cache_headers(out, etag);
    return out;
}

}  // namespace mingcha::server
