// The words of a circular: texts with fields, and what people type in.
#include "app/circular_texts.h"

#include <algorithm>

#include "base/text.h"
#include "report/circular_texts.h"
#include "server/circular_desk.h"
#include "server/routes.h"

namespace mingcha::server {

namespace {

// After a change of the store that logs itself.
httpd::Response changed(const Result<bool>& done) {
    return done ? no_content() : refused(done.error());
}

}  // namespace

httpd::Response get_circular_texts(Call& call) {
    SeenDraft seen = seen_draft(call);
    if (!seen.draft) return std::move(seen.instead);
    const std::lock_guard lock(call->store_mutex);
    const auto texts = circular_texts_json(call, *seen.draft);
    if (!texts) return broken(texts.error());
    return json(200, dumped(*texts));
}

httpd::Response put_circular_text(Call& call) {
    const auto body = object_body(call, {"text"});
    if (!body) return refused(body.error());
    const auto text = text_field(*body, "text", true);
    if (!text) return refused(text.error());
    Seen seen = seen_campaign(call);
    if (!seen.view) return std::move(seen.instead);
    const std::lock_guard lock(call->store_mutex);
    return changed(
        app::set_circular_text(call->store, {call.path[0], call.path[1], *text}, call.actor));
}

httpd::Response preview_circular_text(Call& call) {
    const auto body = object_body(call, {"text"});
    if (!body) return refused(body.error());
    const auto text = text_field(*body, "text", true);
    if (!text) return refused(text.error());
    const std::vector<std::string> names = report::text_names();
    if (std::find(names.begin(), names.end(), call.path[1]) == names.end()) {
        return not_found("没有这段文字：" + shorten(call.path[1], 40), "从列表中选择");
    }
    SeenDraft seen = seen_draft(call);
    if (!seen.draft) return std::move(seen.instead);
    Json problems = Json::array();
    for (const report::TemplateProblem& each : app::text_problems(*text)) {
        problems.push_back({{"column", each.column}, {"text", each.what}});
    }
    const std::string filled =
        problems.empty() ? report::filled_text(seen.draft->circular, *text) : std::string();
    return json(200, dumped({{"filled", filled}, {"problems", std::move(problems)}}));
}

httpd::Response put_circular_field(Call& call) {
    const auto body = object_body(call, {"value"});
    if (!body) return refused(body.error());
    const auto value = text_field(*body, "value", true);
    if (!value) return refused(value.error());
    Seen seen = seen_campaign(call);
    if (!seen.view) return std::move(seen.instead);
    const std::lock_guard lock(call->store_mutex);
    return changed(
        app::set_circular_field(call->store, call.path[0], call.path[1], *value, call.actor));
}

}  // namespace mingcha::server
