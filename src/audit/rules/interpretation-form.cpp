// 通过新闻发布会、图表图解、音频、视频、动漫等形式解读的比例过低 (indicators.md A2). What too low
// means no text says: proposed is a year of many interpretations with next to none of these forms.
#include <algorithm>
#include <optional>
#include <set>

#include "audit/address.h"
#include "audit/interpretations.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kMonths = 12;
constexpr std::int64_t kCount = 10;      // fewer show no habit
constexpr std::int64_t kPermille = 100;  // below a tenth

// A picture, sound or film of the text itself, or hardly any text: the picture is the text.
bool shows_lively_form(const PageFacts& page) {
    constexpr std::uint32_t kPictureChars = 200;
    if (names_lively_form(page.title)) return true;
    const auto media = [](const Link& link) {
        const std::string path = lower_ascii(path_of(link.url));
        return path.ends_with(".mp4") || path.ends_with(".mp3") || path.ends_with(".m3u8") ||
               path.ends_with(".flv");
    };
    if (std::any_of(page.links.begin(), page.links.end(), media)) return true;
    if (page.needs_rendering || !page.frames.empty()) return true;
    return page.main_chars && *page.main_chars < kPictureChars;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const Date from = add_months(site.today(), -months);
    std::set<std::string> all;
    std::int64_t lively = 0;
    const PageRecord* shown = nullptr;
    const auto add = [&](std::string_view url, bool is_lively) {
        if (all.insert(address_key(url)).second) lively += is_lively ? 1 : 0;
    };
    for (const ColumnView& column : site.columns()) {
        if (column.kind != ColumnKind::interpretation) continue;
        if (column.state == ColumnState::scripted || column.state == ColumnState::framed ||
            column.state == ColumnState::unfetched) {
            return not_measured(column.reason);
        }
        // A column of pictures or films is one of the forms, whatever its titles say.
        const bool by_column = names_lively_form(column.name);
        if (column.state != ColumnState::listing) continue;
        shown = column.page;
        for (const ListItem& item : column.page->facts.items) {
            const PageRecord* page = site.page_at(item.url);
            const std::optional<Date> day = site.day_of(item);
            if (!day || *day < from || *day > site.today()) continue;
            const bool by_page =
                page == nullptr || !is_fetched(*page) || shows_lively_form(page->facts);
            add(item.url, by_column || names_lively_form(item.title) || by_page);
        }
    }
    const auto total = static_cast<std::int64_t>(all.size());
    if (total < input.rule.threshold("count", kCount)) {
        return left_to_people("1年内已读出的解读稿过少，形式需人工核对");
    }
    Verdict verdict = pass();
    verdict.coverage.checked = total;
    if (lively * 1000 >= total * input.rule.threshold("share_permille", kPermille)) return verdict;
    Finding finding =
        make_finding("form", "图表图解、音视频等形式解读比例过低（" + std::to_string(total) +
                                 "篇中" + std::to_string(lively) + "篇）");
    add_place(finding, shown->facts.url);
    add_evidence(finding, evidence_of(*shown, std::to_string(months) + "个月内解读稿" +
                                                  std::to_string(total) + "篇，其他形式" +
                                                  std::to_string(lively) + "篇"));
    verdict = judged({std::move(finding)});
    verdict.coverage.checked = total;
    return verdict;
}

}  // namespace

SiteRule interpretation_form() {
    return {"interpretation-form", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
