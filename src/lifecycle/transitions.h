// Which step may follow in the life of a site or an account, and what it asks for (guidelines.md
// C7, C9). A pure state machine: what is known of a target and one step in, the step as it is
// logged out.
//
//   sites     opened → running → suspended → running
//                      running → closing → closed → cancelled
//   accounts  registered → running → merged | cancelled
//
// There is no way back but by another step: resume, withdraw, reopen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/life_cycle.h"
#include "model/life_limits.h"

namespace mingcha::lifecycle {

// Errors, Chinese, with how to mend: the state does not allow the step; an approval, a notice, a
// day or an address that the rule asks for is missing; a suspension longer or more often
// than `limits` allow; closed before the notice was old enough; a day before the step before, or
// behind the day of writing; a change that changes nothing. `limits` are the ruleset's.
// `history` are the steps of this target in the order of the log. In the result `from`, `to` and
// the changes' `before` are filled in.
Result<LifeEvent> step_of_site(const Site& site, const std::vector<LifeEvent>& history,
                               LifeEvent step, const LifeLimits& limits = {});
// `main` is the account that `step.into` names; null: there is none.
Result<LifeEvent> step_of_account(const Account& account, const std::vector<LifeEvent>& history,
                                  LifeEvent step, const Account* main);

// The row of the registry behind the step.
Site behind(Site site, const LifeEvent& step);
Account behind(Account account, const LifeEvent& step);

// What is odd and no error, Chinese: closed a short while ago and opened again.
std::vector<std::string> remarks(const std::vector<LifeEvent>& history, const LifeEvent& step,
                                 const LifeLimits& limits = {});

// Suspended longer than it was allowed to be: counts as running, and is said.
std::optional<Date> overdue_since(const Site& site, const std::vector<LifeEvent>& history,
                                  Date today);

// The day of the last redesign up to `today`.
std::optional<Date> redesigned_on(const std::vector<LifeEvent>& history, Date today);

}  // namespace mingcha::lifecycle
