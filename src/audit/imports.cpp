#include "audit/imports.h"

#include <algorithm>

#include "audit/address.h"
#include "audit/carry_over.h"
#include "audit/rule.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

Verdict& verdict_of(std::vector<Verdict>& verdicts, const std::string& rule) {
    for (Verdict& verdict : verdicts) {
        if (verdict.rule == rule) return verdict;
    }
    verdicts.emplace_back();
    verdicts.back().rule = rule;
    return verdicts.back();
}

// What an interaction test decides is one fact a site: a row of a person for it stands instead.
bool is_single(std::string_view rule) {
    return rule == "simple-question-1wd" || rule == "simple-question-5wd" ||
           rule == "same-day-reply";
}

// What a phone brought: the picture, or what was written beside it.
Evidence evidence_of(const Capture& capture) {
    Evidence evidence;
    evidence.at = capture.at;
    evidence.excerpt = capture.remark;
    if (capture.last_seen) {
        if (!evidence.excerpt.empty()) evidence.excerpt += "；";
        evidence.excerpt += "最近一次更新 " + format_date(*capture.last_seen);
    }
    evidence.sha256 = capture.sha256;
    evidence.screenshot = capture.picture;
    return evidence;
}

}  // namespace

Finding finding_of(const ImportedFinding& row) {
    Finding finding = make_finding(problem_key(row.problem), row.problem);
    if (!row.evidence_url.empty()) finding.place += "\n" + address_key(row.evidence_url);
    finding.state = FindingState::confirmed;
    finding.measured_by = MeasuredBy::person;
    finding.count = row.count;
    finding.points_given = row.points;
    finding.reason = row.reason;
    finding.carried_over = row.carried_over;
    finding.order = row.row;
    add_place(finding, row.evidence_url);
    Evidence evidence;
    evidence.url = row.evidence_url;
    if (row.found_at) evidence.at = *row.found_at;
    evidence.excerpt = row.evidence_url.empty() ? row.source : row.problem;
    add_evidence(finding, std::move(evidence));
    for (const Capture& capture : row.captures) add_evidence(finding, evidence_of(capture));
    return finding;
}

void add_imports(std::vector<Verdict>& verdicts, std::string_view target,
                 const AuditContext& context) {
    std::vector<const ImportedFinding*> rows;
    for (const ImportedFinding& row : context.imports) {
        if (is_target(row.target, target)) rows.push_back(&row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->row < b->row; });
    for (const ImportedFinding* row : rows) {
        Verdict& verdict = verdict_of(verdicts, row->rule);
        if (is_single(row->rule)) {
            std::erase_if(verdict.findings, [](const Finding& finding) {
                return finding.measured_by == MeasuredBy::machine;
            });
        }
        const Rule* rule = context.ruleset->find(row->rule);
        const bool earned = rule != nullptr && rule->part == Part::bonus;
        verdict.outcome = earned ? Outcome::pass : Outcome::fail;
        verdict.reason = {};
        verdict.measured_by = MeasuredBy::person;
        Finding finding = finding_of(*row);
        if (!row->found_at) finding.evidence.front().at = context.campaign.as_of;
        verdict.findings.push_back(std::move(finding));
    }
}

}  // namespace mingcha::audit
