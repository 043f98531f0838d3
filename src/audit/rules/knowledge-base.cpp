// 问答知识库、智能问答 (bonus). Proposed where a column so named lists questions, or a page offers
// a machine that answers; a lone page of 常见问题 is none.
#include <algorithm>
#include <array>

#include "audit/offers.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kQuestions = 5;
constexpr std::array<std::string_view, 3> kBase{"知识库", "问答库", "政策问答平台"};
constexpr std::array<std::string_view, 6> kMachine{"智能问答",   "智能客服", "智能咨询",
                                                   "智能机器人", "智能答问", "智能互动"};
constexpr std::size_t kNameChars = 12;
constexpr std::array<std::string_view, 8> kAsking{"？",   "?",    "如何", "怎么",
                                                  "什么", "哪些", "是否", "能否"};

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || &page == site.home()) continue;
        if (!has_any(facts.column_name, kBase) && !has_any(facts.title, kBase)) continue;
        const auto questions =
            std::count_if(facts.items.begin(), facts.items.end(),
                          [](const ListItem& item) { return has_any(item.title, kAsking); });
        if (static_cast<std::size_t>(questions) < kQuestions) continue;
        return offered("knowledge-base", "开设问答知识库", page,
                       "问答知识库，本页列出问题" + std::to_string(questions) + "条");
    }
    for (const Link& link : site.home()->facts.links) {
        if (link.hidden || !has_any(link.text, kMachine)) continue;
        if (char_count(link.text) > kNameChars) continue;
        const LinkCheck* check = site.link_at(link.url);
        if (check != nullptr && check->state == LinkState::dead) continue;
        return offered("answering", "提供智能问答", *site.home(),
                       "首页入口“" + single_spaces(link.text) + "”");
    }
    return not_seen(site, "问答知识库或智能问答");
}

}  // namespace

SiteRule knowledge_base() {
    return {"knowledge-base", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
