// What people and other systems bring, and campaigns, as records.
#include "store/rows.h"

#include "base/text.h"
#include "store/row_json.h"

namespace mingcha::store {

std::string_view kind_of(const Unit*) {
    return "unit";
}
std::string key_of(const Unit& row) {
    return row.name;
}
std::string encode(const Unit& row) {
    return printed({{"name", row.name},
                    {"short", row.short_name},
                    {"shortest", row.shortest_name},
                    {"supervisor", row.supervisor},
                    {"order", row.order},
                    {"aliases", row.aliases}});
}
Result<bool> decode(std::string_view body, Unit& row) {
    return parsed(body, [&](const Json& json) {
        row.name = text(json, "name");
        row.short_name = text(json, "short");
        row.shortest_name = text(json, "shortest");
        row.supervisor = text(json, "supervisor");
        row.order = json.value("order", 0);
        row.aliases = json.value("aliases", std::vector<std::string>());
    });
}

std::string_view kind_of(const Division*) {
    return "division";
}
std::string key_of(const Division& row) {
    return row.code;
}
std::string encode(const Division& row) {
    return printed(
        {{"code", row.code}, {"name", row.name}, {"short", row.short_name}, {"order", row.order}});
}
Result<bool> decode(std::string_view body, Division& row) {
    return parsed(body, [&](const Json& json) {
        row.code = text(json, "code");
        row.name = text(json, "name");
        row.short_name = text(json, "short");
        row.order = json.value("order", 0);
    });
}

std::string_view kind_of(const Site*) {
    return "site";
}
std::string key_of(const Site& row) {
    return row.site_code;
}
std::string encode(const Site& row) {
    return printed({{"code", row.site_code},
                    {"name", row.name},
                    {"unit", row.unit},
                    {"url", row.url},
                    {"kind", to_string(row.kind)},
                    {"division", row.division},
                    {"services", row.has_services},
                    {"state", to_string(row.state)},
                    {"supervisor", row.supervisor},
                    {"platform", row.platform}});
}
Result<bool> decode(std::string_view body, Site& row) {
    return parsed(body, [&](const Json& json) {
        row.site_code = text(json, "code");
        row.name = text(json, "name");
        row.unit = text(json, "unit");
        row.url = text(json, "url");
        row.kind = parse_site_kind(text(json, "kind")).value_or(SiteKind::department);
        row.division = text(json, "division");
        row.has_services = json.value("services", true);
        row.state = parse_site_state(text(json, "state")).value_or(SiteState::running);
        row.supervisor = text(json, "supervisor");
        row.platform = text(json, "platform");
    });
}

std::string_view kind_of(const Account*) {
    return "account";
}
std::string key_of(const Account& row) {
    return account_key(row);
}
std::string encode(const Account& row) {
    Json json{{"code", row.account_code}, {"operator", row.operator_name},
              {"name", row.name},         {"type", row.type},
              {"url", row.url},           {"state", to_string(row.state)},
              {"division", row.division}};
    if (row.followers) json["followers"] = *row.followers;
    if (!row.feed.empty()) json["feed"] = row.feed;
    return printed(json);
}
Result<bool> decode(std::string_view body, Account& row) {
    return parsed(body, [&](const Json& json) {
        row.account_code = text(json, "code");
        row.operator_name = text(json, "operator");
        row.name = text(json, "name");
        row.type = text(json, "type");
        row.url = text(json, "url");
        row.state = parse_account_state(text(json, "state")).value_or(AccountState::running);
        row.division = text(json, "division");
        row.feed = text(json, "feed");
        if (json.contains("followers")) row.followers = json["followers"].get<std::int64_t>();
    });
}

std::string_view kind_of(const Campaign*) {
    return "campaign";
}
std::string key_of(const Campaign& row) {
    return row.id;
}
std::string encode(const Campaign& row) {
    Json json{{"id", row.id},
              {"ruleset", row.ruleset},
              {"window", range_json(row.window)},
              {"as_of", row.as_of.seconds},
              {"by_hand", row.by_hand},
              {"closed", row.closed},
              {"from_document", row.origin == CampaignOrigin::document},
              {"title", row.title},
              {"fields", row.fields}};
    if (row.interactions) json["interactions"] = range_json(*row.interactions);
    if (row.accounts_as_of) json["accounts_as_of"] = row.accounts_as_of->days;
    put_points(json, "previous_site_rate", row.previous_site_rate);
    return printed(json);
}
Result<bool> decode(std::string_view body, Campaign& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.ruleset = text(json, "ruleset");
        row.window = range_of(json.at("window"));
        row.as_of = Instant{json.at("as_of").get<std::int64_t>()};
        row.by_hand = json.value("by_hand", false);
        row.closed = json.value("closed", false);
        row.origin = json.value("from_document", false) ? CampaignOrigin::document
                                                        : CampaignOrigin::inspected;
        row.title = text(json, "title");
        row.fields = json.value("fields", std::map<std::string, std::string>());
        if (json.contains("interactions")) row.interactions = range_of(json["interactions"]);
        if (json.contains("accounts_as_of")) {
            row.accounts_as_of = Date{json["accounts_as_of"].get<std::int32_t>()};
        }
        row.previous_site_rate = get_points(json, "previous_site_rate");
    });
}

