// 政策文件库 (sandbox; seed, 创新发展): a library of policies that is parted by number, theme and
// validity. Two of the three ways of choosing are wanted beside the name.
#include <algorithm>
#include <array>

#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

// A name has one of each: 政策文件库, 规范性文件数据库, 政策检索.
constexpr std::array<std::string_view, 4> kSubjects{"政策", "文件", "规章", "法规"};
constexpr std::array<std::string_view, 4> kKinds{"库", "检索", "查询", "搜索"};
constexpr std::size_t kNameChars = 16;  // a longer one is the title of a text
constexpr std::array<std::array<std::string_view, 4>, 3> kWays{
    {{"文号", "发文字号", "按文号", "发文机关"},
     {"主题分类", "按主题", "主题词", "主题"},
     {"有效性", "效力", "现行有效", "已废止"}}};
constexpr std::size_t kWaysWanted = 2;

bool names_library(std::string_view name) {
    return has_any(name, kSubjects) && has_any(name, kKinds) && char_count(name) <= kNameChars;
}

bool is_linked(const PageFacts& page, std::span<const std::string_view> words) {
    const auto said = [&](const Link& each) { return !each.hidden && has_any(each.text, words); };
    return std::any_of(page.links.begin(), page.links.end(), said) ||
           std::any_of(page.columns.begin(), page.columns.end(),
                       [&](const Column& column) { return has_any(column.name, words); });
}

std::size_t ways_of(const PageFacts& page) {
    const std::array<bool, 3> shown{page.forms.by_number, page.forms.by_theme,
                                    page.forms.by_validity};
    std::size_t ways = 0;
    for (std::size_t i = 0; i < kWays.size(); ++i)
        ways += shown[i] || is_linked(page, kWays[i]) ? 1 : 0;
    return ways;
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || &page == site.home()) continue;
        if (facts.kind == PageKind::article && facts.publish_date) continue;
        if (!names_library(facts.column_name) && !names_library(facts.title)) continue;
        const std::size_t ways = ways_of(facts);
        if (ways < kWaysWanted) continue;
        return offered("policy-library", "建有政策文件库", page,
                       "可按文号、主题、效力中的" + std::to_string(ways) + "种方式筛选");
    }
    return not_seen(site, "可筛选的政策文件库");
}

}  // namespace

SiteRule policy_library() {
    return {"policy-library", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
