// What accounts posted and who looked at them, as records.
#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const Post*) {
    return "post";
}
std::string key_of(const Post& row) {
    if (!row.url.empty()) return row.account_key + "\n" + row.url;
    return row.account_key + "\n" + row.title + "\n" + std::to_string(row.published_at.seconds);
}
std::string encode(const Post& row) {
    Json json{{"account", row.account_key}, {"type", row.account_type},
              {"name", row.name},           {"at", row.published_at.seconds},
              {"title", row.title},         {"url", row.url},
              {"source", row.source}};
    if (row.interactions) json["interactions"] = *row.interactions;
    put_text(json, "text", row.text);
    put_text(json, "certified", row.certified_as);
    put_text(json, "picture", row.screenshot);
    if (row.by != PostSource::exported) json["by"] = to_string(row.by);
    return printed(json);
}
Result<bool> decode(std::string_view body, Post& row) {
    return parsed(body, [&](const Json& json) {
        row.account_key = text(json, "account");
        row.account_type = text(json, "type");
        row.name = text(json, "name");
        row.published_at = Instant{json.at("at").get<std::int64_t>()};
        row.title = text(json, "title");
        row.url = text(json, "url");
        row.source = text(json, "source");
        row.text = text(json, "text");
        row.certified_as = text(json, "certified");
        row.screenshot = text(json, "picture");
        row.by = parse_post_source(text(json, "by")).value_or(PostSource::exported);
        if (json.contains("interactions"))
            row.interactions = json["interactions"].get<std::int64_t>();
    });
}

std::string_view kind_of(const AccountLook*) {
    return "look";
}
std::string key_of(const AccountLook& row) {
    std::string day;
    if (row.seen_at) {
        day = std::to_string(row.seen_at->seconds);
    } else if (row.last_post) {
        day = format_date(*row.last_post);
    }
    return row.account_key + "\n" + std::string(to_string(row.by)) + "\n" + day;
}
std::string encode(const AccountLook& row) {
    Json json{
        {"account", row.account_key}, {"type", row.account_type},      {"name", row.name},
        {"by", to_string(row.by)},    {"state", to_string(row.state)}, {"source", row.source}};
    put_text(json, "operator", row.operator_name);
    put_text(json, "certified", row.certified_as);
    put_text(json, "url", row.url);
    put_text(json, "picture", row.screenshot);
    put_day(json, "last", row.last_post);
    put_time(json, "seen_at", row.seen_at);
    if (row.reason.code != ReasonCode::none) {
        json["why"] = static_cast<int>(row.reason.code);
        json["reason"] = row.reason.text;
    }
    return printed(json);
}
Result<bool> decode(std::string_view body, AccountLook& row) {
    return parsed(body, [&](const Json& json) {
        row.account_key = text(json, "account");
        row.account_type = text(json, "type");
        row.name = text(json, "name");
        row.by = parse_post_source(text(json, "by")).value_or(PostSource::manual);
        row.state = parse_look_state(text(json, "state")).value_or(LookState::not_collected);
        row.source = text(json, "source");
        row.operator_name = text(json, "operator");
        row.certified_as = text(json, "certified");
        row.url = text(json, "url");
        row.screenshot = text(json, "picture");
        row.last_post = get_day(json, "last");
        row.seen_at = get_time(json, "seen_at");
        const int why = json.value("why", 0);
        const bool known = why >= 0 && why <= static_cast<int>(ReasonCode::not_due);
        row.reason = {known ? static_cast<ReasonCode>(why) : ReasonCode::ours,
                      text(json, "reason")};
    });
}

std::string_view kind_of(const AccountPicture*) {
    return "picture";
}
std::string key_of(const AccountPicture& row) {
    return row.account_key + "\n" + row.file;
}
std::string encode(const AccountPicture& row) {
    Json json{{"account", row.account_key}, {"file", row.file},   {"stored", row.stored},
              {"sha256", row.sha256},       {"bytes", row.bytes}, {"at", row.stored_at.seconds}};
    put_time(json, "taken", row.taken_at);
    return printed(json);
}
Result<bool> decode(std::string_view body, AccountPicture& row) {
    return parsed(body, [&](const Json& json) {
        row.account_key = text(json, "account");
        row.file = text(json, "file");
        row.stored = text(json, "stored");
        row.sha256 = text(json, "sha256");
        row.bytes = json.value("bytes", std::uint64_t{0});
        row.stored_at = Instant{json.at("at").get<std::int64_t>()};
        row.taken_at = get_time(json, "taken");
    });
}

std::string_view kind_of(const FeedState*) {
    return "feed";
}
std::string key_of(const FeedState& row) {
    return row.account_key + "\n" + row.url;
}
std::string encode(const FeedState& row) {
    return printed({{"account", row.account_key},
                    {"url", row.url},
                    {"etag", row.etag},
                    {"modified", row.last_modified},
                    {"sha256", row.sha256},
                    {"at", row.at.seconds}});
}
Result<bool> decode(std::string_view body, FeedState& row) {
    return parsed(body, [&](const Json& json) {
        row.account_key = text(json, "account");
        row.url = text(json, "url");
        row.etag = text(json, "etag");
        row.last_modified = text(json, "modified");
        row.sha256 = text(json, "sha256");
        row.at = Instant{json.at("at").get<std::int64_t>()};
    });
}

}  // namespace mingcha::store
