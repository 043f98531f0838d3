#include "audit/rule.h"

#include <algorithm>

#include "base/text.h"

namespace mingcha::audit {

Verdict pass() {
    Verdict verdict;
    verdict.outcome = Outcome::pass;
    return verdict;
}

Verdict not_applicable() {
    Verdict verdict;
    verdict.outcome = Outcome::not_applicable;
    return verdict;
}

Verdict not_measured(ReasonCode code, std::string text) {
    Verdict verdict;
    verdict.outcome = Outcome::not_measured;
    verdict.reason = {code, std::move(text)};
    return verdict;
}

Verdict not_measured(const Reason& reason) {
    return not_measured(reason.code, reason.text);
}

Verdict judged(std::vector<Finding> findings) {
    Verdict verdict;
    verdict.outcome = findings.empty() ? Outcome::pass : Outcome::fail;
    verdict.findings = std::move(findings);
    return verdict;
}

Finding make_finding(std::string place, std::string problem) {
    Finding finding;
    finding.place = std::move(place);
    finding.problem = std::move(problem);
    return finding;
}

void add_evidence(Finding& finding, Evidence evidence) {
    if (finding.evidence.size() < kMaxEvidence) finding.evidence.push_back(std::move(evidence));
}

void add_place(Finding& finding, std::string_view url) {
    if (url.empty()) return;
    if (std::find(finding.places.begin(), finding.places.end(), url) != finding.places.end()) {
        return;
    }
    finding.places.emplace_back(url);
}

Evidence evidence_of(const ArchivePlace& archive, std::string_view url, std::string_view excerpt) {
    Evidence evidence;
    evidence.url = std::string(url);
    evidence.at = archive.at;
    evidence.excerpt = shorten(single_spaces(excerpt), kMaxExcerptChars);
    evidence.sha256 = archive.sha256;
    if (!archive.warc.empty()) {
        evidence.warc = archive.warc + "#" + std::to_string(archive.offset);
    }
    return evidence;
}

Evidence evidence_of(const PageRecord& page, std::string_view excerpt) {
    return evidence_of(page.archive, page.facts.url, excerpt);
}

std::string shown_time(Instant instant) {
    constexpr std::size_t kToMinutes = 16;
    return replace_all(format_instant(instant).substr(0, kToMinutes), "T", " ");
}

std::string name_some(const std::vector<std::string>& names) {
    std::string text;
    const std::size_t shown = std::min(names.size(), kMaxNamedInProblem);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text += "、";
        text += "“" + names[i] + "”";
    }
    if (names.size() > shown) text += "等" + std::to_string(names.size()) + "个";
    return text;
}

}  // namespace mingcha::audit