std::string_view kind_of(const ImportedFinding*) {
    return "finding";
}
std::string key_of(const ImportedFinding& row) {
    return row.target + "\n" + row.rule + "\n" + row.problem + "\n" + row.evidence_url;
}
std::string encode(const ImportedFinding& row) {
    Json json{{"target", row.target},
              {"rule", row.rule},
              {"problem", row.problem},
              {"count", row.count},
              {"reason", row.reason},
              {"carried_over", row.carried_over},
              {"evidence_url", row.evidence_url},
              {"inspector", row.inspector},
              {"note", row.note},
              {"source", row.source}};
    put_points(json, "points", row.points);
    put_time(json, "found_at", row.found_at);
    return printed(json);
}
Result<bool> decode(std::string_view body, ImportedFinding& row) {
    return parsed(body, [&](const Json& json) {
        row.target = text(json, "target");
        row.rule = text(json, "rule");
        row.problem = text(json, "problem");
        row.count = json.value("count", 1);
        row.reason = text(json, "reason");
        row.carried_over = json.value("carried_over", false);
        row.evidence_url = text(json, "evidence_url");
        row.inspector = text(json, "inspector");
        row.note = text(json, "note");
        row.source = text(json, "source");
        row.points = get_points(json, "points");
        row.found_at = get_time(json, "found_at");
    });
}

std::string_view kind_of(const Interaction*) {
    return "interaction";
}
std::string key_of(const Interaction& row) {
    return row.site_code + "\n" + std::to_string(row.asked_at.seconds);
}
std::string encode(const Interaction& row) {
    Json json{{"site", row.site_code},      {"question", row.question},
              {"channel", row.channel},     {"asked_at", row.asked_at.seconds},
              {"effective", row.effective}, {"excerpt", row.reply_excerpt},
              {"receipt", row.receipt_no},  {"query_code", row.query_code},
              {"source", row.source}};
    put_time(json, "replied_at", row.replied_at);
    if (!row.judged) json["judged"] = false;
    return printed(json);
}
Result<bool> decode(std::string_view body, Interaction& row) {
    return parsed(body, [&](const Json& json) {
        row.site_code = text(json, "site");
        row.question = text(json, "question");
        row.channel = text(json, "channel");
        row.asked_at = Instant{json.at("asked_at").get<std::int64_t>()};
        row.replied_at = get_time(json, "replied_at");
        row.effective = json.value("effective", true);
        row.judged = json.value("judged", true);
        row.reply_excerpt = text(json, "excerpt");
        row.receipt_no = text(json, "receipt");
        row.query_code = text(json, "query_code");
        row.source = text(json, "source");
    });
}

std::string_view kind_of(const Probe*) {
    return "probe";
}
std::string key_of(const Probe& row) {
    return row.site_code + "\n" + row.vantage + "\n" + std::to_string(row.at.seconds);
}
std::string encode(const Probe& row) {
    Json json({{"site", row.site_code},
                    {"vantage", row.vantage},
                    {"at", row.at.seconds},
                    {"ok", row.ok},
                    {"status", row.http_status},
               {"ms", row.elapsed_ms},
                    {"error", row.error}});
    const auto add = [&](const char* name, const std::optional<std::int64_t>& ms) {
        if (ms) json[name] = *ms;
    };
    add("dns", row.phases.dns_ms);
    add("connect", row.phases.connect_ms);
    add("tls", row.phases.tls_ms);
    add("first", row.phases.first_byte_ms);
    if (!row.ours.empty()) json["ours"] = row.ours;
    return printed(json);
}
Result<bool> decode(std::string_view body, Probe& row) {
    return parsed(body, [&](const Json& json) {
        row.site_code = text(json, "site");
        row.vantage = text(json, "vantage");
        row.at = Instant{json.at("at").get<std::int64_t>()};
        row.ok = json.value("ok", false);
        row.http_status = json.value("status", 0);
        row.elapsed_ms = json.value("ms", std::int64_t{0});
        row.error = text(json, "error");
        const auto read = [&](const char* name) -> std::optional<std::int64_t> {
            if (!json.contains(name)) return std::nullopt;
            return json[name].get<std::int64_t>();
        };
        row.phases = {read("dns"), read("connect"), read("tls"), read("first")};
        if (json.contains("ours")) row.ours = text(json, "ours");
    });
}

