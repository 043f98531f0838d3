// average and difference: a mean against its scores; a change in 个百分点 against its two rates.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "base/points.h"
#include "proof/check.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

constexpr std::string_view kAverageWords[] = {"平均得分", "平均分", "平均成绩", "均分"};

std::string score_text(std::int64_t hundredths, int decimals) {
    return format_points(Points{hundredths}, decimals, false);
}

// The mean of `scores` rounded to what is printed; checked in integers.
std::int64_t mean(const std::vector<std::int64_t>& scores, int decimals) {
    std::int64_t sum = 0;
    for (std::int64_t score : scores) sum += score;
    const std::int64_t unit = decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
    return rounded_ratio(sum, static_cast<std::int64_t>(scores.size()) * unit, 1) * unit;
}

std::vector<std::int64_t> annex_scores(const Circular& circular) {
    std::vector<std::int64_t> scores;
    if (const Annex* annex = circular.annex_with_sites()) {
        for (const SiteRow& row : annex->sites) {
            if (row.score) scores.push_back(row.score->hundredths);
        }
    }
    return scores;
}

}  // namespace

void check_average(const Circular& circular, Report& report) {
    const std::vector<std::int64_t> scores = annex_scores(circular);
    if (scores.size() < 2) return;
    // One mean in the text speaks of all scores of the annex; several speak of groups we cannot
    // tell.
    std::vector<std::pair<const Paragraph*, Quantity>> claims;
    for (const Paragraph& paragraph : circular.paragraphs) {
        if (paragraph.part != "正文") continue;
        const std::vector<Quantity> all = quantities(paragraph.text);
        for (const Quantity& each : all) {
            if (each.unit != Unit::score || each.decimals > 2) continue;
            const std::string_view left = std::string_view(paragraph.text).substr(0, each.begin);
            for (std::string_view word : kAverageWords) {
                const std::size_t at = left.rfind(word);
                if (at == std::string_view::npos || each.begin - at > word.size() + 6) continue;
                claims.emplace_back(&paragraph, each);
                break;
            }
        }
    }
    if (claims.size() != 1) return;
    const auto& [paragraph, claim] = claims.front();
    const std::int64_t right = mean(scores, claim.decimals);
    report.expect(
        right == claim.hundredths,
        {"average", paragraph->part + "：" + quote(paragraph->text, claim.begin, claim.end),
         claim.printed, score_text(right, claim.decimals),
         fmt::format("附件中{}个得分的平均为{}，写作{}。", scores.size(),
                     score_text(right, claim.decimals), claim.printed)});
}

void check_differences(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        for (std::string_view sentence : sentences(paragraph.text)) {
            const std::vector<Quantity> all = quantities(sentence);
            std::vector<const Quantity*> rates;
            const Quantity* change = nullptr;
            std::size_t changes = 0;
            for (const Quantity& each : all) {
                const std::string_view left = sentence.substr(0, each.begin);
                const bool moves = ends_with(left, "提升") || ends_with(left, "提升了") ||
                                   ends_with(left, "上升") || ends_with(left, "上升了") ||
                                   ends_with(left, "下降") || ends_with(left, "下降了") ||
                                   ends_with(left, "提高") || ends_with(left, "提高了") ||
                                   ends_with(left, "降低") || ends_with(left, "降低了") ||
                                   ends_with(left, "增长") || ends_with(left, "回落");
                if (each.unit == Unit::percentage_points || (each.unit == Unit::percent && moves)) {
                    change = &each;
                    ++changes;
                } else if (each.unit == Unit::percent) {
                    rates.push_back(&each);
                }
            }
            if (changes != 1 || rates.size() != 2) continue;
            const std::int64_t right = std::abs(rates[0]->hundredths - rates[1]->hundredths);
            const std::string computed =
                score_text(right, std::max(rates[0]->decimals, rates[1]->decimals));
            const bool same = change->hundredths == right;
            const bool wrong_unit = same && change->unit == Unit::percent;
            report.expect(
                same && !wrong_unit,
                {"difference", paragraph.part + "：" + quote(sentence, change->begin, change->end),
                 change->printed, wrong_unit ? computed + "个百分点" : computed,
                 wrong_unit ? "两个比率之差应写“个百分点”，不写“%”。"
                            : fmt::format("{}与{}相差{}个百分点，写作{}。", rates[0]->printed,
                                          rates[1]->printed, computed, change->printed)});
        }
    }
}

}  // namespace mingcha::proof
