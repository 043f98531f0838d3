// What a site or an account has to mend for the next grade, in order of the points that come back:
// `mingcha explain` prints it and the unit sheet holds it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/standard.h"

namespace mingcha::report {

// All that stands against one rule: mended together, because a cap hides what is beyond it.
struct Mending {
    std::string rule;
    std::string title;
    std::string clause;     // after （参考） where the standard's own words are not at hand
    bool veto = false;      // 单项否决: comes before all points
    bool waiting = false;   // found and not confirmed yet: counts nowhere
    std::string effect;     // of sites with a grade: 致不合格, 限于合格, 计2个问题
    Points taken;           // deducted, after the cap
    Points gain;            // what comes back to part two, × 4/3 without services
    std::optional<Points> reached;  // part two once this and all before it are mended
    std::int64_t count = 0;
    std::vector<std::string> problems;
    std::vector<std::string> urls;  // of the evidence; empty: a person's record
};

struct Explanation {
    std::string code;
    std::string name;
    std::string standing;               // where it stands now
    std::string next;                   // what the next grade asks for
    std::vector<Mending> mend;          // vetoes, then by points, then what waits for review
    std::vector<std::string> unmeasured;  // rule: why
    std::vector<std::string> workings;    // how a figure was calculated: a title, then its lines
};

Explanation explain(const SiteResult& site, const Ruleset& ruleset);
Explanation explain(const AccountResult& account, const Ruleset& ruleset);

// For the console.
std::string explain_text(const Explanation& explanation);

// The clause as documents cite it: confidence M is marked 参考, never shown as official.
std::string cited_clause(const Rule& rule);

// Why a rule was not measured, Chinese.
std::string reason_text(const Reason& reason);

}  // namespace mingcha::report
