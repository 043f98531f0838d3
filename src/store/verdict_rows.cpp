// What was judged and decided, as records (store/rows.h).
#include "store/office_rows.h"
#include "store/publication_rows.h"
#include "store/row_json.h"
#include "store/rows.h"

namespace mingcha::store {

std::string_view kind_of(const Decision*) {
    return kDecisionKind;
}
std::string key_of(const Decision& row) {
    return row.finding;
}
std::string encode(const Decision& row) {
    Json json{{"finding", row.finding},
              {"state", to_string(row.state)},
              {"by", row.by},
              {"reason", row.reason},
              {"at", row.at.seconds}};
    if (row.said == Said::first) json["said"] = "first";
    if (row.said == Said::undone) json["said"] = "undone";
    return printed(json);
}
Result<bool> decode(std::string_view body, Decision& row) {
    return parsed(body, [&](const Json& json) {
        row.finding = text(json, "finding");
        row.state = parse_finding_state(text(json, "state")).value_or(FindingState::candidate);
        row.by = text(json, "by");
        row.reason = text(json, "reason");
        row.at = Instant{json.value("at", std::int64_t{0})};
        const std::string said = text(json, "said");
        row.said = said == "first" ? Said::first : said == "undone" ? Said::undone : Said::decided;
    });
}

std::string_view kind_of(const FirstWord*) {
    return kFirstWordKind;
}
std::string key_of(const FirstWord& row) {
    return row.word.finding;
}
std::string encode(const FirstWord& row) {
    return encode(row.word);
}
Result<bool> decode(std::string_view body, FirstWord& row) {
    return decode(body, row.word);
}

bool is_judged_from(std::string_view kind) {
    constexpr std::array kOthers{kVerdictsKind,
                                 kDecisionKind,
                                 kDecisionLogKind,
                                 kFirstWordKind,
                                 kAuditKind,
                                 std::string_view("person"),
                                 std::string_view("office"),
                                 std::string_view("settings"),
                                 std::string_view("example"),
                                 kCircularTextKind,
                                 kCircularPrintKind,
                                 kPublicationStepKind,
                                 kPublishedVersionKind,
                                 std::string_view("inspection-run"),
                                 std::string_view("channel"),
                                 std::string_view("notice"),
                                 std::string_view("notice_settings"),
                                 std::string_view("notice_mark"),
                                 std::string_view("filing"),
                                 kStrayWordKind};
    return std::find(kOthers.begin(), kOthers.end(), kind) == kOthers.end();
}

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
        if (!verdict.working.empty()) verdicts.back()["working"] = verdict.working;
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
            if (each.contains("working")) {
                verdict.working = each["working"].get<std::vector<std::string>>();
            }
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
