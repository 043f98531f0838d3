// 政策文件库 (sandbox; seed, 创新发展): a library of policies that is parted by number, theme and
// validity. Two of the three ways of choosing are wanted beside the name.
#include <algorithm>
#include <array>

#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 5> kNames{"政策文件库", "政策库", "文件库", "规范性文件库",
                                                 "规章库"};
constexpr std::array<std::array<std::string_view, 4>, 3> kWays{
    {{"文号", "发文字号", "按文号", "发文机关"},
     {"主题分类", "按主题", "主题词", "主题"},
     {"有效性", "效力", "现行有效", "已废止"}}};
constexpr std::size_t kWaysWanted = 2;

bool shows(const PageFacts& page, std::span<const std::string_view> words) {
    if (has_any(page.main_text, words)) return true;
    const auto said = [&](const auto& each) { return has_any(each.text, words); };
    return std::any_of(page.links.begin(), page.links.end(), said) ||
           std::any_of(page.text_blocks.begin(), page.text_blocks.end(), said) ||
           std::any_of(page.columns.begin(), page.columns.end(),
                       [&](const Column& column) { return has_any(column.name, words); });
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || &page == site.home()) continue;
        if (!has_any(facts.column_name, kNames) && !has_any(facts.title, kNames)) continue;
        const auto ways = std::count_if(kWays.begin(), kWays.end(),
                                        [&](const auto& words) { return shows(facts, words); });
        if (static_cast<std::size_t>(ways) < kWaysWanted) continue;
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
