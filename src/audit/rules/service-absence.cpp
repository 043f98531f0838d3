// 未提供办事服务 (indicators.md W6.1); 没有对外服务职能的部门除外. A veto: proposed only where the
// whole site was read, and either every entry to services is dead and no page is of one, or nothing
// on a large portal, no menu, link, title or guide, speaks of a service.
#include <algorithm>
#include <array>

#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kNameChars = 14;  // a longer link is the title of a text
constexpr std::array<std::string_view, 14> kNames{"办事", "服务", "办理", "审批", "许可",
                                                  "申报", "申请", "办件", "网办", "指南",
                                                  "下载", "预约", "缴费", "便民"};
// In a title of any length.
constexpr std::array<std::string_view, 7> kAnywhere{"办事指南", "办理流程", "在线办理", "网上办理",
                                                    "网上申报", "政务服务", "一网通办"};

bool is_of_service(std::string_view text) {
    if (has_any(text, kAnywhere)) return true;
    return has_any(text, kNames) && char_count(trim(text)) <= kNameChars;
}

// A text of the day (某县便民服务活动启动) tells of services and is none, unless it is a guide by
// its title or stands in a column of services.
constexpr std::array<std::string_view, 4> kGuides{"办事指南", "服务指南", "办理流程", "办理指南"};

bool is_news_text(const PageFacts& facts) {
    if (facts.column_kind == ColumnKind::services || is_of_service(facts.column_name)) return false;
    // Letters of citizens and what was asked of them as well.
    if (facts.kind == PageKind::message || facts.column_kind == ColumnKind::consultation)
        return true;
    return facts.kind == PageKind::article && facts.publish_date && !has_any(facts.title, kGuides);
}

// `own` is the site's name, which stands in every title: 政务服务管理局 offers none by it.
bool shows_service(const PageRecord& page, std::string_view own) {
    const PageFacts& facts = page.facts;
    if (facts.kind == PageKind::guide || facts.guide || facts.forms.login) return true;
    if (facts.column_kind == ColumnKind::services || is_of_service(facts.column_name)) return true;
    if (is_news_text(facts)) return false;
    if (is_of_service(own.empty() ? std::string(facts.title)
                                  : replace_all(std::string(facts.title), own, ""))) {
        return true;
    }
    return false;
}

bool leads_to_service(const Link& link, std::string_view own) {
    if (link.url.find("zwfw") != std::string_view::npos) return true;
    return link.text != own && is_of_service(link.text);
}

Verdict judge(const SiteInput& input) {
    const Site& site = input.site.facts().site;
    const auto leads_to_news = [&](const Link& link) {
        const PageRecord* page = input.site.page_at(link.url);
        return page != nullptr && is_fetched(*page) && is_news_text(page->facts);
    };
    const std::string& own = site.name;
    return judge_subject(
        input.site,
        {.shown_by = [&](const PageRecord& page) { return shows_service(page, own); },
         .entered_by =
             [&](const Link& link) { return leads_to_service(link, own) && !leads_to_news(link); },
         // A department may have no services of its own, and the registry seldom says so.
         .must_have = site.kind == SiteKind::portal,
         .problem = "未提供办事服务",
         .what = "办事服务栏目、办事指南及政务服务入口",
         .left = "未见办事服务栏目，需人工核对"});
}

}  // namespace

SiteRule service_absence() {
    return {"service-absence", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
