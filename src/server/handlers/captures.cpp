// Pictures by an inspector's phone: the link that a worksheet's line makes, the page that it opens
// (no log-in: the key of the link is what lets in).
#include <charconv>

#include "app/captures.h"
#include "server/logged_change.h"
#include "server/routes.h"
#include "server/view_json.h"
#include "server/work_json.h"

namespace mingcha::server {

namespace {

httpd::Response over() {
    return problem({410,
                    "capture-over",
                    "链接不能再用",
                    "二维码已经用过、已过 30 分钟或已重新生成",
                    "在电脑上打开该项任务，重新生成二维码",
                    "",
                    {}});
}

// Who holds a key acts for the person who made the link.
std::optional<CaptureLink> link_of(Call& call) {
    auto link = call->capture_links.use(call.request.header(kCaptureKey), call.now());
    if (link) call.actor.who = link->task.by;
    return link;
}

std::string object_of(const app::CaptureTask& task) {
    return task.campaign + "/" + task.target + "/" + task.rule;
}

bool is_of(const Capture& capture, const app::CaptureTask& task) {
    return capture.target == task.target && capture.rule == task.rule &&
           capture.spot == task.spot && capture.by == task.by;
}

// The store is held.
httpd::Response link_answer(Call& call, const CaptureLink& link, const std::string& key) {
    const auto subject = app::capture_subject(call->store, call->options.data_dir, link.task);
    if (!subject) return refused(subject.error());
    const auto captures = app::captures_of(call->store, link.task.campaign);
    if (!captures) return broken(captures.error());
    Json items = Json::array();
    for (const Capture& each : *captures) {
        if (is_of(each, link.task)) items.push_back(capture_json(link.task.campaign, each));
    }
    Json said{{"target_name", subject->target_name},
              {"unit", subject->unit},
              {"rule_title", subject->rule_title},
              {"clause", subject->clause},
              {"guidance", subject->guidance},
              {"until", format_instant(link.until)},
              {"items", items}};
    if (!key.empty()) said["key"] = key;
    return json(200, dumped(said));
}

}  // namespace

httpd::Response post_capture_link(Call& call) {
    const auto body = object_body(call, {"rule", "spot"});
    if (!body) return refused(body.error());
    const auto rule = text_field(*body, "rule", true);
    if (!rule) return refused(rule.error());
    if (body->contains("spot") && !(*body)["spot"].is_boolean()) {
        return refused({"spot", "应为 true 或 false", ""});
    }
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    if (!covers(call.reach, *seen.view, call.path[1])) return not_found("没有这个网站或账号");
    const app::CaptureTask task{call.path[0], call.path[1], *rule, body->value("spot", false),
                                call.actor.who};
    return logged_change(
        call, [&] { return app::capture_subject(call->store, call->options.data_dir, task); },
        [&](const app::CaptureSubject&) {
            return LogEntry{"capture.link", object_of(task), {}};
        },
        [&](const app::CaptureSubject&) {
            const std::string token = call->options.make_token();
            call->capture_links.add(token, task, call.now());
            return json(
                201,
                dumped({{"path", "/capture#" + token},
                        {"until", format_instant(Instant{call.now().seconds + kCaptureSeconds})}}));
        });
}

httpd::Response open_capture(Call& call) {
    const auto body = object_body(call, {"token"});
    if (!body) return refused(body.error());
    const auto token = text_field(*body, "token", true);
    if (!token) return refused(token.error());
    const std::string key = call->options.make_token();
    const auto link = call->capture_links.open(*token, key, call.now());
    if (!link) return over();
    const std::lock_guard lock(call->store_mutex);
    return link_answer(call, *link, key);
}

httpd::Response get_capture(Call& call) {
    const auto link = link_of(call);
    if (!link) return over();
    const std::lock_guard lock(call->store_mutex);
    return link_answer(call, *link, {});
}

httpd::Response post_capture_picture(Call& call) {
    const auto link = link_of(call);
    if (!link) return over();
    return logged_change(
        call,
        [&] {
            return app::keep_picture(call->store, call->options.data_dir, link->task,
                                     call.request.body, call.now());
        },
        [&](const Capture& capture) {
            return LogEntry{"capture.picture", object_of(link->task),
                            fmt::format("SHA-256 {}", capture.sha256)};
        },
        [&](const Capture&) { return link_answer(call, *link, {}); });
}

httpd::Response delete_capture_picture(Call& call) {
    const auto link = link_of(call);
    if (!link) return over();
    const std::string& text = call.path.front();
    std::int32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
        return not_found("没有这张图片", "刷新页面");
    }
    return logged_change(
        call, [&] { return app::withdraw_capture(call->store, link->task, number, call.now()); },
        [&](const Capture&) {
            return LogEntry{"capture.withdraw", object_of(link->task), text};
        },
        [&](const Capture&) { return link_answer(call, *link, {}); });
}

httpd::Response put_capture_note(Call& call) {
    const auto link = link_of(call);
    if (!link) return over();
    const auto body = object_body(call, {"last_seen", "remark"});
    if (!body) return refused(body.error());
    const auto day = text_field(*body, "last_seen", false);
    if (!day) return refused(day.error());
    const auto remark = text_field(*body, "remark", false);
    if (!remark) return refused(remark.error());
    std::optional<Date> last_seen;
    if (!day->empty()) {
        const auto parsed = parse_date(*day);
        if (!parsed) return refused(parsed.error());
        last_seen = *parsed;
    }
    return logged_change(
        call,
        [&] { return app::keep_note(call->store, link->task, last_seen, *remark, call.now()); },
        [&](const Capture&) {
            return LogEntry{"capture.note", object_of(link->task), *day};
        },
        [&](const Capture&) { return link_answer(call, *link, {}); });
}

httpd::Response end_capture(Call& call) {
    if (!link_of(call)) return over();
    call->capture_links.finish(call.request.header(kCaptureKey));
    return no_content();
}

}  // namespace mingcha::server
