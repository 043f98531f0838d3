// list-count: a stated number of names against the names that stand beside it.
#include <algorithm>

#include <fmt/format.h>

#include "proof/check.h"
#include "proof/names.h"
#include "proof/patterns.h"
#include "proof/quantities.h"

namespace mingcha::proof {

namespace {

constexpr std::size_t kMaxListed = 400;
constexpr std::size_t kFarMore = 4;

void compare(Report& report, const std::string& part, std::string_view text, const Quantity& count,
             const NameList& list, bool announced = false) {
    if (list.names.size() > kMaxListed) return;
    if (!are_unit_names(list.names) && !(announced && are_listed_names(list.names))) return;
    if (list.names.size() < 2) return;
    const auto stated = static_cast<std::size_t>(count.count());
    // Far more than are named: the words before the number say where, not which.
    if (stated > kFarMore * list.names.size() + kFarMore) return;
    const bool right = list.open ? list.names.size() <= stated
                                 : stated >= list.names.size() && stated <= list.at_most;
    report.expect(right, {"list-count", part + "：" + quote(text, count.begin, count.end),
                          count.printed, std::to_string(list.names.size()),
                          fmt::format("标注{}家（个），名单列出{}家（个）。", count.printed,
                                      list.names.size())});
}

// The list at the start of `text`, up to the stop that ends it. Notes in brackets behind the names
// belong to them: only a stop outside brackets counts.
std::string_view list_at(std::string_view text) {
    if (starts_with(text, "：")) text.remove_prefix(std::string_view("：").size());
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view here = text.substr(i);
        if (starts_with(here, "（")) ++depth;
        if (starts_with(here, "）")) {
            if (depth == 0) return text.substr(0, i);
            --depth;
        }
        if (depth == 0 && (starts_with(here, "。") || starts_with(here, "；"))) {
            return text.substr(0, i);
        }
    }
    return text;
}

bool holds_several(std::string_view list) {
    return contains(list, "、") || contains(list, "”“");
}

// "3家：A、B、C", "3家，分别是A、B、C", "3家网站不合格（A、B、C）".
void names_behind(Report& report, const Paragraph& paragraph, std::string_view sentence,
                  const Quantity& count, std::size_t next_number) {
    const std::size_t limit = std::min(next_number, sentence.size());
    std::string_view rest = sentence.substr(count.end, limit - count.end);
    std::size_t list_begin = std::string_view::npos;
    bool announced = false;
    for (std::string_view opener : {"分别是", "分别为", "：", "分别有"}) {
        const std::size_t at = rest.find(opener);
        if (at == std::string_view::npos) continue;
        // Only words of the counted thing may stand between: 3个）：, 3家网站不合格，分别是.
        if (at > 60) continue;
        list_begin = count.end + at + opener.size();
        announced = opener != "：";
        break;
    }
    if (list_begin == std::string_view::npos) {
        const std::size_t open = rest.find("（");
        if (open == std::string_view::npos || open > 45) return;
        const std::size_t begin = count.end + open + std::string_view("（").size();
        const std::size_t close = sentence.find("）", begin);
        if (close == std::string_view::npos) return;
        const std::string_view inside = sentence.substr(begin, close - begin);
        if (contains(inside, "附件") || contains(inside, "见") || contains(inside, "：")) return;
        if (contains(sentence.substr(begin, close - begin), "其中")) return;
        if (!contains(inside, "、")) return;
        compare(report, paragraph.part, sentence, count, split_names(inside));
        return;
    }
    const std::string_view list = list_at(sentence.substr(list_begin));
    if (!holds_several(list)) return;
    compare(report, paragraph.part, sentence, count, split_names(list), announced);
}

// "A、B、C 3家网站不合格", "A、B等3家": the names run up to the number.
void names_before(Report& report, const Paragraph& paragraph, std::string_view sentence,
                  const Quantity& count, std::size_t previous_end) {
    std::string_view left = sentence.substr(previous_end, count.begin - previous_end);
    left = after_last(left, {"，", "：", "（", "。", "；", "）", "“", "中"});
    // "其中A县1个，B县、C县0个" deals a total out; the names before a part are not counted by it.
    const std::string_view so_far = sentence.substr(0, count.begin);
    const std::size_t dealt = so_far.rfind("其中");
    if (dealt != std::string_view::npos && previous_end > dealt) return;
    if (!contains(left, "、") || ends_with(left, "各") || ends_with(left, "共") ||
        ends_with(left, "、") || count.count() == 0) {
        return;
    }
    compare(report, paragraph.part, sentence, count, split_names(left));
}

// "…不合格新媒体23个。不合格的新媒体分别是：A、B…": the number stands in the sentence before.
void names_in_next_sentence(Report& report, const Paragraph& paragraph) {
    const std::string_view text = paragraph.text;
    for (std::string_view opener : {"分别是", "分别为"}) {
        const std::size_t at = text.find(opener);
        if (at == std::string_view::npos) continue;
        const std::string_view said = after_last(text.substr(0, at), {"。"});
        const std::size_t begin = at - said.size();
        if (begin == 0) continue;
        if (!contains(said, "不合格") || !quantities(said).empty()) continue;
        const bool accounts = contains_any(said, {"新媒体", "账号"});
        const std::string_view list = list_at(text.substr(at + opener.size()));
        if (!holds_several(list)) continue;
        const std::vector<Quantity> before = quantities(text.substr(0, begin));
        const auto count = std::find_if(before.rbegin(), before.rend(), [&](const Quantity& each) {
            return each.is_count() && each.role == Role::failed && each.accounts == accounts;
        });
        if (count == before.rend()) continue;
        compare(report, paragraph.part, text, *count, split_names(list), true);
    }
}

}  // namespace

void check_list_counts(const Circular& circular, Report& report) {
    for (const Annex& annex : circular.annexes) {
        for (const Bucket& bucket : annex.buckets) {
            if (!bucket.stated) continue;
            const auto stated = static_cast<std::size_t>(*bucket.stated);
            report.expect(stated >= bucket.names.size() && stated <= bucket.at_most,
                          {"list-count",
                           fmt::format("附件{}：{}（{}家）", annex.number, bucket.label,
                                       bucket.stated_printed),
                           bucket.stated_printed, std::to_string(bucket.names.size()),
                           fmt::format("“{}”标注{}家，名单列出{}家。", bucket.label,
                                       bucket.stated_printed, bucket.names.size())});
        }
    }
    for (const Paragraph& paragraph : circular.paragraphs) {
        names_in_next_sentence(report, paragraph);
        for (std::string_view sentence : sentences(paragraph.text)) {
            const std::vector<Quantity> all = quantities(sentence);
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (!all[i].is_count()) continue;
                names_before(report, paragraph, sentence, all[i], i > 0 ? all[i - 1].end : 0);
                names_behind(report, paragraph, sentence, all[i],
                             i + 1 < all.size() ? all[i + 1].begin : sentence.size());
            }
        }
    }
}

}  // namespace mingcha::proof
