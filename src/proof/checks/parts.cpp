// parts-total: the parts that "其中" or a bracket lists behind a total, against the total; and
// checked-over-total: more checked than exist.
#include <algorithm>

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
    std::size_t cut = 0;
    for (std::string_view stop : {"，", "；", "（", "其中"}) {
        const std::size_t at = left.rfind(stop);
        if (at != std::string_view::npos) cut = std::max(cut, at + stop.size());
    }
    left.remove_prefix(cut);
    for (std::size_t at = 0; (at = left.find("、", at)) != std::string_view::npos; at += 3) ++names;
    return names;
}

// Problems of one thing may overlap: their counts need not add up to the number of things.
bool may_overlap(std::string_view text) {
    return contains_any(text, {"问题", "存在", "未", "不及时", "错误", "扣分", "既"});
}

bool is_complete(std::string_view text, const std::vector<Quantity>& parts) {
    if (contains_any(text, {"其他", "其余", "其它"})) return true;
    for (const Quantity& part : parts) {
        if (part.count() == 0) return true;  // who lists the zeros lists all
    }
    bool passed = false, failed = false;
    for (const Quantity& part : parts) {
        passed = passed || part.role == Role::passed;
        failed = failed || part.role == Role::failed;
    }
    return (passed && failed) || parts.size() >= 3;
}

void compare(Report& report, const Paragraph& paragraph, std::string_view sentence,
             const Quantity& total, std::string_view listing, std::size_t listing_begin) {
    std::vector<Quantity> parts;
    for (Quantity& part : quantities(listing)) {
        if (part.is_count()) parts.push_back(std::move(part));
    }
    if (parts.size() < 2 || may_overlap(listing)) return;
    std::int64_t sum = 0;
    std::size_t previous = 0;
    for (const Quantity& part : parts) {
        sum += part.count() * times(listing.substr(previous, part.begin - previous));
        previous = part.end;
    }
    const bool complete = is_complete(listing, parts);
    if (!complete && sum <= total.count()) return;
    report.expect(
        sum == total.count(),
        {"parts-total", paragraph.part + "：" + quote(sentence, total.begin, listing_begin + 30),
         total.printed, std::to_string(sum),
         fmt::format("总数写{}，各部分相加为{}。", total.printed, sum)});
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
    for (std::string_view stop : {"。", "率", "检查", "抽查", "发现", "本季度", "本次", "新增"}) {
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
    std::string_view left = sentence.substr(0, count.begin);
    const std::size_t stop = left.rfind("，");
    if (stop != std::string_view::npos) left.remove_prefix(stop);
    return contains_any(left, {"减少", "增加", "新增", "比上", "较上", "精简"});
}

// Sentences ended by 。 alone; one that begins with 其中 belongs to the one before.
std::vector<std::string_view> full_sentences(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; (at = text.find("。", at)) != std::string_view::npos;) {
        at += std::string_view("。").size();
        if (starts_with(text.substr(at), "其中")) continue;
        parts.push_back(text.substr(begin, at - begin));
        begin = at;
    }
    if (begin < text.size()) parts.push_back(text.substr(begin));
    return parts;
}

void check_sentence(Report& report, const Paragraph& paragraph, std::string_view sentence) {
    std::vector<Quantity> all;
    for (Quantity& each : quantities(sentence)) {
        if (!is_change(sentence, each)) all.push_back(std::move(each));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Quantity& total = all[i];
        if (!total.is_count()) continue;
        const std::string_view rest = sentence.substr(total.end);
        const std::size_t next = i + 1 < all.size() ? all[i + 1].begin - total.end : rest.size();
        const std::size_t named = rest.find("其中");
        const std::size_t open = rest.find("（");
        if (open != std::string_view::npos && open < next &&
            (named == std::string_view::npos || named > open)) {
            // 218个（市直单位53个，县区165个）, 14个不合格（其中市本级3个，…）
            const std::string_view inside = bracket_at(rest, open);
            if (!starts_with(inside, "含")) {
                compare(report, paragraph, sentence, total, without_asides(inside),
                        total.end + open);
            }
            continue;
        }
        if (named == std::string_view::npos || named > next) continue;
        const std::string listing = without_asides(rest.substr(named));
        compare(report, paragraph, sentence, total,
                listing_from(std::string_view(listing).substr(std::string_view("其中").size())),
                total.end + named);
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
        check_checked_over_total(report, paragraph);
    }
}

}  // namespace mingcha::proof
