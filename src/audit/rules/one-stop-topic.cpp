// 一站式专题 (sandbox; seed, 创新发展): one topic page that joins policies, guides and the way to
// apply.
#include <algorithm>
#include <array>

#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::array<std::string_view, 8> kNames{"一件事", "一站式",   "专题",   "专区",
                                                 "专栏",   "主题服务", "集成办", "一类事"};
constexpr std::array<std::string_view, 6> kPolicies{"政策", "文件", "解读", "法规", "依据", "规定"};
constexpr std::array<std::string_view, 9> kGuides{
    "指南", "指引", "流程", "申请材料", "所需材料", "材料清单", "须知", "怎么办", "如何办"};
constexpr std::array<std::string_view, 18> kEntries{
    "在线办理", "立即办理", "马上办理", "我要办",   "去办理",   "网上办理",
    "办理入口", "一键办理", "网上申报", "在线申报", "我要申报", "网上申请",
    "在线申请", "立即申请", "我要申请", "网上报名", "在线报名", "申报入口"};

bool leads_to(const PageFacts& page, std::span<const std::string_view> words) {
    return std::any_of(page.links.begin(), page.links.end(),
                       [&](const Link& link) { return !link.hidden && has_any(link.text, words); });
}

// A way to apply of the topic's own: one of the menu stands on the home page as well.
bool has_entry(const PageFacts& page, const PageFacts& home) {
    return std::any_of(page.links.begin(), page.links.end(), [&](const Link& link) {
        if (link.hidden || !has_any(link.text, kEntries)) return false;
        return std::none_of(home.links.begin(), home.links.end(), [&](const Link& other) {
            return other.url == link.url && other.text == link.text;
        });
    });
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const PageFacts& home = site.home()->facts;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || &page == site.home()) continue;
        // A text about a topic bears the day of its publication.
        if (facts.kind == PageKind::article && facts.publish_date) continue;
        if (!has_any(facts.title, kNames) && !has_any(facts.column_name, kNames)) continue;
        if (!leads_to(facts, kPolicies) || !leads_to(facts, kGuides) || !has_entry(facts, home)) {
            continue;
        }
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
