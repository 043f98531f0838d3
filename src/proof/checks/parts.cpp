// parts-total: the parts that "其中" or a bracket lists behind a total, against the total; and
// checked-over-total: more checked than exist.
#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "proof/check.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

// How many names share the count behind them: "霍邱县、金安区各2个" stands for 2 × 2.
std::int64_t times(std::string_view left) {
    if (!ends_with(left, "各")) return 1;
    std::int64_t names = 1;
    left = after_last(left, {"，", "；", "（", "其中"});
    for (std::size_t at = 0; (at = left.find("、", at)) != std::string_view::npos; at += 3) ++names;
    return names;
}

// Problems of one thing may overlap: their counts need not add up to the number of things.
bool may_overlap(std::string_view text) {
    return contains_any(text, {"问题", "存在", "未", "不及时", "错误", "扣分", "既"});
}

// Words that name the two halves of a whole: 市直部门 beside 县区, 门户 beside 部门网站.
constexpr std::array<std::string_view, 9> kUpperHalf{"市直", "省直", "州直", "县直",  "区直",
                                                     "市级", "省级", "部门", "市本级"};
constexpr std::array<std::string_view, 9> kLowerHalf{"县",   "区",   "地方", "乡",  "镇",
                                                     "街道", "市州", "门户", "各地"};

bool are_halves(std::string_view first, std::string_view second) {
    const auto any = [](std::string_view text, const auto& words) {
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return contains(text, word); });
    };
    return (any(first, kUpperHalf) && any(second, kLowerHalf)) ||
           (any(first, kLowerHalf) && any(second, kUpperHalf));
}

// Everything that a listing counts, each with the words before it.
struct Part {
    std::int64_t count = 0;  // times the names that share it
    Role role = Role::unknown;
    std::string_view label;  // before the number, or behind it where the listing begins with one
    std::string_view stop;   // that parts it from the next: 、 ， ； or none at the end
};

std::string_view first_stop(std::string_view text) {
    std::string_view first;
    std::size_t nearest = std::string_view::npos;
    for (std::string_view stop : {"、", "，", "；", "。"}) {
        const std::size_t at = text.find(stop);
        if (at >= nearest) continue;
        nearest = at;
        first = stop;
    }
    return first;
}

std::vector<Part> parts_of(std::string_view listing) {
    std::vector<Part> parts;
    std::vector<std::size_t> begins, ends;
    for (const Quantity& each : quantities(listing)) {
        if (!each.is_count()) continue;
        const std::size_t previous = ends.empty() ? 0 : ends.back();
        const std::string_view label = listing.substr(previous, each.begin - previous);
        if (!parts.empty()) parts.back().stop = first_stop(label);
        parts.push_back({each.count() * times(label), each.role, label, {}});
        begins.push_back(each.begin);
        ends.push_back(each.end);
    }
    // "21个乡镇、34个区直部门": what is counted stands behind the numbers.
    if (parts.empty() || begins.front() > std::string_view("：").size()) return parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = i + 1 < parts.size() ? begins[i + 1] : listing.size();
        parts[i].label = listing.substr(ends[i], end - ends[i]);
    }
    return parts;
}

// Do the first `many` parts make up a whole by their very words? Two may be a choice of more.
bool is_complete(std::string_view text, const std::vector<Part>& parts, std::size_t many) {
    if (contains_any(text, {"其他", "其余", "其它"})) return true;
    bool passed = false, failed = false, zero = false;
    for (std::size_t i = 0; i < many; ++i) {
        passed = passed || parts[i].role == Role::passed;
        failed = failed || parts[i].role == Role::failed;
        zero = zero || parts[i].count == 0;  // who lists the zeros lists all
    }
    return zero || (passed && failed) || many >= 3 ||
           (many == 2 && are_halves(parts[0].label, parts[1].label));
}

struct Reading {
    const Quantity* total = nullptr;
    std::int64_t sum = 0;
    std::size_t many = 0;
};

// One total and the first parts that come nearest to it. A listing may go on with counts of other
// things (…条；办理来信94条), and several totals may stand before it (收到…条，其中…).
Reading nearest_reading(const std::vector<const Quantity*>& totals,
                        const std::vector<Part>& parts) {
    Reading best;
    std::int64_t distance = 0;
    for (const Quantity* total : totals) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum += parts[i].count;
            const std::int64_t gap = std::abs(sum - total->count());
            const bool all = i + 1 == parts.size();
            // Where the listing goes on in the same way, it has not ended.
            if (i == 0 || (!all && parts[i].stop == parts[i - 1].stop)) continue;
            if (best.total != nullptr && gap >= distance) continue;
            best = {total, sum, i + 1};
            distance = gap;
        }
    }
    return best;
}

