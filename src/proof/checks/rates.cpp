// rate, rounding, rate-denominator: a printed percentage against the counts it rests on.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/points.h"
#include "base/text.h"
#include "proof/check.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

std::int64_t unit_of(int decimals) {
    return decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
}

std::int64_t rounded(std::int64_t part, std::int64_t whole, int decimals) {
    const std::int64_t unit = unit_of(decimals);
    return rounded_ratio(part, whole, 10000 / unit) * unit;
}
std::int64_t truncated(std::int64_t part, std::int64_t whole, int decimals) {
    const std::int64_t unit = unit_of(decimals);
    return part * (10000 / unit) / whole * unit;
}

struct Fraction {
    std::int64_t part = 0;
    std::int64_t whole = 0;
    bool of_total = false;  // rests on all that exist instead of on those checked
};

enum class Meaning { none, passed, failed, checked };

// What is left of the words before a rate when those that every rate has are taken away: a name
// left over says that the rate is of something else than the counts before it.
bool speaks_of_others(std::string_view left) {
    std::string rest(left);
    for (std::string_view word :
         {"不合格率", "合格率",     "总体",   "整体", "检查", "抽查", "抽检",   "平均", "政府网站",
          "网站",     "政务新媒体", "新媒体", "账号", "达到", "本次", "本季度", "全市", "全省",
          "全县",     "全区",       "为",     "达",   "是",   "的",   "比例",   "占比"}) {
        rest = replace_all(rest, word, "");
    }
    return char_count(rest) > 2;
}

Meaning meaning_of(std::string_view text, const Quantity& rate, std::size_t previous_end) {
    std::string_view left = text.substr(previous_end, rate.begin - previous_end);
    for (std::string_view stop : {"，", "；", "。", "（", "）", "："}) {
        const std::size_t at = left.rfind(stop);
        if (at != std::string_view::npos) left.remove_prefix(at + stop.size());
    }
    if (contains_any(left, {"提升", "上升", "下降", "提高", "由", "从", "季度", "去年", "同比",
                            "不足", "超", "低于", "高于", "近", "约", "分别", "依次", "均"})) {
        return Meaning::none;
    }
    if (speaks_of_others(left)) return Meaning::none;
    if (contains_any(left, {"不合格率", "不合格占比"})) return Meaning::failed;
    if (contains(left, "合格率")) return Meaning::passed;
    if (contains_any(left, {"检查比例", "抽查比例", "抽检比例"})) return Meaning::checked;
    return Meaning::none;
}

// Whether a count with a role stands in the rate's own sentence, or nothing stands before the rate
// in it: only then do the counts further back belong to it.
bool rests_on_what_precedes(std::string_view text, const std::vector<Quantity>& all,
                            const Quantity& rate) {
    std::size_t begin = 0;
    for (std::string_view stop : {"。", "；"}) {
        const std::size_t at = text.substr(0, rate.begin).rfind(stop);
        if (at != std::string_view::npos) begin = std::max(begin, at + stop.size());
    }
    for (const Quantity& each : all) {
        if (each.begin >= begin && each.begin < rate.begin && each.is_count() &&
            each.role != Role::unknown) {
            return true;
        }
    }
    return !contains(text.substr(begin, rate.begin - begin), "，");
}

// The counts before the rate, nearest first, within the same paragraph and of the same subject.
std::vector<Fraction> fractions(const std::vector<Quantity>& all, std::size_t rate,
                                Meaning meaning) {
    std::vector<const Quantity*> passed, failed, checked, total;
    for (std::size_t i = rate; i-- > 0;) {
        const Quantity& each = all[i];
        if (!each.is_count()) continue;
        if (each.role == Role::passed) passed.push_back(&each);
        if (each.role == Role::failed) failed.push_back(&each);
        if (each.role == Role::checked) checked.push_back(&each);
        if (each.role == Role::total) total.push_back(&each);
    }
    std::vector<Fraction> out;
    const auto add = [&](const std::vector<const Quantity*>& wholes, bool of_total) {
        for (const Quantity* whole : wholes) {
            if (whole->count() <= 0) continue;
            if (meaning == Meaning::checked) continue;
            for (const Quantity* part : meaning == Meaning::passed ? passed : failed) {
                if (part->count() <= whole->count()) {
                    out.push_back({part->count(), whole->count(), of_total});
                }
            }
            for (const Quantity* part : meaning == Meaning::passed ? failed : passed) {
                if (part->count() <= whole->count()) {
                    out.push_back({whole->count() - part->count(), whole->count(), of_total});
                }
            }
        }
    };
    if (meaning == Meaning::checked) {
        for (const Quantity* part : checked) {
            for (const Quantity* whole : total) {
                if (whole->count() > 0 && part->count() <= whole->count()) {
                    out.push_back({part->count(), whole->count(), false});
                }
            }
        }
        return out;
    }
    add(checked, false);
    // Those that exist are the base only where no number of those checked is printed.
    add(total, !checked.empty());
    return out;
}