std::string_view kind_of(const Exemption*) {
    return "exemption";
}
std::string key_of(const Exemption& row) {
    return row.site_code + "\n" + row.rule + "\n" + name_key(row.column) + "\n" +
           std::to_string(row.from.seconds);
}
std::string encode(const Exemption& row) {
    return printed({{"site", row.site_code},
                    {"rule", row.rule},
                    {"column", row.column},
                    {"from", row.from.seconds},
                    {"to", row.to.seconds},
                    {"author", row.author},
                    {"decided", row.decided_at.seconds},
                    {"reason", row.reason},
                    {"source", row.source}});
}
Result<bool> decode(std::string_view body, Exemption& row) {
    return parsed(body, [&](const Json& json) {
        row.site_code = text(json, "site");
        row.rule = text(json, "rule");
        row.column = text(json, "column");
        row.from = Instant{json.at("from").get<std::int64_t>()};
        row.to = Instant{json.at("to").get<std::int64_t>()};
        row.author = text(json, "author");
        row.decided_at = Instant{json.at("decided").get<std::int64_t>()};
        row.reason = text(json, "reason");
        row.source = text(json, "source");
    });
}

std::string_view kind_of(const MonitorPlan*) {
    return "monitor";
}
std::string key_of(const MonitorPlan& row) {
    return row.vantage;
}
std::string encode(const MonitorPlan& row) {
    return printed({{"vantage", row.vantage},
                    {"began", row.began.seconds},
                    {"seed", row.seed},
                    {"days", row.days},
                    {"per_day", row.per_day}});
}
Result<bool> decode(std::string_view body, MonitorPlan& row) {
    return parsed(body, [&](const Json& json) {
        row.vantage = text(json, "vantage");
        row.began = Instant{json.at("began").get<std::int64_t>()};
        row.seed = json.at("seed").get<std::uint64_t>();
        row.days = json.at("days").get<std::int32_t>();
        row.per_day = json.at("per_day").get<std::int32_t>();
    });
}

std::string_view kind_of(const RepostItem*) {
    return "repost";
}
std::string key_of(const RepostItem& row) {
    return row.id;
}
std::string encode(const RepostItem& row) {
    return printed({{"id", row.id},
                    {"title", row.title},
                    {"issuer", row.issuer},
                    {"issued_at", row.issued_at.seconds},
                    {"url", row.url},
                    {"due_hours", row.due_hours},
                    {"text", row.text}});
}
Result<bool> decode(std::string_view body, RepostItem& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.title = text(json, "title");
        row.issuer = text(json, "issuer");
        row.issued_at = Instant{json.at("issued_at").get<std::int64_t>()};
        row.url = text(json, "url");
        row.due_hours = json.value("due_hours", 24);
        row.text = text(json, "text");
    });
}

std::string_view kind_of(const MessageRow*) {
    return "message";
}
std::string key_of(const MessageRow& row) {
    return row.site_code + "\n" + row.column + "\n" + row.title + "\n" +
           std::to_string(row.asked_at.seconds);
}
std::string encode(const MessageRow& row) {
    Json json{{"site", row.site_code},   {"column", row.column},
              {"title", row.title},      {"asked_at", row.asked_at.seconds},
              {"public", row.is_public}, {"source", row.source}};
    put_time(json, "replied_at", row.replied_at);
    return printed(json);
}
Result<bool> decode(std::string_view body, MessageRow& row) {
    return parsed(body, [&](const Json& json) {
        row.site_code = text(json, "site");
        row.column = text(json, "column");
        row.title = text(json, "title");
        row.asked_at = Instant{json.at("asked_at").get<std::int64_t>()};
        row.replied_at = get_time(json, "replied_at");
        row.is_public = json.value("public", true);
        row.source = text(json, "source");
    });
}

std::string_view kind_of(const PlainRow*) {
    return "plain";
}
std::string key_of(const PlainRow& row) {
    return row.key;
}
std::string encode(const PlainRow& row) {
    return printed({{"key", row.key}, {"cells", row.cells}});
}
Result<bool> decode(std::string_view body, PlainRow& row) {
    return parsed(body, [&](const Json& json) {
        row.key = text(json, "key");
        row.cells = json.value("cells", std::map<std::string, std::string>());
    });
}

}  // namespace mingcha::store