// "网站50个、账号75个。其中：网站16个，34个；账号32个，43个": one group between ； a total.
bool compare_groups(Report& report, const std::string& where,
                    const std::vector<const Quantity*>& totals, const std::vector<Part>& parts) {
    std::vector<std::int64_t> sums(1, 0);
    for (const Part& part : parts) {
        sums.back() += part.count;
        if (part.stop == "；") sums.push_back(0);
    }
    if (sums.size() < 2 || sums.size() > totals.size()) return false;
    const std::size_t first = totals.size() - sums.size();
    std::size_t agreeing = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        agreeing += sums[i] == totals[first + i]->count() ? 1 : 0;
    }
    if (agreeing == 0) return false;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const Quantity& total = *totals[first + i];
        report.expect(sums[i] == total.count(),
                      {"parts-total", where, total.printed, std::to_string(sums[i]),
                       fmt::format("总数写{}，各部分相加为{}。", total.printed, sums[i])});
    }
    return true;
}

// Parts of a wrong sum still come near their total; far from it they are a choice of examples.
bool is_near(std::int64_t sum, std::int64_t total) {
    constexpr std::int64_t kFarPercent = 25;
    return std::abs(sum - total) * 100 <= total * kFarPercent;
}

// `totals`: the counts before the listing, the last of them nearest.
void compare(Report& report, const std::string& where, const std::vector<const Quantity*>& totals,
             std::string_view listing, bool in_bracket) {
    const std::vector<Part> parts = parts_of(listing);
    if (totals.empty() || parts.size() < 2 || may_overlap(listing)) return;
    // check_passed_and_failed looks at these two.
    if (parts.size() == 2 && parts[0].role == Role::passed && parts[1].role == Role::failed) return;
    if (compare_groups(report, where, totals, parts)) return;
    const Reading best = nearest_reading(totals, parts);
    const Quantity& total = *best.total;
    const bool right = best.sum == total.count();
    if (!right) {
        const bool more = totals.size() == 1 && best.sum > total.count();
        const bool whole = is_complete(listing, parts, best.many) || in_bracket;
        if (!more && !(whole && is_near(best.sum, total.count()))) return;
    }
    report.expect(right, {"parts-total", where, total.printed, std::to_string(best.sum),
                          fmt::format("总数写{}，各部分相加为{}。", total.printed, best.sum)});
}

// Without what stands in brackets: 微信218个（市直53个，县区165个） deals out 218 once.
std::string without_asides(std::string_view text) {
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const bool opens = starts_with(rest, "（");
        const bool closes = starts_with(rest, "）");
        depth += opens ? 1 : 0;
        if (depth == 0) out += text[i];
        if (closes && depth > 0) --depth;
        i += opens || closes ? std::string_view("（").size() : 1;
    }
    return out;
}

// The bracket that opens at `open`, without its marks; nested ones stay inside.
std::string_view bracket_at(std::string_view text, std::size_t open) {
    const std::size_t begin = open + std::string_view("（").size();
    int depth = 1;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (starts_with(text.substr(i), "（")) ++depth;
        if (starts_with(text.substr(i), "）") && --depth == 0) return text.substr(begin, i - begin);
    }
    return text.substr(begin);
}

// The listing ends where the sentence turns to another thing: what was checked, found, or its rate.
std::string_view listing_from(std::string_view text) {
    std::size_t end = text.size();
    for (std::string_view stop :
         {"。", "率", "检查", "抽查", "发现", "本季度", "本次", "新增", "；按"}) {
        end = std::min(end, text.find(stop));
    }
    text = text.substr(0, end);
    // Parts may be parted by ；, but a stretch without any count ends the listing.
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t stop = std::min(text.size(), text.find("；", begin));
        bool counts = false;
        for (const Quantity& part : quantities(text.substr(begin, stop - begin))) {
            counts = counts || part.is_count();
        }
        if (!counts) return text.substr(0, begin);
        begin = stop + std::string_view("；").size();
    }
    return text;
}

// "比上月减少了7家": a change, not a number of things that parts make up.
bool is_change(std::string_view sentence, const Quantity& count) {
    return contains_any(after_last(sentence.substr(0, count.begin), {"，"}),
                        {"减少", "增加", "新增", "比上", "较上", "精简"});
}

// "按开设主体分，", "按类型分：" at the start of `text`: its length, 0 where there is none.
std::size_t grouping_length(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    if (!starts_with(text, "按")) return 0;
    text = text.substr(0, kLongest);
    for (std::string_view close : {"分，", "分：", "分类，", "分类：", "划分，"}) {
        const std::size_t at = text.find(close);
        if (at != std::string_view::npos) return at + close.size();
    }
    return 0;
}

// Sentences ended by 。 alone; one that begins with 其中 or 按…分 belongs to the one before.
std::vector<std::string_view> full_sentences(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; (at = text.find("。", at)) != std::string_view::npos;) {
        at += std::string_view("。").size();
        if (starts_with(text.substr(at), "其中")) continue;
        if (grouping_length(text.substr(at)) > 0) continue;
        parts.push_back(text.substr(begin, at - begin));
        begin = at;
    }
    if (begin < text.size()) parts.push_back(text.substr(begin));
    return parts;
}

// Where a listing of parts begins behind a total, and how it is opened.
struct Opening {
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
    bool regroups = false;  // deals the same total out again: 按类型分，…
};

