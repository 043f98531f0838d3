// The annexes of a circular, those that the ruleset names in its order: tables of sites, of grades,
// of the interaction test, of failed accounts; of numbers (circular_tables.h). What has no row is
// left out, so the annexes' own numbers follow from what is there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/circular.h"
#include "report/circular_names.h"

namespace mingcha::report {

struct AnnexSet {
    std::vector<Annex> annexes;
    std::map<std::string, std::size_t> places;  // where each kind of kCircularAnnexes stands
};

// What both sides of the text and its annexes say alike.
struct CircularScope {
    std::string period;    // 2021年第四季度
    std::string whole;     // 全市
    std::string subject;   // 政府网站和政务新媒体
    std::string previous;  // 第三季度
    Date accounts_to;
};

AnnexSet build_annexes(const CircularInput& input, const CircularNames& names,
                       const CircularScope& scope);

// 100% and 0% stand without decimals, others with so many; 未测 where there is none.
std::string rate_text(std::optional<Points> rate, int decimals);

// "2021年11月4日至10日": what both share is said once; one day where both are the same.
std::string range_text(const DateRange& range);

}  // namespace mingcha::report
