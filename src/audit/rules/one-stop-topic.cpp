// 一站式专题 (sandbox; seed, 创新发展): one topic page that joins policies, guides and the way to
// apply.
#include <algorithm>
#include <array>

#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 5> kNames{"一件事", "一站式", "专题", "专区", "主题服务"};
constexpr std::array<std::array<std::string_view, 4>, 3> kParts{
    {{"政策", "文件", "解读", "法规"},
     {"办事指南", "指南", "办理流程", "申请材料"},
     {"在线办理", "立即办理", "我要办", "网上申报"}}};

bool leads_to(const PageFacts& page, std::span<const std::string_view> words) {
    return std::any_of(page.links.begin(), page.links.end(),
                       [&](const Link& link) { return !link.hidden && has_any(link.text, words); });
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    // Words of the menu stand on every page: only what the home page lacks is the topic's own.
    const PageFacts& home = site.home()->facts;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || &page == site.home() || facts.kind == PageKind::article) continue;
        if (!has_any(facts.title, kNames) && !has_any(facts.column_name, kNames)) continue;
        const bool all = std::all_of(kParts.begin(), kParts.end(),
                                     [&](const auto& words) { return leads_to(facts, words); });
        if (!all || leads_to(home, kParts.back())) continue;
        return offered("one-stop-topic", "开设一站式专题", page,
                       "“" + single_spaces(facts.title) + "”合有政策、指南和办理入口");
    }
    return not_seen(site, "一站式专题");
}

}  // namespace

SiteRule one_stop_topic() {
    return {"one-stop-topic", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