Opening opening_in(std::string_view rest) {
    Opening first;
    for (std::string_view word : {"其中", "分别是", "分别为", "包括", "分类："}) {
        const std::size_t at = rest.find(word);
        if (at < first.at) first = {at, word.size(), false};
    }
    for (std::size_t at = rest.find("按"); at < first.at; at = rest.find("按", at + 1)) {
        const std::size_t length = grouping_length(rest.substr(at));
        if (length > 0) first = {at, length, true};
    }
    return first;
}

void check_sentence(Report& report, const Paragraph& paragraph, std::string_view sentence) {
    std::vector<Quantity> all;
    for (Quantity& each : quantities(sentence)) {
        if (each.is_count() && !is_change(sentence, each)) all.push_back(std::move(each));
    }
    std::size_t listed_from = 0;          // totals before this belong to an earlier listing
    const Quantity* dealt_out = nullptr;  // the total of the listing before
    std::vector<const Quantity*> totals;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Quantity& total = all[i];
        const std::string_view rest = sentence.substr(total.end);
        const std::size_t next = i + 1 < all.size() ? all[i + 1].begin - total.end : rest.size();
        const Opening opening = opening_in(rest);
        const std::size_t open = rest.find("（");
        if (total.begin >= listed_from) totals.push_back(&total);
        if (open < next && opening.at > open) {
            // 218个（市直单位53个，县区165个）, 14个不合格（其中市本级3个，…）
            const std::string_view inside = bracket_at(rest, open);
            if (!starts_with(inside, "含")) {
                compare(report,
                        paragraph.part + "：" + quote(sentence, total.begin, total.end + open + 30),
                        {&total}, without_asides(inside), !contains(inside, "其中"));
            }
            continue;
        }
        if (opening.at > next) continue;
        const std::string listing = without_asides(rest.substr(opening.at));
        const std::string_view parts =
            listing_from(std::string_view(listing).substr(opening.length));
        if (opening.regroups && dealt_out != nullptr) totals = {dealt_out};
        if (totals.empty()) continue;
        compare(report,
                paragraph.part + "：" + quote(sentence, total.begin, total.end + opening.at + 30),
                totals, parts, false);
        dealt_out = totals.back();
        totals.clear();
        listed_from = total.end + opening.at + parts.size();
    }
}

// "检查39个，合格36个，不合格3个": those that passed and those that failed are all.
void check_passed_and_failed(Report& report, const Paragraph& paragraph) {
    std::vector<Quantity> all;
    for (Quantity& each : quantities(paragraph.text)) {
        if (each.is_count()) all.push_back(std::move(each));
    }
    for (std::size_t i = 0; i + 2 < all.size(); ++i) {
        const Quantity& whole = all[i];
        const Quantity& one = all[i + 1];
        const Quantity& other = all[i + 2];
        const bool both = (one.role == Role::passed && other.role == Role::failed) ||
                          (one.role == Role::failed && other.role == Role::passed);
        if (!both) continue;
        if (whole.role != Role::checked && whole.role != Role::total) continue;
        if (whole.accounts != one.accounts || one.accounts != other.accounts) continue;
        const std::string_view between =
            std::string_view(paragraph.text).substr(whole.end, other.begin - whole.end);
        const std::int64_t sum = one.count() + other.count();
        if (contains(between, "分别")) continue;
        // Far from it, the whole is all that exist, of which fewer were checked.
        if (!is_near(sum, whole.count())) continue;
        report.expect(
            sum == whole.count(),
            {"parts-total", paragraph.part + "：" + quote(paragraph.text, whole.begin, other.end),
             whole.printed, std::to_string(sum),
             fmt::format("检查{}个，合格与不合格相加为{}。", whole.printed, sum)});
    }
}

void check_checked_over_total(Report& report, const Paragraph& paragraph) {
    const std::vector<Quantity> all = quantities(paragraph.text);
    for (const Quantity& checked : all) {
        if (checked.role != Role::checked || !checked.is_count()) continue;
        const Quantity* total = nullptr;
        for (const Quantity& other : all) {
            if (other.role != Role::total || !other.is_count() || other.begin >= checked.begin)
                continue;
            if (other.accounts != checked.accounts) continue;
            total = &other;
        }
        if (total == nullptr) continue;
        report.expect(checked.count() <= total->count(),
                      {"checked-over-total",
                       paragraph.part + "：" + quote(paragraph.text, checked.begin, checked.end),
                       checked.printed, total->printed,
                       fmt::format("检查{}个，多于总数{}个。", checked.printed, total->printed)});
    }
}

}  // namespace

void check_parts(const Circular& circular, Report& report) {
    for (const Paragraph& paragraph : circular.paragraphs) {
        for (std::string_view sentence : full_sentences(paragraph.text)) {
            check_sentence(report, paragraph, sentence);
        }
        check_passed_and_failed(report, paragraph);
        check_checked_over_total(report, paragraph);
    }
}

}  // namespace mingcha::proof
