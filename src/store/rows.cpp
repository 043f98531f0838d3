#include "store/rows.h"

#include <nlohmann/json.hpp>

namespace mingcha::store {

namespace {

using Json = nlohmann::ordered_json;

std::string printed(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Reads `body` and hands it to `fill`; whatever does not fit becomes one error.
template <class Fill>
Result<bool> parsed(std::string_view body, Fill fill) {
    try {
        fill(Json::parse(body));
        return true;
    } catch (const nlohmann::json::exception& error) {
        return fail("", std::string("stored row cannot be read: ") + error.what(),
                    "从备份恢复，或用与之相符的版本打开");
    }
}

void put_time(Json& json, const char* key, const std::optional<Instant>& time) {
    if (time) json[key] = time->seconds;
}
std::optional<Instant> get_time(const Json& json, const char* key) {
    if (!json.contains(key)) return std::nullopt;
    return Instant{json[key].get<std::int64_t>()};
}
void put_points(Json& json, const char* key, const std::optional<Points>& points) {
    if (points) json[key] = points->hundredths;
}
std::optional<Points> get_points(const Json& json, const char* key) {
    if (!json.contains(key)) return std::nullopt;
    return Points{json[key].get<std::int64_t>()};
}
std::string text(const Json& json, const char* key) {
    return json.value(key, std::string());
}

Json range_json(const DateRange& range) {
    return Json::array({range.from.days, range.to.days});
}
DateRange range_of(const Json& json) {
    return {Date{json[0].get<std::int32_t>()}, Date{json[1].get<std::int32_t>()}};
}

}  // namespace

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
        row.reply_excerpt = text(json, "excerpt");
        row.receipt_no = text(json, "receipt");
        row.query_code = text(json, "query_code");
        row.source = text(json, "source");
    });
}

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
        if (json.contains("interactions"))
            row.interactions = json["interactions"].get<std::int64_t>();
    });
}

std::string_view kind_of(const Probe*) {
    return "probe";
}
std::string key_of(const Probe& row) {
    return row.site_code + "\n" + row.vantage + "\n" + std::to_string(row.at.seconds);
}
std::string encode(const Probe& row) {
    return printed({{"site", row.site_code},
                    {"vantage", row.vantage},
                    {"at", row.at.seconds},
                    {"ok", row.ok},
                    {"status", row.http_status},
                    {"ms", row.elapsed_ms},
                    {"error", row.error}});
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
                    {"due_hours", row.due_hours}});
}
Result<bool> decode(std::string_view body, RepostItem& row) {
    return parsed(body, [&](const Json& json) {
        row.id = text(json, "id");
        row.title = text(json, "title");
        row.issuer = text(json, "issuer");
        row.issued_at = Instant{json.at("issued_at").get<std::int64_t>()};
        row.url = text(json, "url");
        row.due_hours = json.value("due_hours", 24);
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

std::string_view kind_of(const Decision*) {
    return "decision";
}
std::string key_of(const Decision& row) {
    return row.finding;
}
std::string encode(const Decision& row) {
    return printed({{"finding", row.finding},
                    {"state", to_string(row.state)},
                    {"by", row.by},
                    {"reason", row.reason},
                    {"at", row.at.seconds}});
}
Result<bool> decode(std::string_view body, Decision& row) {
    return parsed(body, [&](const Json& json) {
        row.finding = text(json, "finding");
        row.state = parse_finding_state(text(json, "state")).value_or(FindingState::candidate);
        row.by = text(json, "by");
        row.reason = text(json, "reason");
        row.at = Instant{json.value("at", std::int64_t{0})};
    });
}

// --- verdicts
// -------------------------------------------------------------------------------------

namespace {

Json finding_json(const Finding& finding) {
    Json evidence = Json::array();
    for (const Evidence& each : finding.evidence) {
        evidence.push_back(
            {each.url, each.at.seconds, each.excerpt, each.sha256, each.warc, each.screenshot});
    }
    Json json{{"id", finding.id},
              {"outcome", to_string(finding.outcome)},
              {"state", to_string(finding.state)},
              {"place", finding.place},
              {"problem", finding.problem},
              {"count", finding.count},
              {"amount", finding.amount},
              {"reason", finding.reason},
              {"carried_over", finding.carried_over},
              {"places", finding.places},
              {"evidence", evidence},
              {"by", to_string(finding.measured_by)},
              {"order", finding.order}};
    put_points(json, "points", finding.points_given);
    return json;
}

Finding finding_of(const Json& json) {
    Finding finding;
    finding.id = text(json, "id");
    finding.outcome = parse_outcome(text(json, "outcome")).value_or(Outcome::needs_review);
    finding.state = parse_finding_state(text(json, "state")).value_or(FindingState::candidate);
    finding.place = text(json, "place");
    finding.problem = text(json, "problem");
    finding.count = json.value("count", 1);
    finding.amount = text(json, "amount");
    finding.reason = text(json, "reason");
    finding.carried_over = json.value("carried_over", false);
    finding.places = json.value("places", std::vector<std::string>());
    for (const Json& each : json.at("evidence")) {
        finding.evidence.push_back({each[0].get<std::string>(),
                                    Instant{each[1].get<std::int64_t>()},
                                    each[2].get<std::string>(), each[3].get<std::string>(),
                                    each[4].get<std::string>(), each[5].get<std::string>()});
    }
    finding.measured_by = text(json, "by") == "person" ? MeasuredBy::person : MeasuredBy::machine;
    finding.order = json.value("order", 0);
    finding.points_given = get_points(json, "points");
    return finding;
}

}  // namespace

std::string_view kind_of(const TargetVerdicts*) {
    return kVerdictsKind;
}
std::string key_of(const TargetVerdicts& row) {
    return row.target;
}
std::string encode(const TargetVerdicts& row) {
    Json verdicts = Json::array();
    for (const Verdict& verdict : row.verdicts) {
        Json findings = Json::array();
        for (const Finding& finding : verdict.findings) findings.push_back(finding_json(finding));
        verdicts.push_back(
            {{"rule", verdict.rule},
             {"outcome", to_string(verdict.outcome)},
             {"code", static_cast<int>(verdict.reason.code)},
             {"reason", verdict.reason.text},
             {"by", to_string(verdict.measured_by)},
             {"coverage",
              {verdict.coverage.checked, verdict.coverage.blocked, verdict.coverage.skipped}},
             {"findings", findings}});
    }
    return printed({{"target", row.target}, {"verdicts", verdicts}});
}
Result<bool> decode(std::string_view body, TargetVerdicts& row) {
    return parsed(body, [&](const Json& json) {
        row.target = text(json, "target");
        for (const Json& each : json.at("verdicts")) {
            Verdict verdict;
            verdict.target = row.target;
            verdict.rule = text(each, "rule");
            verdict.outcome = parse_outcome(text(each, "outcome")).value_or(Outcome::not_measured);
            verdict.reason.code = static_cast<ReasonCode>(each.value("code", 0));
            verdict.reason.text = text(each, "reason");
            verdict.measured_by =
                text(each, "by") == "person" ? MeasuredBy::person : MeasuredBy::machine;
            const Json& coverage = each.at("coverage");
            verdict.coverage = {coverage[0].get<std::int64_t>(), coverage[1].get<std::int64_t>(),
                                coverage[2].get<std::int64_t>()};
            for (const Json& finding : each.at("findings")) {
                verdict.findings.push_back(finding_of(finding));
                verdict.findings.back().target = row.target;
                verdict.findings.back().rule = verdict.rule;
            }
            row.verdicts.push_back(std::move(verdict));
        }
    });
}

}  // namespace mingcha::store
