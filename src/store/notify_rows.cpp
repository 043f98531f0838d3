#include "store/notify_rows.h"

#include "store/row_json.h"

namespace mingcha::notify {

using store::Json;
using store::parsed;
using store::printed;
using store::text;

std::string_view kind_of(const Channel*) {
    return "channel";
}
std::string key_of(const Channel& row) {
    return row.id;
}
std::string encode(const Channel& row) {
    Json json{{"id", row.id},
              {"kind", to_string(row.kind)},
              {"name", row.name},
              {"office", row.office},
              {"address", row.address},
              {"security", to_string(row.security)},
              {"markdown", row.markdown},
              {"enabled", row.enabled},
              {"tried_well", row.tried_well}};
    store::put_text(json, "user", row.user);
    store::put_text(json, "from", row.from);
    store::put_text(json, "sealed", row.sealed);
    store::put_time(json, "tried_at", row.tried_at);
    store::put_text(json, "tried_reason", row.tried_reason);
    return printed(json);
}
Result<bool> decode(std::string_view body, Channel& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.kind = parse_channel_kind(text(json, "kind")).value_or(ChannelKind::webhook);
        row.name = text(json, "name");
        row.office = text(json, "office");
        row.address = text(json, "address");
        row.security = parse_mail_security(text(json, "security")).value_or(MailSecurity::starttls);
        row.markdown = json.value("markdown", false);
        row.enabled = json.value("enabled", false);
        row.user = text(json, "user");
        row.from = text(json, "from");
        row.sealed = text(json, "sealed");
        row.tried_at = store::get_time(json, "tried_at");
        row.tried_well = json.value("tried_well", false);
        row.tried_reason = text(json, "tried_reason");
    });
}

std::string_view kind_of(const Notice*) {
    return "notice";
}
std::string encode(const Notice& row) {
    Json json{{"id", row.message.id},
              {"kind", row.message.kind},
              {"unit", row.message.unit},
              {"title", row.message.title},
              {"lines", row.message.lines},
              {"about", row.about},
              {"items", row.items},
              {"channel", row.channel},
              {"made_at", row.made_at.seconds},
              {"state", to_string(row.state)},
              {"tries", row.tries},
              {"next_at", row.next_at.seconds}};
    store::put_text(json, "link", row.message.link);
    store::put_text(json, "campaign", row.campaign);
    store::put_text(json, "to", row.to);
    store::put_text(json, "reason", row.reason);
    store::put_time(json, "last_at", row.last_at);
    store::put_time(json, "done_at", row.done_at);
    return printed(json);
}
Result<bool> decode(std::string_view body, Notice& row) {
    return parsed(body, [&](const Json& json) {
        row.message.id = text(json, "id");
        row.message.kind = text(json, "kind");
        row.message.unit = text(json, "unit");
        row.message.title = text(json, "title");
        row.message.lines = json.at("lines").get<std::vector<std::string>>();
        row.message.link = text(json, "link");
        row.about = text(json, "about");
        row.campaign = text(json, "campaign");
        row.items = json.at("items").get<std::int64_t>();
        row.channel = text(json, "channel");
        row.to = text(json, "to");
        row.made_at = Instant{json.at("made_at").get<std::int64_t>()};
        // A state that this program does not know is looked at by a person.
        row.state = parse_notice_state(text(json, "state")).value_or(NoticeState::unclear);
        row.tries = json.at("tries").get<std::int32_t>();
        row.next_at = Instant{json.at("next_at").get<std::int64_t>()};
        row.last_at = store::get_time(json, "last_at");
        row.done_at = store::get_time(json, "done_at");
        row.reason = text(json, "reason");
    });
}

std::string_view kind_of(const NoticeSettings*) {
    return "notice_settings";
}
std::string key_of(const NoticeSettings&) {
    return "notices";
}
std::string encode(const NoticeSettings& row) {
    return printed({{"on", row.on},
                    {"hour", row.hour},
                    {"within", row.within},
                    {"remind_days", row.remind_days},
                    {"origin", row.origin},
                    {"sender", row.sender}});
}
Result<bool> decode(std::string_view body, NoticeSettings& row) {
    return parsed(body, [&](const Json& json) {
        row.on = json.at("on").get<bool>();
        row.hour = json.at("hour").get<std::int32_t>();
        row.within = json.at("within").get<std::int32_t>();
        row.remind_days = json.at("remind_days").get<std::vector<std::int32_t>>();
        row.origin = text(json, "origin");
        row.sender = text(json, "sender");
    });
}

std::string_view kind_of(const NoticeMark*) {
    return "notice_mark";
}
std::string key_of(const NoticeMark& row) {
    return row.about;
}
std::string encode(const NoticeMark& row) {
    return printed({{"about", row.about}, {"at", row.at.seconds}});
}
Result<bool> decode(std::string_view body, NoticeMark& row) {
    return parsed(body, [&](const Json& json) {
        row.about = text(json, "about");
        row.at = Instant{json.at("at").get<std::int64_t>()};
    });
}

}  // namespace mingcha::notify
