#include "proof/bands.h"

#include "proof/patterns.h"

namespace mingcha::proof {

std::optional<int> band_days(std::string_view label) {
    if (contains_any(label, {"当天", "当日"})) return 0;
    const std::size_t unit = label.find("个工作日");
    if (unit == std::string_view::npos) {
        if (contains_any(label, {"未答复", "未回复", "无答复"})) return kNeverDays;
        return std::nullopt;
    }
    std::size_t begin = unit;
    while (begin > 0 && label[begin - 1] >= '0' && label[begin - 1] <= '9') --begin;
    int days = 0;
    for (char c : label.substr(begin, unit - begin)) days = days * 10 + (c - '0');
    if (begin == unit || unit - begin > 3) return std::nullopt;
    if (contains_any(label, {"超", "未", "以上"})) return kNeverDays;
    return days;
}

std::vector<Band> interaction_bands(const Circular& circular) {
    std::vector<Band> bands;
    for (const Annex& annex : circular.annexes) {
        for (const Bucket& bucket : annex.buckets) {
            if (const std::optional<int> days = band_days(bucket.label)) {
                bands.push_back({*days, &bucket, annex.number});
            }
        }
        if (bands.size() >= 2) return bands;
        bands.clear();
    }
    return bands;
}

}  // namespace mingcha::proof
