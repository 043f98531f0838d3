// 错别字 (circular-variety.md §4 B1): what is likely a slip of the pen, and wording that could be
// better. Never more than a proposal; beyond the standard's table, so it scores nothing.
#include <fmt/format.h>

#include "audit/rules/list.h"
#include "audit/wording_findings.h"

namespace mingcha::audit::rules {

namespace {

bool is_proposal(const DictionaryTerm& term) {
    return term.kind != TermKind::certain;
}

std::string problem_of(const DictionaryTerm& term) {
    const std::string_view what = term.kind == TermKind::style ? "表述建议" : "疑似错别字";
    return fmt::format("{}：“{}”，建议“{}”", what, term.text, term.suggestion);
}

Verdict judge(const SiteInput& input) {
    return judge_terms(input, is_proposal, problem_of);
}

}  // namespace

SiteRule typos() {
    return {"typos", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
