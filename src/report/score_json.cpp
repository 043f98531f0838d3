#include "report/score_json.h"

#include <nlohmann/json.hpp>

namespace mingcha::report {

namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<Points>& points) {
    return points ? Json(fixed2(*points)) : Json();
}

Json truth(const std::optional<bool>& value) {
    return value ? Json(*value) : Json();
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json evidence_json(const Evidence& evidence) {
    const bool dated = evidence.at.seconds != 0;  // a person's row need not say when
    return {{"url", text_or_null(evidence.url)},
            {"at", dated ? Json(format_instant(evidence.at)) : Json()},
            {"excerpt", evidence.excerpt},
            {"sha256", text_or_null(evidence.sha256)},
            {"warc", text_or_null(evidence.warc)},
            {"screenshot", text_or_null(evidence.screenshot)}};
}

Json finding_json(const ScoredFinding& scored) {
    const Finding& finding = scored.finding;
    Json evidence = Json::array();
    for (const Evidence& each : finding.evidence) evidence.push_back(evidence_json(each));
    Json out{{"id", finding.id},
             {"rule", finding.rule},
             {"outcome", to_string(finding.outcome)},
             {"state", to_string(finding.state)},
             {"count", finding.count},
             {"points", number(scored.points)},
             {"counts", scored.counts},
             {"problem", finding.problem},
             {"carried_over", finding.carried_over},
             {"measured_by", to_string(finding.measured_by)},
             {"places", finding.places},
             {"evidence", std::move(evidence)}};
    if (!finding.reason.empty()) out["reason"] = finding.reason;
    return out;
}

Json findings_json(const std::vector<ScoredFinding>& findings) {
    Json out = Json::array();
    for (const ScoredFinding& each : findings) out.push_back(finding_json(each));
    return out;
}

Json not_measured_json(const std::vector<NotMeasured>& rows) {
    Json out = Json::array();
    for (const NotMeasured& row : rows) {
        std::string reason(to_string(row.reason.code));
        if (!row.reason.text.empty()) reason += ": " + row.reason.text;
        out.push_back({{"rule", row.rule}, {"reason", reason}});
    }
    return out;
}

Json coverage_json(const std::map<std::string, Coverage>& coverage) {
    Json out = Json::object();
    for (const auto& [rule, each] : coverage) {
        out[rule] = {
            {"checked", each.checked}, {"blocked", each.blocked}, {"skipped", each.skipped}};
    }
    return out;
}

Json rule_points_json(const std::vector<RulePoints>& rows) {
    Json out = Json::array();
    for (const RulePoints& row : rows) {
        out.push_back({{"rule", row.rule}, {"points", fixed2(row.points)}});
    }
    return out;
}

Json site_json(const SiteResult& site) {
    return {{"site_code", site.site.site_code},
            {"name", site.site.name},
            {"unit", site.site.unit},
            {"kind", to_string(site.site.kind)},
            {"state", to_string(site.site.state)},
            {"checked", site.checked},
            {"measured_by", to_string(site.measured_by)},
            {"vetoes", site.vetoes},
            {"deduction", number(site.deduction)},
            {"bonus", number(site.bonus)},
            {"score", number(site.score)},
            {"grade", text_or_null(site.grade)},
            {"passed", truth(site.passed)},
            {"deducted", rule_points_json(site.deducted)},
            {"earned", rule_points_json(site.earned)},
            {"findings", findings_json(site.findings)},
            {"not_measured", not_measured_json(site.not_measured)},
            {"coverage", coverage_json(site.coverage)},
            {"needs_review", site.needs_review}};
}

Json account_json(const AccountResult& account) {
    const Account& row = account.account;
    return {{"account_code", row.account_code.empty() ? "无" : row.account_code},
            {"name", row.name},
            {"operator", row.operator_name},
            {"type", row.type},
            {"division", text_or_null(row.division)},
            {"checked", account.checked},
            {"passed", truth(account.passed)},
            {"vetoes", account.vetoes},
            {"problems", account.problems},
            {"findings", findings_json(account.findings)},
            {"not_measured", not_measured_json(account.not_measured)},
            {"coverage", coverage_json(account.coverage)},
            {"needs_review", account.needs_review}};
}

Json summary_json(const Summary& summary) {
    Json divisions = Json::array();
    for (const DivisionRow& row : summary.accounts_failed_by_division) {
        divisions.push_back({{"division", row.division},
                             {"name", row.name},
                             {"failed", row.failed},
                             {"checked", row.checked}});
    }
    Json grades = Json::array();
    for (const GradeRow& row : summary.grades) {
        grades.push_back({{"kind_group", row.kind_group},
                          {"grade", row.grade},
                          {"count", row.count},
                          {"share", number(row.share)},
                          {"sites", row.sites}});
    }
    const InteractionBands& bands = summary.interaction;
    return {{"sites_total", summary.sites_total},
            {"sites_checked", summary.sites_checked},
            {"sites_failed", summary.sites_failed},
            {"site_pass_rate", number(summary.site_pass_rate)},
            {"accounts_total", summary.accounts_total},
            {"accounts_checked", summary.accounts_checked},
            {"accounts_failed", summary.accounts_failed},
            {"account_pass_rate", number(summary.account_pass_rate)},
            {"portal_average", number(summary.portal_average)},
            {"bonus_entered", summary.bonus_entered},
            {"at_least_100", summary.at_least_100},
            {"accounts_failed_by_division", std::move(divisions)},
            {"grades", std::move(grades)},
            {"interaction",
             {{"same_day", bands.same_day},
              {"within_1", bands.within_1},
              {"within_5", bands.within_5},
              {"over_5", bands.over_5},
              {"not_measured", bands.not_measured}}}};
}

}  // namespace

std::string score_json(const CampaignResult& result) {
    Json sites = Json::array();
    for (const SiteResult& site : result.sites) sites.push_back(site_json(site));
    Json accounts = Json::array();
    for (const AccountResult& account : result.accounts) accounts.push_back(account_json(account));
    const Json out{{"campaign", result.campaign.id},
                   {"ruleset", result.ruleset},
                   {"grade_note", text_or_null(result.grade_note)},
                   {"as_of", format_instant(result.campaign.as_of)},
                   {"warnings", result.warnings},
                   {"summary", summary_json(result.summary)},
                   {"sites", std::move(sites)},
                   {"accounts", std::move(accounts)}};
    // Excerpts may hold bytes that are no UTF-8; they are shown, never a reason to fail.
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mingcha::report
