// rate, rounding, rate-denominator: a printed pass rate, failure rate or share of those checked
// against the counts of its paragraph.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "proof/check.h"
#include "proof/fractions.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

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
    const std::string_view left = after_last(text.substr(previous_end, rate.begin - previous_end),
                                             {"，", "；", "。", "（", "）", "："});
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

// What a rate is of, by the words of its clause or by the counts of its sentence.
enum class Subject { unknown, sites, accounts };

Subject subject_of(const Quantity& count) {
    return count.accounts ? Subject::accounts : count.sites ? Subject::sites : Subject::unknown;
}

// Sentences by 。 alone: what stands between ； speaks of one thing.
std::size_t sentence_begin(std::string_view text, std::size_t at) {
    return at - after_last(text.substr(0, at), {"。"}).size();
}

Subject subject_of_rate(std::string_view text, const std::vector<Quantity>& all, std::size_t at) {
    const std::size_t begin =
        std::max(sentence_begin(text, all[at].begin), at > 0 ? all[at - 1].end : std::size_t{0});
    const std::string_view words = text.substr(begin, all[at].begin - begin);
    const auto last = [&](std::string_view word) {
        const std::size_t found = words.rfind(word);
        return found == std::string_view::npos ? 0 : found + 1;
    };
    const std::size_t accounts = std::max({last("新媒体"), last("账号"), last("公众号")});
    const std::size_t sites = last("网站");
    if (accounts != sites) return accounts > sites ? Subject::accounts : Subject::sites;
    for (std::size_t i = at; i-- > 0;) {
        if (all[i].is_count() && subject_of(all[i]) != Subject::unknown) return subject_of(all[i]);
    }
    return Subject::unknown;
}

// The counts that a rate may rest on, nearest first.
struct Counts {
    std::vector<const Quantity*> passed, failed, checked, total, unnamed;
    bool in_sentence = false;  // a count with a role stands in the rate's own sentence
};

Counts counts_before(std::string_view text, const std::vector<Quantity>& all, std::size_t rate,
                     Subject subject) {
    Counts counts;
    const std::size_t begin = sentence_begin(text, all[rate].begin);
    for (std::size_t i = rate; i-- > 0;) {
        const Quantity& each = all[i];
        const Subject of = subject_of(each);
        if (!each.is_count()) continue;
        if (of != Subject::unknown && subject != Subject::unknown && of != subject) continue;
        const bool near = each.begin >= begin;
        counts.in_sentence = counts.in_sentence || (near && each.role != Role::unknown);
        switch (each.role) {
            case Role::passed:
                counts.passed.push_back(&each);
                break;
            case Role::failed:
                counts.failed.push_back(&each);
                break;
            case Role::checked:
                counts.checked.push_back(&each);
                break;
            case Role::total:
                counts.total.push_back(&each);
                break;
            case Role::unknown:
                if (near) counts.unnamed.push_back(&each);
                break;
        }
    }
    return counts;
}

// Every part over every whole. What stands outside the rate's own sentence while that one has
// counts of its own, and what no word calls a whole, makes a rate right but never wrong.
std::vector<Fraction> fractions(const Counts& counts, Meaning meaning, std::size_t begin) {
    std::vector<Fraction> out;
    const auto add = [&](const std::vector<const Quantity*>& wholes, bool of_total, bool doubtful) {
        const auto pair = [&](const Quantity* part, const Quantity* whole, bool rest) {
            if (whole->count() <= 0 || part->count() > whole->count()) return;
            const std::int64_t count = rest ? whole->count() - part->count() : part->count();
            const bool apart = counts.in_sentence && part->begin < begin;
            const bool other = whole->begin < begin && !counts.unnamed.empty();
            out.push_back({count, whole->count(), of_total, doubtful || apart || other});
        };
        for (const Quantity* whole : wholes) {
            const bool passed = meaning == Meaning::passed;
            for (const Quantity* part : passed ? counts.passed : counts.failed) {
                pair(part, whole, false);
            }
            for (const Quantity* part : passed ? counts.failed : counts.passed) {
                pair(part, whole, true);
            }
        }
    };
    if (meaning == Meaning::checked) {
        for (const Quantity* part : counts.checked) {
            for (const Quantity* whole : counts.total) {
                if (whole->count() <= 0 || part->count() > whole->count()) continue;
                out.push_back({part->count(), whole->count()});
            }
        }
        return out;
    }
    // Those that passed and those that failed, side by side, are all.
    if (!counts.passed.empty() && !counts.failed.empty() &&
        std::min(counts.passed.front()->begin, counts.failed.front()->begin) >= begin) {
        const std::int64_t passed = counts.passed.front()->count();
        const std::int64_t failed = counts.failed.front()->count();
        if (passed + failed > 0) {
            out.push_back(
                {meaning == Meaning::passed ? passed : failed, passed + failed, false, true});
        }
    }
    add(counts.checked, false, false);
    // Those that exist are the base only where no number of those checked is printed.
    add(counts.total, !counts.checked.empty(), false);
    add(counts.unnamed, false, true);
    return out;
}

