#include "audit/wording_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "wording/matcher.h"

namespace mingcha::audit {

namespace {

std::vector<Finding> term_findings(const WordingHits& hits, bool (*wanted)(const DictionaryTerm&),
                                   std::string (*problem_of)(const DictionaryTerm&)) {
    std::vector<Finding> findings;
    std::unordered_map<const DictionaryTerm*, std::size_t> of_term;
    std::size_t more = 0;
    for (const WordingHit& hit : hits.hits) {
        if (!wanted(*hit.term)) continue;
        const auto [found, fresh] = of_term.try_emplace(hit.term, findings.size());
        if (fresh) {
            if (findings.size() == kMaxTermFindings) {
                found->second = SIZE_MAX;
                ++more;
            } else {
                findings.push_back(make_finding(hit.term->text, problem_of(*hit.term)));
                findings.back().count = 0;
            }
        }
        if (found->second == SIZE_MAX) continue;
        Finding& finding = findings[found->second];
        finding.count += hit.count;
        add_place(finding, hit.page->facts.url);
        add_evidence(finding, evidence_of(*hit.page, hit.shown));
    }
    if (more > 0) findings.back().problem += fmt::format("（另有{}个词条未逐条列出）", more);
    return findings;
}

// Why nothing can be said of the wording of this site; none where texts were read.
Reason unread_wording(const SiteInput& input, bool (*wanted)(const DictionaryTerm&)) {
    if (input.context.wording == nullptr || input.wording == nullptr) {
        return {ReasonCode::ours, "没有词库"};
    }
    const auto& terms = input.context.wording->dictionary().terms;
    if (std::none_of(terms.begin(), terms.end(), wanted)) {
        return {ReasonCode::ours, "词库中没有此类词条"};
    }
    if (input.wording->pages > 0) return {};
    const Reason& cut = input.site.facts().cut_short;
    return cut.code != ReasonCode::none ? cut : Reason{ReasonCode::ours, "未采到文字页面"};
}

}  // namespace

Verdict judge_terms(const SiteInput& input, bool (*wanted)(const DictionaryTerm&),
                    std::string (*problem_of)(const DictionaryTerm&)) {
    const Reason unread = unread_wording(input, wanted);
    if (unread.code != ReasonCode::none) return not_measured(unread);
    Verdict verdict = judged(term_findings(*input.wording, wanted, problem_of));
    verdict.coverage.checked = input.wording->pages;
    verdict.coverage.skipped = input.wording->unread;
    return verdict;
}

}  // namespace mingcha::audit
