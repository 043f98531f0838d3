// Contradictions of a finished circular with itself (contract §4, check-circular). Each kind of
// check is one file under checks/; it counts what it looked at and reports what does not agree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proof/circular.h"

namespace mingcha::proof {

struct Problem {
    std::string kind;      // list-count, parts-total, rate, …: the closed list of contract §4
    std::string where;     // part and quote
    std::string claimed;   // the printed value that is wrong, as printed
    std::string computed;  // what it should be
    std::string text;      // one Chinese sentence
};

struct Report {
    std::vector<Problem> problems;
    std::int64_t checked = 0;  // claims looked at, right or wrong

    // Counts one claim; reports it where it is wrong. Returns `right`.
    bool expect(bool right, Problem problem);
};

// All checks, in a fixed order; the same circular gives the same report.
Report check(const Circular& circular);

// --- the checks
// -----------------------------------------------------------------------------------
void check_list_counts(const Circular& circular, Report& report);
void check_parts(const Circular& circular, Report& report);
void check_rates(const Circular& circular, Report& report);
void check_shares(const Circular& circular, Report& report);
void check_handling_rates(const Circular& circular, Report& report);
void check_average(const Circular& circular, Report& report);
void check_differences(const Circular& circular, Report& report);
void check_dates(const Circular& circular, Report& report);
void check_headings(const Circular& circular, Report& report);
void check_buckets(const Circular& circular, Report& report);
void check_annexes(const Circular& circular, Report& report);
void check_summary(const Circular& circular, Report& report);
void check_unit_facts(const Circular& circular, Report& report);

}  // namespace mingcha::proof
