#include "proof/fractions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/points.h"

namespace mingcha::proof {

namespace {

std::int64_t unit_of(int decimals) {
    return decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
}

std::int64_t truncated_rate(const Fraction& fraction, int decimals) {
    const std::int64_t unit = unit_of(decimals);
    return fraction.part * (10000 / unit) / fraction.whole * unit;
}

}  // namespace

std::int64_t rounded_rate(const Fraction& fraction, int decimals) {
    const std::int64_t unit = unit_of(decimals);
    return rounded_ratio(fraction.part, fraction.whole, 10000 / unit) * unit;
}

void judge_rate(Report& report, const std::string& where, const Quantity& rate,
                const std::vector<Fraction>& candidates) {
    const auto nearest = std::find_if(candidates.begin(), candidates.end(),
                                      [](const Fraction& each) { return !each.doubtful; });
    const auto printed = [&](const Fraction& each) {
        return percent_text(rounded_rate(each, rate.decimals), rate.decimals);
    };
    for (const Fraction& each : candidates) {
        if (rounded_rate(each, rate.decimals) != rate.hundredths) continue;
        if (!each.of_total || nearest == candidates.end()) {
            report.expect(true, {});
            return;
        }
        report.expect(false,
                      {"rate-denominator", where, rate.printed, printed(*nearest),
                       fmt::format("{}是以总数{}为分母算出的，应以检查数{}为分母，为{}。",
                                   rate.printed, each.whole, nearest->whole, printed(*nearest))});
        return;
    }
    if (nearest == candidates.end()) return;
    for (const Fraction& each : candidates) {
        if (each.doubtful || truncated_rate(each, rate.decimals) != rate.hundredths) continue;
        report.expect(false, {"rounding", where, rate.printed, printed(each),
                              fmt::format("{}/{}四舍五入为{}，{}是截去尾数。", each.part,
                                          each.whole, printed(each), rate.printed)});
        return;
    }
    report.expect(false, {"rate", where, rate.printed, printed(*nearest),
                          fmt::format("{}/{}为{}，写作{}。", nearest->part, nearest->whole,
                                      printed(*nearest), rate.printed)});
}

}  // namespace mingcha::proof
