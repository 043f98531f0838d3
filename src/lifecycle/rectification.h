// 上期通报问题整改情况: what the circular before failed, and what became of it by this campaign. What
// could not be looked at again is neither mended nor open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/life_cycle.h"
#include "model/result.h"

namespace mingcha::lifecycle {

// How one that failed stands now.
enum class Standing : std::uint8_t { mended, cancelled, merged, open, unknown };

struct RectifiedTarget {
    bool account = false;
    std::string code;  // site code or account key
    std::string name;
    std::string unit;  // as written
    std::string type;  // of an account
    Standing standing = Standing::unknown;
    std::optional<Date> on{};  // given up: when, where the log says
    std::string into{};        // merged: key of the account
};

struct RectifiedCount {
    std::int64_t failed = 0;  // the sum of the others
    std::int64_t mended = 0, cancelled = 0, merged = 0, open = 0, unknown = 0;
};

struct Rectification {
    std::vector<RectifiedTarget> targets;  // sites, then accounts, in the order of `before`
    RectifiedCount sites, accounts;
    // Problems that counted then, one a target and rule, failed or not.
    std::int64_t problems = 0, problems_mended = 0, problems_gone = 0, problems_again = 0,
                 problems_unknown = 0;
};

// Sites and accounts that `before` failed, as `now` found them; given up by the log (up to the day
// of now's as_of) or by now's registry.
Rectification rectification_of(const CampaignResult& before, const CampaignResult& now,
                               const std::vector<LifeEvent>& log);

std::string_view to_string(Standing standing);
std::string_view to_chinese(Standing standing, bool account);

}  // namespace mingcha::lifecycle
