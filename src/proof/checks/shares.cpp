// rate, rounding, rate-denominator: shares of a whole, one behind another (34家，占82.9%) or
// several at once (…依次占比82.9%、7.3%).
#include <algorithm>

#include <fmt/format.h>

#include "base/points.h"
#include "proof/check.h"
#include "proof/fractions.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

// Where no rate of a series agrees with the printed whole but all agree with one other: that one.
std::int64_t common_whole(const std::vector<const Quantity*>& rates,
                          const std::vector<const Quantity*>& counts, std::size_t first,
                          std::int64_t printed) {
    constexpr std::int64_t kSpan = 200;
    const auto agree = [&](std::int64_t whole, bool all) {
        std::size_t agreeing = 0;
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const std::int64_t part = counts[first + i]->count();
            agreeing += part <= whole && rounded_rate({part, whole}, rates[i]->decimals) ==
                                             rates[i]->hundredths
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
        judge_rate(report, paragraph.part + "：" + quote(sentence, rates[i]->begin, rates[i]->end),
                   *rates[i], {{part, whole, false}});
    }
    return true;
}

// Does a share follow this count before any other number? Then it is one of the parts.
bool has_share(const std::vector<Quantity>& all, std::size_t at) {
    return at + 1 < all.size() && all[at + 1].unit == Unit::percent;
}

// The count that a share may be of: one that the text calls the whole or those checked; for
// "占总数", also the nearest one before the parts ("收到留言8条，咨询3条，占总数的38%").
std::vector<Fraction> wholes_of(const std::vector<Quantity>& all, std::size_t part,
                                std::string_view between) {
    std::vector<Fraction> candidates;
    const bool of_the_whole = contains_any(between, {"占总", "占全部", "占比"});
    bool nearest = true;
    for (std::size_t i = part; i-- > 0;) {
        const Quantity& whole = all[i];
        if (!whole.is_count() || whole.count() < all[part].count() || whole.count() == 0) continue;
        const bool called = whole.role == Role::total || whole.role == Role::checked;
        const bool meant = of_the_whole && nearest && !has_share(all, i);
        if (!called && !meant) continue;
        nearest = false;
        candidates.push_back({all[part].count(), whole.count()});
    }
    return candidates;
}

// "共抽查8616个，占运行网站总数的23%": the one number of those that exist, in the text before.
std::vector<Fraction> whole_of_text(const Circular& circular, const Paragraph& here,
                                    const Quantity& part) {
    std::vector<Fraction> candidates;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (&paragraph == &here) break;
        for (const Quantity& each : quantities(paragraph.text)) {
            if (!each.is_count() || each.role != Role::total || each.accounts != part.accounts ||
                each.sites != part.sites || each.count() < part.count() || each.count() == 0) {
                continue;
            }
            candidates.push_back({part.count(), each.count()});
        }
    }
    if (candidates.size() != 1) return {};
    return candidates;
}

// "34家（占82.9%）", "34家，占比82.9%", "占检查总数的82.9%": the share of the count just before.
void check_share(Report& report, const Circular& circular, const Paragraph& paragraph,
                 const std::vector<Quantity>& all, std::size_t at) {
    const Quantity& rate = all[at];
    const std::string_view text = paragraph.text;
    if (at == 0 || !all[at - 1].is_count()) return;
    const Quantity& part = all[at - 1];
    const std::string_view between = text.substr(part.end, rate.begin - part.end);
    // A count in a bracket that closed before the share is an aside: 328个（含153个…），占…
    if (contains(between, "）") || !contains(between, "占")) return;
    if (contains_any(between, {"。", "；", "依次", "分别", "其中"})) return;
    std::vector<Fraction> candidates = wholes_of(all, at - 1, between);
    if (candidates.empty() && contains(between, "总数")) {
        candidates = whole_of_text(circular, paragraph, part);
    }
    judge_rate(report, paragraph.part + "：" + quote(text, rate.begin, rate.end), rate, candidates);
}

}  // namespace

void check_shares(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        const std::vector<Quantity> all = quantities(paragraph.text);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].unit == Unit::percent && all[i].decimals <= 2) {
                check_share(report, circular, paragraph, all, i);
            }
        }
        for (std::string_view sentence : sentences(paragraph.text)) {
            check_series(report, paragraph, sentence);
        }
    }
}

}  // namespace mingcha::proof
