// 出现严重表述错误 (indicators.md W1). No list of them is published: what counts are the certain
// terms of the ruleset's dictionaries, which the office maintains. A person confirms each.
#include <fmt/format.h>

#include "audit/rules/list.h"
#include "audit/wording_findings.h"

namespace mingcha::audit::rules {

namespace {

bool is_certain(const DictionaryTerm& term) {
    return term.kind == TermKind::certain;
}

std::string problem_of(const DictionaryTerm& term) {
    return fmt::format("出现严重表述错误：“{}”应为“{}”", term.text, term.suggestion);
}

Verdict judge(const SiteInput& input) {
    return judge_terms(input, is_certain, problem_of);
}

}  // namespace

SiteRule serious_misstatement() {
    return {"serious-misstatement", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
