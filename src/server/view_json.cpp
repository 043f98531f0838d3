#include "server/view_json.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/merging.h"
#include "base/points.h"
#include "report/explain.h"
#include "store/picture_file.h"

namespace mingcha::server {

using app::CampaignView;
using app::FindingPlace;

namespace {

Json pass_rate(std::int64_t checked, std::int64_t failed) {
    if (checked == 0) return nullptr;
    return points_json(percent(checked - failed, checked));
}

std::int64_t counting(const std::vector<ScoredFinding>& findings) {
    return std::count_if(findings.begin(), findings.end(), [](const ScoredFinding& each) {
        return each.counts && each.finding.outcome != Outcome::pass;
    });
}

Json word_json(const std::map<std::string, store::Decision>& words, const std::string& finding) {
    const auto found = words.find(finding);
    if (found == words.end()) return nullptr;
    const store::Decision& word = found->second;
    return {{"state", to_string(word.state)},
            {"by", word.by},
            {"reason", word.reason},
            {"merged_into", text_or_null(app::merged_into(word).value_or(""))},
            {"at", format_instant(word.at)}};
}

bool may_undo(const CampaignView& view, const std::string& finding, std::string_view person) {
    if (view.result.campaign.closed) return false;
    const auto last = view.words.last.find(finding);
    return last != view.words.last.end() && last->second.said != store::Said::undone &&
           last->second.by == person;
}

Json evidence_json(const CampaignView& view, const Finding& finding) {
    Json rows = Json::array();
    for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
        const Evidence& each = finding.evidence[i];
        Json snapshot = nullptr;
        if (!each.warc.empty()) {
            snapshot = fmt::format("/api/v1/campaigns/{}/evidence/{}/snapshot?n={}",
                                   view.result.campaign.id, finding.id, i);
        }
        Json picture = nullptr;
        if (each.screenshot.starts_with(store::kPictureFolder)) {
            picture = fmt::format("/api/v1/campaigns/{}/evidence/{}/picture?n={}",
                                  view.result.campaign.id, finding.id, i);
        }
        rows.push_back({{"url", each.url},
                        {"at", format_instant(each.at)},
                        {"excerpt", each.excerpt},
                        {"sha256", text_or_null(each.sha256)},
                        {"warc", text_or_null(each.warc)},
                        {"screenshot", text_or_null(each.screenshot)},
                        {"snapshot_url", snapshot},
                        {"picture_url", picture}});
    }
    return rows;
}

void count_standing(Counts& counts, bool in_service, bool checked, std::optional<bool> passed) {
    if (in_service) ++counts.total;
    if (!checked) return;
    ++counts.checked;
    if (!passed) {
        ++counts.undecided;
    } else if (*passed) {
        ++counts.passed;
    } else {
        ++counts.failed;
    }
}

}  // namespace

Json points_json(Points points) {
    return {{"hundredths", points.hundredths}, {"text", fixed2(points)}};
}

Json campaign_json(const Campaign& campaign) {
    return {{"id", campaign.id},
            {"title", campaign.title.empty() ? campaign.id : campaign.title},
            {"ruleset", campaign.ruleset},
            {"from", format_date(campaign.window.from)},
            {"to", format_date(campaign.window.to)},
            {"as_of", format_instant(campaign.as_of)},
            {"closed", campaign.closed},
            {"by_hand", campaign.by_hand},
            {"origin", campaign.origin == CampaignOrigin::document ? "document" : "inspected"}};
}

void Counts::add(const SiteResult& site) {
    count_standing(*this, is_in_service(site.site.state), site.checked, site.passed);
}

void Counts::add(const AccountResult& account) {
    count_standing(*this, account.account.state == AccountState::running, account.checked,
                   account.passed);
}

Json Counts::json() const {
    return {{"total", total},
            {"checked", checked},
            {"passed", passed},
            {"failed", failed},
            {"undecided", undecided},
            {"not_measured", std::max<std::int64_t>(0, total - checked)},
            {"pass_rate", pass_rate(checked, failed)}};
}

void StateCounts::add(const FindingPlace& place) {
    switch (place.scored->finding.state) {
        case FindingState::candidate:
            ++candidate;
            break;
        case FindingState::confirmed:
            ++confirmed;
            break;
        case FindingState::dismissed:
            ++dismissed;
            break;
        case FindingState::rectified:
            ++rectified;
            break;
        case FindingState::carried:
            ++carried;
            break;
    }
    if (!place.waiting) return;
    ++waiting;
    if (is_veto(place)) ++vetoes_waiting;
}

Json StateCounts::json() const {
    return {{"candidate", candidate},          {"confirmed", confirmed}, {"dismissed", dismissed},
            {"rectified", rectified},          {"carried", carried},     {"waiting", waiting},
            {"vetoes_waiting", vetoes_waiting}};
}

Json site_row(const CampaignView& view, const SiteResult& result) {
    const Site& site = result.site;
    return {{"site_code", site.site_code},
            {"name", site.name},
            {"unit", site.unit},
            {"url", site.url},
            {"kind", to_string(site.kind)},
            {"division", site.division},
            {"division_name", view.base->division_name(site.division)},
            {"state", to_string(site.state)},
            {"platform", site.platform},
            {"has_services", site.has_services},
            {"checked", result.checked},
            {"passed", bool_or_null(result.passed)},
            {"score", points_json(result.score)},
            {"deduction", points_json(result.deduction)},
            {"bonus", points_json(result.bonus)},
            {"grade", text_or_null(result.grade)},
            {"problems", counting(result.findings)},
            {"waiting", waiting_of(view, result.findings)},
            {"vetoes", result.vetoes},
            {"not_measured", result.not_measured.size()}};
}

