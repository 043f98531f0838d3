#include "audit/rule_exceptions.h"

#include <map>
#include <utility>

namespace mingcha::audit {

void apply_rule_exceptions(const std::vector<RuleException>& exceptions, const Campaign& campaign,
                           std::vector<Verdict>& verdicts) {
    std::map<std::pair<std::string_view, std::string_view>, const RuleException*> in_force;
    for (const RuleException& each : exceptions) {
        if (!is_in_force(each, campaign.id, date_of(campaign.as_of))) continue;
        for (const std::string& target : each.targets) in_force[{each.rule, target}] = &each;
    }
    if (in_force.empty()) return;
    for (Verdict& verdict : verdicts) {
        const auto found = in_force.find({verdict.rule, verdict.target});
        if (found == in_force.end()) continue;
        const RuleException& exception = *found->second;
        verdict.outcome = Outcome::not_applicable;
        verdict.reason = {ReasonCode::none,
                          "例外（至 " + format_date(exception.until) + "）：" + exception.reason};
        verdict.findings.clear();
        verdict.working.clear();
    }
}

}  // namespace mingcha::audit
