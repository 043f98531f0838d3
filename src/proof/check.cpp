#include "proof/check.h"

namespace mingcha::proof {

bool Report::expect(bool right, Problem problem) {
    ++checked;
    if (!right) problems.push_back(std::move(problem));
    return right;
}

Report check(const Circular& circular) {
    Report report;
    check_list_counts(circular, report);
    check_parts(circular, report);
    check_rates(circular, report);
    check_shares(circular, report);
    check_handling_rates(circular, report);
    check_average(circular, report);
    check_differences(circular, report);
    check_dates(circular, report);
    check_headings(circular, report);
    check_buckets(circular, report);
    check_annexes(circular, report);
    check_summary(circular, report);
    check_unit_facts(circular, report);
    return report;
}

}  // namespace mingcha::proof