void judge(Report& report, const std::string& where, const Quantity& rate,
           const std::vector<Fraction>& candidates) {
    if (candidates.empty()) return;
    const Fraction& nearest = candidates.front();
    const std::string computed =
        percent_text(rounded(nearest.part, nearest.whole, rate.decimals), rate.decimals);
    for (const Fraction& each : candidates) {
        if (rounded(each.part, each.whole, rate.decimals) != rate.hundredths) continue;
        report.expect(!each.of_total,
                      {"rate-denominator", where, rate.printed, computed,
                       fmt::format("{}是以总数{}为分母算出的，应以检查数{}为分母，为{}。",
                                   rate.printed, each.whole, nearest.whole, computed)});
        return;
    }
    for (const Fraction& each : candidates) {
        if (truncated(each.part, each.whole, rate.decimals) != rate.hundredths) continue;
        const std::string right =
            percent_text(rounded(each.part, each.whole, rate.decimals), rate.decimals);
        report.expect(false, {"rounding", where, rate.printed, right,
                              fmt::format("{}/{}四舍五入为{}，{}是截去尾数。", each.part,
                                          each.whole, right, rate.printed)});
        return;
    }
    report.expect(false, {"rate", where, rate.printed, computed,
                          fmt::format("{}/{}为{}，写作{}。", nearest.part, nearest.whole, computed,
                                      rate.printed)});
}

// Where no rate of a series agrees with the printed whole but all agree with one other: that one.
std::int64_t common_whole(const std::vector<const Quantity*>& rates,
                          const std::vector<const Quantity*>& counts, std::size_t first,
                          std::int64_t printed) {
    constexpr std::int64_t kSpan = 200;
    const auto agree = [&](std::int64_t whole, bool all) {
        std::size_t agreeing = 0;
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const std::int64_t part = counts[first + i]->count();
            agreeing +=
                part <= whole && rounded(part, whole, rates[i]->decimals) == rates[i]->hundredths
                    ? 1
                    : 0;
        }
        return all ? agreeing == rates.size() : agreeing > 0;
    };
    if (printed <= 0 || agree(printed, false)) return 0;
    for (std::int64_t distance = 1; distance <= kSpan; ++distance) {
        for (std::int64_t whole : {printed - distance, printed + distance}) {
            if (whole > 0 && agree(whole, true)) return whole;
        }
    }
    return 0;
}

// "41家…中，A等34家、B等3家、C等2家…依次占比82.9%、7.3%、4.9%".
bool check_series(Report& report, const Paragraph& paragraph, std::string_view sentence) {
    std::size_t word = std::string_view::npos;
    for (std::string_view each :
         {"依次占", "分别占", "占比依次", "占比分别", "比例分别", "比例依次"}) {
        word = std::min(word, sentence.find(each));
    }
    if (word == std::string_view::npos) return false;
    const std::vector<Quantity> all = quantities(sentence);
    std::vector<const Quantity*> rates, counts;
    for (const Quantity& each : all) {
        if (each.unit == Unit::percent && each.begin > word) rates.push_back(&each);
        if (each.is_count() && each.begin < word) counts.push_back(&each);
    }
    if (rates.size() < 2 || counts.size() < rates.size() + 1) return true;
    const std::size_t first = counts.size() - rates.size();
    const std::int64_t whole = counts[first - 1]->count();
    if (const std::int64_t other = common_whole(rates, counts, first, whole); other > 0) {
        const Quantity& printed = *counts[first - 1];
        report.expect(false,
                      {"rate-denominator",
                       paragraph.part + "：" + quote(sentence, printed.begin, printed.end),
                       printed.printed, std::to_string(other),
                       fmt::format("各占比都以{}为分母才成立，写作{}。", other, printed.printed)});
        return true;
    }
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const std::int64_t part = counts[first + i]->count();
        if (whole <= 0 || part > whole) return true;
        judge(report, paragraph.part + "：" + quote(sentence, rates[i]->begin, rates[i]->end),
              *rates[i], {{part, whole, false}});
    }
    return true;
}

// "34家（占82.9%）", "34家，占比82.9%", "占检查总数的82.9%": the share of the count just before.
void check_share(Report& report, const Paragraph& paragraph, const std::vector<Quantity>& all,
                 std::size_t at) {
    const Quantity& rate = all[at];
    const std::string& text = paragraph.text;
    if (at == 0 || !all[at - 1].is_count()) return;
    const Quantity& part = all[at - 1];
    // A count in a bracket that closed before the share is an aside: 328个（含153个…），占…
    if (contains(std::string_view(text).substr(part.end, rate.begin - part.end), "）")) return;
    const std::string_view between = std::string_view(text).substr(part.end, rate.begin - part.end);
    if (!contains(between, "占") || contains_any(between, {"。", "；", "依次", "分别", "其中"}))
        return;
    std::vector<Fraction> candidates;
    for (std::size_t i = at - 1; i-- > 0;) {
        const Quantity& whole = all[i];
        if (!whole.is_count() || whole.count() < part.count() || whole.count() == 0) continue;
        if (whole.role != Role::total && whole.role != Role::checked) continue;
        candidates.push_back({part.count(), whole.count(), false});
    }
    if (candidates.empty()) return;
    judge(report, paragraph.part + "：" + quote(text, rate.begin, rate.end), rate, candidates);
}

}  // namespace

void check_rates(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        const std::vector<Quantity> all = quantities(paragraph.text);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].unit != Unit::percent || all[i].decimals > 2) continue;
            const Meaning meaning = meaning_of(paragraph.text, all[i], i > 0 ? all[i - 1].end : 0);
            if (meaning == Meaning::none) {
                check_share(report, paragraph, all, i);
                continue;
            }
            if (!rests_on_what_precedes(paragraph.text, all, all[i])) continue;
            judge(report, paragraph.part + "：" + quote(paragraph.text, all[i].begin, all[i].end),
                  all[i], fractions(all, i, meaning));
        }
        for (std::string_view sentence : sentences(paragraph.text)) {
            check_series(report, paragraph, sentence);
        }
    }
}

}  // namespace mingcha::proof
