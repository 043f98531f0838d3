// What became of the accounts that circulars failed: mended, cancelled, merged into another, or
// still open. Cancelled or merged behind the circular is mended by cancellation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/life_cycle.h"

namespace mingcha::lifecycle {

// How one campaign found the accounts, the earliest campaign first.
struct CampaignWord {
    std::string campaign;
    Date on;  // of its as_of
    struct Account {
        std::string key;
        std::string name;
        std::string operator_name;
        std::optional<bool> passed;  // none: not checked, or not decided
    };
    std::vector<Account> accounts;
};

enum class FateKind { mended, cancelled, merged, open };

struct Fate {
    std::string key;
    std::string name;
    std::string operator_name;
    std::string failed_in;  // campaign; the first of those of the year that failed it
    FateKind kind = FateKind::open;
    std::string by;          // of mended: the campaign that found it in order; of merged: into
    std::optional<Date> on;  // of cancelled and merged
};

struct UnitFates {
    std::string unit;
    std::int64_t failed = 0, mended = 0, cancelled = 0, merged = 0, open = 0;
};

// Each account once that a campaign of `year` (by `on`) failed. What happened until now counts,
// also behind that year. Found in order and failed again later it is open again.
std::vector<Fate> fates_of(const std::vector<CampaignWord>& campaigns,
                           const std::vector<LifeEvent>& log, std::int32_t year);

// In the order in which the units come first; failed is the sum of the other four.
std::vector<UnitFates> fates_by_unit(const std::vector<Fate>& fates);

std::string_view to_string(FateKind kind);
std::string_view to_chinese(FateKind kind);

}  // namespace mingcha::lifecycle