Json account_row(const CampaignView& view, const AccountResult& result) {
    const Account& account = result.account;
    Json followers = nullptr;
    if (account.followers) followers = *account.followers;
    return {{"key", account_key(account)},
            {"account_code", text_or_null(account.account_code)},
            {"name", account.name},
            {"operator", account.operator_name},
            {"type", account.type},
            {"url", account.url},
            {"division", account.division},
            {"division_name", view.base->division_name(account.division)},
            {"state", to_string(account.state)},
            {"followers", followers},
            {"checked", result.checked},
            {"passed", bool_or_null(result.passed)},
            {"problems", result.problems},
            {"waiting", waiting_of(view, result.findings)},
            {"vetoes", result.vetoes},
            {"not_measured", result.not_measured.size()}};
}

Json finding_json(const CampaignView& view, const FindingPlace& place, std::string_view person) {
    const Finding& finding = place.scored->finding;
    const bool site = place.site != nullptr;
    const Rule* rule = place.rule;
    return {{"id", finding.id},
            {"target", finding.target},
            {"target_kind", site ? "site" : "account"},
            {"target_name", site ? place.site->site.name : place.account->account.name},
            {"unit", site ? place.site->site.unit : place.account->account.operator_name},
            {"division", division_of(place)},
            {"rule", finding.rule},
            {"rule_title", rule == nullptr ? finding.rule : rule->title},
            {"clause", rule == nullptr ? "" : report::cited_clause(*rule)},
            {"confidence", rule == nullptr ? "" : std::string(to_string(rule->confidence))},
            {"part", rule == nullptr ? "local" : std::string(to_string(rule->part))},
            {"veto", is_veto(place)},
            {"outcome", to_string(finding.outcome)},
            {"state", to_string(finding.state)},
            {"problem", finding.problem},
            {"count", finding.count},
            {"points", points_json(place.scored->points)},
            {"counts", place.scored->counts},
            {"waiting", place.waiting},
            {"carried_over", finding.carried_over},
            {"places", finding.places},
            {"evidence", evidence_json(view, finding)},
            {"group", place.group},
            {"first_word", word_json(view.words.first, finding.id)},
            {"decision", word_json(view.words.decisions, finding.id)},
            {"may_undo", may_undo(view, finding.id, person)},
            {"measured_by", to_string(finding.measured_by)}};
}

Json findings_of(const CampaignView& view, const std::vector<ScoredFinding>& findings,
                 std::string_view person) {
    Json rows = Json::array();
    for (const ScoredFinding& each : findings) {
        const auto found = view.finding_by_id.find(each.finding.id);
        if (found == view.finding_by_id.end()) continue;
        rows.push_back(finding_json(view, view.findings[found->second], person));
    }
    return rows;
}

Json deadline_json(const CampaignView& view, const audit::Deadline& deadline) {
    static constexpr std::string_view kKinds[] = {"home_page", "column", "letter", "question",
                                                  "account"};
    const Rule* rule = view.rule(deadline.rule);
    return {{"kind", kKinds[static_cast<std::size_t>(deadline.kind)]},
            {"rule", deadline.rule},
            {"rule_title", rule == nullptr ? deadline.rule : rule->title},
            {"name", deadline.what},
            {"url", text_or_null(deadline.url)},
            {"since", day_or_null(deadline.since)},
            {"last_day", format_date(deadline.last_day)},
            {"days_left", deadline.days_left}};
}

bool covers(const people::Reach& reach, const CampaignView& view, const FindingPlace& place) {
    return place.site != nullptr ? reach.covers(place.site->site, view.base->units)
                                 : reach.covers(place.account->account, view.base->units);
}

bool is_veto(const FindingPlace& place) {
    return place.rule != nullptr && place.rule->is_veto();
}

std::int64_t waiting_of(const CampaignView& view, const std::vector<ScoredFinding>& findings) {
    return std::count_if(findings.begin(), findings.end(), [&](const ScoredFinding& each) {
        const auto found = view.finding_by_id.find(each.finding.id);
        return found != view.finding_by_id.end() && view.findings[found->second].waiting;
    });
}

std::string target_of(const FindingPlace& place) {
    return place.scored->finding.target;
}

std::string_view division_of(const FindingPlace& place) {
    return place.site != nullptr ? std::string_view(place.site->site.division)
                                 : std::string_view(place.account->account.division);
}

UnitsWithin units_within(const people::Reach& reach, const app::CampaignView& view) {
    UnitsWithin out;
    out.whole = reach.whole();
    if (out.whole) return out;
    const UnitIndex& units = view.base->units;
    std::set<std::string, std::less<>> beyond;
    const auto look = [&](const auto& target, const std::string& unit) {
        const Unit* known = units.find(unit);
        const std::string& name = known == nullptr ? unit : known->name;
        (reach.covers(target, units) ? out.names : beyond).insert(name);
    };
    for (const auto& [code, result] : view.site_by_code) look(result->site, result->site.unit);
    for (const auto& [key, result] : view.account_by_key) {
        look(result->account, result->account.operator_name);
    }
    for (const std::string& each : beyond) out.names.erase(each);
    return out;
}

}  // namespace mingcha::server
