// The machine's visits: begun, watched, stopped.
#include <algorithm>

#include "app/verdicts.h"
#include "server/inspection_json.h"
#include "server/logged_change.h"
#include "server/progress_stream.h"
#include "server/routes.h"

namespace mingcha::server {

namespace {

httpd::Response no_desk() {
    return problem({503,
                    "no-inspection",
                    "这里不能启动检查",
                    "服务启动时没有打开检查功能",
                    "用 mingcha inspect 检查",
                    "",
                    {}});
}

// None: no such campaign.
std::optional<httpd::Response> unknown_campaign(Call& call) {
    const auto found = app::find_campaign(call->store, call.path.front());
    if (found) return std::nullopt;
    return not_found("没有编号为 " + call.path.front() + " 的检查", "从检查列表中选择");
}

// The store is held by the caller.
httpd::Response answer(Call& call, int status) {
    app::InspectionDesk& desk = *call->options.desk;
    const auto picture = desk.picture_of(call->store, call.path.front());
    if (!picture) return broken(picture.error());
    auto elsewhere = desk.picture();
    if (elsewhere && (elsewhere->campaign == call.path.front() || !elsewhere->running())) {
        elsewhere.reset();
    }
    people::Reach reach = people::reach_of(*call.person, people::Action::see_results,
                                           call.directory->offices, call.separate());
    RunCount count(std::move(reach));
    return json(status,
                dumped(inspection_json(picture->get(), elsewhere.get(), count, call.now())));
}

Result<bool> whole_number(const Json& body, const char* name, std::int64_t& into) {
    if (!body.contains(name)) return true;
    if (!body[name].is_number_integer()) return fail(name, "应为整数");
    into = body[name].get<std::int64_t>();
    return true;
}

Result<app::RunAsked> asked_of(const Call& call) {
    const auto body = object_body(call, {"only", "max_pages", "max_seconds", "rate"});
    if (!body) return Fail(body.error());
    app::RunAsked asked;
    asked.campaign = call.path.front();
    asked.by = call.actor.who;
    for (const auto& [name, field] : {std::pair{"max_pages", &asked.max_pages},
                                      {"max_seconds", &asked.max_seconds},
                                      {"rate", &asked.rate_hundredths}}) {
        if (auto read = whole_number(*body, name, *field); !read) return Fail(read.error());
    }
    if (!body->contains("only")) return asked;
    const Json& only = (*body)["only"];
    if (!only.is_array() || only.size() > app::kMaxOnly) {
        return fail("only", "应为标识码的列表", "留空即检查全部对象");
    }
    for (const Json& each : only) {
        if (!each.is_string()) return fail("only", "每项应为文字");
        asked.only.push_back(each.get<std::string>());
    }
    return asked;
}

}  // namespace

httpd::Response get_inspection(Call& call) {
    if (call->options.desk == nullptr) return no_desk();
    const std::lock_guard lock(call->store_mutex);
    if (auto unknown = unknown_campaign(call)) return std::move(*unknown);
    return answer(call, 200);
}

httpd::Response post_inspection(Call& call) {
    if (call->options.desk == nullptr) return no_desk();
    const auto asked = asked_of(call);
    if (!asked) return refused(asked.error());
    {
        const std::lock_guard lock(call->store_mutex);
        if (auto unknown = unknown_campaign(call)) return std::move(*unknown);
    }
    auto place = call->options.desk->take(*asked);
    if (!place) return conflict(place.error());
    return logged_change(
        call, [&] { return (*place)->prepare(call->store); },
        [&](const store::InspectionRun& run) {
            return LogEntry{"inspection.start", asked->campaign,
                            asked->only.empty() ? fmt::format("全部 {} 个对象", run.targets)
                                                : fmt::format("{} 个对象", run.targets)};
        },
        [&](const store::InspectionRun&) {
            (*place)->launch();
            return answer(call, 201);
        });
}

httpd::Response delete_inspection(Call& call) {
    if (call->options.desk == nullptr) return no_desk();
    {
        const std::lock_guard lock(call->store_mutex);
        if (auto unknown = unknown_campaign(call)) return std::move(*unknown);
    }
    const auto running = call->options.desk->picture();
    if (!running || running->campaign != call.path.front() || !running->running()) {
        return conflict({call.path.front(), "没有正在进行的检查", "可能刚刚结束：刷新页面"});
    }
    return logged_change(
        call, [&]() -> Result<bool> { return call->options.desk->stop(call.path.front()); },
        [&](bool) {
            return LogEntry{"inspection.stop", call.path.front(), running->run.by + " 启动的检查"};
        },
        [&](bool) { return answer(call, 202); });
}

httpd::Response watch_inspection(Call& call) {
    if (call->options.desk == nullptr) return no_desk();
    {
        const std::lock_guard lock(call->store_mutex);
        if (auto unknown = unknown_campaign(call)) return std::move(*unknown);
    }
    auto place = call->streams->take(call.session->key);
    if (!place) {
        Problem said{429,
                     "too-many-streams",
                     "同时打开的进度页太多",
                     "这次登录已打开了 3 个进度页，或所有人合计太多",
                     "关掉别的页面；进度会改为定时查询",
                     "",
                     {}};
        said.retry_after = kKeepAliveSeconds;
        return problem(said);
    }
    httpd::Response out;
    out.headers = {{"Content-Type", "text/event-stream; charset=utf-8"},
                   {"Cache-Control", "no-store"},
                   {"X-Accel-Buffering", "no"}};  // nginx would keep the events for itself
    out.stream = std::make_shared<ProgressStream>(
        call.services,
        ProgressAsked{call.path.front(), call.session->key, call.person->id, call.reach,
                      std::string(call.request.header("Last-Event-ID"))},
        std::move(place));
    return out;
}

}  // namespace mingcha::server
