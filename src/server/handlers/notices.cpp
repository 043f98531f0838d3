// Channels, their tests, the log of notices and the settings of what is sent.
#include <algorithm>

#include "app/channels.h"
#include "app/notices.h"
#include "courier/courier.h"
#include "model/unit_index.h"
#include "server/notify_json.h"
#include "server/routes.h"
#include "server/view_json.h"

namespace mingcha::server {

namespace {

constexpr std::size_t kMaxReminders = 5;

Result<bool> take_texts(const Json& body, app::ChannelEdit& edit) {
    for (const auto& [name, field] : {std::pair{"name", &edit.name},
                                      {"office_id", &edit.office},
                                      {"address", &edit.address},
                                      {"user", &edit.user},
                                      {"from", &edit.from},
                                      {"key", &edit.key}}) {
        if (!body.contains(name)) continue;
        const auto text = text_field(body, name, false);
        if (!text) return Fail(text.error());
        *field = *text;
    }
    for (const auto& [name, field] :
         {std::pair{"markdown", &edit.markdown}, {"enabled", &edit.enabled}}) {
        if (!body.contains(name)) continue;
        if (!body[name].is_boolean()) return fail(name, "应为 true 或 false");
        *field = body[name].get<bool>();
    }
    if (!body.contains("security")) return true;
    const auto word = text_field(body, "security", true);
    if (!word) return Fail(word.error());
    edit.security = notify::parse_mail_security(*word);
    if (edit.security) return true;
    return fail("security", "应为 starttls、tls 或 none");
}

// Waits for the network: on a connection of its own, so that nobody waits for it.
template <class Work>
httpd::Response on_own_store(Call& call, Work work) {
    const auto own = call->options.open_store();
    if (!own) return broken(own.error());
    return work(**own);
}

}  // namespace

httpd::Response list_channels(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    const auto channels = app::all_channels(call->store);
    if (!channels) return broken(channels.error());
    Json items = Json::array();
    for (const notify::Channel& each : *channels) items.push_back(channel_json(each));
    return json(200, dumped({{"items", items}}));
}

httpd::Response post_channel(Call& call) {
    const auto body = object_body(call, {"id", "kind", "name", "office_id", "address", "security",
                                         "user", "from", "key", "markdown", "enabled"});
    if (!body) return refused(body.error());
    const auto id = text_field(*body, "id", true);
    if (!id) return refused(id.error());
    const auto kind = text_field(*body, "kind", true);
    if (!kind) return refused(kind.error());
    app::ChannelEdit edit;
    edit.kind = notify::parse_channel_kind(*kind);
    if (!edit.kind) return refused({"kind", "应为 smtp、wecom、dingtalk 或 webhook", ""});
    if (const auto taken = take_texts(*body, edit); !taken) return refused(taken.error());
    const std::lock_guard lock(call->store_mutex);
    const auto added = app::add_channel(call->store, call->options.data_dir, *id, edit, call.actor);
    if (!added) return refused(added.error());
    return json(201, dumped(channel_json(*added)));
}

httpd::Response patch_channel(Call& call) {
    const auto body = object_body(call, {"name", "office_id", "address", "security", "user", "from",
                                         "key", "markdown", "enabled"});
    if (!body) return refused(body.error());
    app::ChannelEdit edit;
    if (const auto taken = take_texts(*body, edit); !taken) return refused(taken.error());
    const std::lock_guard lock(call->store_mutex);
    if (!app::find_channel(call->store, call.path.front())) return not_found("没有这个渠道");
    const auto changed = app::change_channel(call->store, call->options.data_dir, call.path.front(),
                                             edit, call.actor);
    if (!changed) return refused(changed.error());
    return json(200, dumped(channel_json(*changed)));
}

httpd::Response delete_channel(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    if (!app::find_channel(call->store, call.path.front())) return not_found("没有这个渠道");
    const auto gone = app::remove_channel(call->store, call.path.front(), call.actor);
    return gone ? no_content() : broken(gone.error());
}

httpd::Response test_channel(Call& call) {
    const auto body = object_body(call, {"to"});
    if (!body) return refused(body.error());
    const auto to = text_field(*body, "to", false);
    if (!to) return refused(to.error());
    {
        const std::lock_guard lock(call->store_mutex);
        if (!app::find_channel(call->store, call.path.front())) return not_found("没有这个渠道");
    }
    return on_own_store(call, [&](store::Store& own) {
        courier::CurlCourier courier;
        const auto tried = app::try_channel(own, call->options.data_dir, courier, call.path.front(),
                                            *to, call.actor);
        if (!tried) return refused(tried.error());
        return json(200, dumped(notice_json(*tried)));
    });
}

httpd::Response list_notices(Call& call) {
    const auto asked = paging(call.query);
    if (!asked) return refused(asked.error());
    const std::lock_guard lock(call->store_mutex);
    const auto page =
        app::notice_page(call->store, static_cast<std::int64_t>(asked->first()), asked->size);
    if (!page) return broken(page.error());
    Json items = Json::array();
    for (const notify::Notice& each : page->notices) items.push_back(notice_json(each));
    return json(200, dumped({{"items", items},
                             {"page", asked->page},
                             {"size", asked->size},
                             {"total", page->total}}));
}

httpd::Response retry_notice(Call& call) {
    const auto body = object_body(call, {"key"});
    if (!body) return refused(body.error());
    const auto key = text_field(*body, "key", true);
    if (!key) return refused(key.error());
    const std::lock_guard lock(call->store_mutex);
    const auto woken = app::send_again(call->store, *key, call.actor);
    if (!woken) return refused(woken.error());
    return json(200, dumped(notice_json(*woken)));
}

httpd::Response get_notice_settings(Call& call) {
    const std::lock_guard lock(call->store_mutex);
    const auto settings = app::notice_settings(call->store);
    if (!settings) return broken(settings.error());
    return json(200, dumped(notice_settings_json(*settings)));
}

httpd::Response put_notice_settings(Call& call) {
    const auto body =
        object_body(call, {"on", "hour", "within", "remind_days", "origin", "sender"});
    if (!body) return refused(body.error());
    notify::NoticeSettings settings;
    const Json& given = *body;
    if (!given.contains("on") || !given["on"].is_boolean()) {
        return refused({"on", "应为 true 或 false", ""});
    }
    settings.on = given["on"].get<bool>();
    for (const auto& [name, field] :
         {std::pair{"hour", &settings.hour}, {"within", &settings.within}}) {
        if (!given.contains(name) || !given[name].is_number_integer() ||
            given[name].get<std::int64_t>() < 0 || given[name].get<std::int64_t>() > 1000) {
            return refused({name, "应为整数", ""});
        }
        *field = given[name].get<std::int32_t>();
    }
    const Json days = given.value("remind_days", Json::array());
    if (!days.is_array() || days.size() > kMaxReminders) {
        return refused({"remind_days", "应为至多五个整数", ""});
    }
    settings.remind_days.clear();
    for (const Json& each : days) {
        if (!each.is_number_integer() || each.get<std::int64_t>() > 1000 ||
            each.get<std::int64_t>() < 0) {
            return refused({"remind_days", "应为至多五个整数", ""});
        }
        settings.remind_days.push_back(each.get<std::int32_t>());
    }
    for (const auto& [name, field] :
         {std::pair{"origin", &settings.origin}, {"sender", &settings.sender}}) {
        const auto text = text_field(given, name, false);
        if (!text) return refused(text.error());
        *field = *text;
    }
    const std::lock_guard lock(call->store_mutex);
    const auto changed = app::change_notice_settings(call->store, settings, call.actor);
    if (!changed) return refused(changed.error());
    return json(200, dumped(notice_settings_json(*changed)));
}

httpd::Response list_warnings(Call& call) {
    Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const auto units = units_within(call.reach, *seen.view);
    const std::lock_guard lock(call->store_mutex);
    const auto rows = app::warnings_of(call->store, call.path.front());
    if (!rows) return broken(rows.error());
    Json items = Json::array();
    for (const app::UnitWarnings& each : *rows) {
        if (!units.whole && !units.names.contains(each.unit)) continue;
        items.push_back({{"unit", each.unit},
                         {"digests", each.digests},
                         {"warnings", each.warnings},
                         {"last", time_or_null(each.last)}});
    }
    return json(200, dumped({{"items", items}}));
}

}  // namespace mingcha::server
