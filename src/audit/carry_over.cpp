#include "audit/carry_over.h"

#include <algorithm>

#include "audit/imports.h"
#include "audit/rule.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::string_view kRule = "unrectified-problem";

// Its verdict has no finding of its own: the marked findings are what was not mended, and count
// once. A row that a person imported for this very rule stands.
void judge_unrectified(std::vector<Verdict>& verdicts, std::int64_t before, bool found_again) {
    Verdict* own = nullptr;
    bool measured = false;
    for (Verdict& verdict : verdicts) {
        if (verdict.rule == kRule) {
            own = &verdict;
        } else {
            measured =
                measured || verdict.outcome == Outcome::pass || verdict.outcome == Outcome::fail;
        }
    }
    if (own == nullptr || !own->findings.empty()) return;
    if (own->outcome == Outcome::not_applicable) return;
    own->reason = {};
    own->measured_by = MeasuredBy::machine;
    own->coverage.checked = before;
    if (before == 0) {
        own->outcome = Outcome::not_applicable;
    } else if (measured) {
        own->outcome = found_again ? Outcome::fail : Outcome::pass;
    } else {
        own->outcome = Outcome::not_measured;
        own->reason = {ReasonCode::ours, "本次未检查"};
    }
}

bool counted(const Finding& finding, const Rule* rule) {
    if (finding.outcome == Outcome::pass) return false;
    switch (finding.state) {
        case FindingState::confirmed:
        case FindingState::carried:
        case FindingState::rectified:  // said to be mended: found again, it was not
            return true;
        case FindingState::candidate:
            return finding.outcome == Outcome::fail && rule != nullptr && !rule->is_veto() &&
                   rule->detection == Detection::automatic;
        default:
            return false;
    }
}

}  // namespace

std::string problem_key(std::string_view problem) {
    std::string text = name_key(problem);  // （ ） ； ， become ( ) ; ,
    if (const std::size_t end = text.rfind(')'); end != std::string::npos) {
        const std::size_t begin = text.rfind('(', end);
        if (begin != std::string::npos &&
            text.substr(begin, end - begin).find("未整改") != std::string::npos) {
            text.erase(begin, end - begin + 1);
        }
    }
    text = replace_all(std::move(text), " ", "");
    for (std::string_view mark : {"。", ";", ","}) {
        while (text.ends_with(mark)) text.resize(text.size() - mark.size());
    }
    return text;
}

std::vector<PriorFinding> priors_of(const std::vector<Verdict>& verdicts, const Ruleset& ruleset) {
    std::vector<PriorFinding> priors;
    for (const Verdict& verdict : verdicts) {
        const Rule* rule = ruleset.find(verdict.rule);
        for (const Finding& finding : verdict.findings) {
            if (!counted(finding, rule)) continue;
            const bool by_person = finding.measured_by == MeasuredBy::person;
            priors.push_back({finding.id, finding.target, finding.rule,
                              by_person ? std::string{} : finding.place, finding.problem});
        }
    }
    return priors;
}

std::vector<PriorFinding> priors_of(const std::vector<ImportedFinding>& rows) {
    std::vector<PriorFinding> priors;
    for (const ImportedFinding& row : rows) {
        const Finding finding = finding_of(row);
        priors.push_back({finding_id(row.target, row.rule, finding.place), row.target, row.rule, "",
                          row.problem});
    }
    return priors;
}

void mark_carried_over(std::vector<Verdict>& verdicts, const std::vector<PriorFinding>& previous,
                       const Ruleset& ruleset) {
    if (verdicts.empty()) return;
    const ruleset::Recurrence before(previous, verdicts.front().target, &ruleset);
    bool found_again = false;
    for (Verdict& verdict : verdicts) {
        for (Finding& finding : verdict.findings) {
            if (finding.outcome == Outcome::pass) continue;  // a bonus earned again
            if (before.prior_of(finding)) finding.carried_over = true;
            found_again = found_again || finding.carried_over;
        }
    }
    judge_unrectified(verdicts, static_cast<std::int64_t>(before.count()), found_again);
}

}  // namespace mingcha::audit