// A rate before its counts: "对134家网站进行检查，网站合格率94.3%。8家网站不同程度存在问题".
// Whether those with problems failed is not said; a second rate that agrees with that reading says
// it.
struct Pending {
    const Quantity* rate;
    Fraction fraction;
};

std::optional<Fraction> counts_behind(std::string_view text, const std::vector<Quantity>& all,
                                      const Quantity& rate, const Counts& before, Subject subject) {
    const std::size_t begin = text.find("。", rate.end);
    if (begin == std::string_view::npos || subject == Subject::unknown) return std::nullopt;
    const std::size_t end = std::min(text.size(), text.find("。", begin + 3));
    if (!contains(text.substr(begin, end - begin), "问题")) return std::nullopt;
    const auto& wholes = before.checked.empty() ? before.total : before.checked;
    if (wholes.size() != 1 || wholes.front()->count() <= 0) return std::nullopt;
    for (const Quantity& each : all) {
        if (each.begin < begin || each.begin > end || !each.is_count()) continue;
        if (subject_of(each) != subject || each.count() > wholes.front()->count()) continue;
        return Fraction{wholes.front()->count() - each.count(), wholes.front()->count()};
    }
    return std::nullopt;
}

void check_paragraph(Report& report, const Paragraph& paragraph) {
    const std::string_view text = paragraph.text;
    const std::vector<Quantity> all = quantities(text);
    std::vector<Pending> pending;
    const auto where = [&](const Quantity& rate) {
        return paragraph.part + "：" + quote(text, rate.begin, rate.end);
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Quantity& rate = all[i];
        if (rate.unit != Unit::percent || rate.decimals > 2) continue;
        const Meaning meaning = meaning_of(text, rate, i > 0 ? all[i - 1].end : 0);
        if (meaning == Meaning::none) continue;
        const std::size_t begin = sentence_begin(text, rate.begin);
        const Subject subject = subject_of_rate(text, all, i);
        const Counts counts = counts_before(text, all, i, subject);
        const std::vector<Fraction> candidates = fractions(counts, meaning, begin);
        // Without counts of its own, a rate belongs to those further back only where it is all
        // that its sentence says.
        const bool alone = !contains(text.substr(begin, rate.begin - begin), "，");
        if (!candidates.empty() && (counts.in_sentence || alone)) {
            judge_rate(report, where(rate), rate, candidates);
        } else if (meaning == Meaning::passed && candidates.empty()) {
            const auto fraction = counts_behind(text, all, rate, counts, subject);
            if (fraction) pending.push_back({&rate, *fraction});
        }
    }
    const bool agreed = std::any_of(pending.begin(), pending.end(), [](const Pending& each) {
        return rounded_rate(each.fraction, each.rate->decimals) == each.rate->hundredths;
    });
    if (!agreed) return;
    for (const Pending& each : pending) {
        judge_rate(report, where(*each.rate), *each.rate, {each.fraction});
    }
}

}  // namespace

void check_rates(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) check_paragraph(report, paragraph);
}

}  // namespace mingcha::proof
