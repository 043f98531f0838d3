// 未提供有效互动功能 (indicators.md N3.1). A veto, and most of an account is out of sight: proposed
// only where its own page says that it takes no letters, or every entry for them is dead.
#include <algorithm>
#include <array>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::size_t kEntryChars = 12;
constexpr std::array<std::string_view, 10> kEntries{"留言", "互动", "咨询", "信箱", "投诉",
                                                    "建议", "反馈", "客服", "问政", "诉求"};
constexpr std::array<std::string_view, 6> kRefusals{"暂未开通留言",   "未开通留言",
                                                    "未开通互动",     "留言功能已关闭",
                                                    "评论功能已关闭", "互动功能已关闭"};

const LinkCheck* check_of(const AccountFacts& account, std::string_view url) {
    const std::string key = address_key(url);
    for (const LinkCheck& check : account.links) {
        if (address_key(check.url) == key) return &check;
    }
    return nullptr;
}

bool has_answers(const AccountFacts& account) {
    return std::any_of(account.posts.begin(), account.posts.end(),
                       [](const Post& post) { return post.interactions.value_or(0) > 0; });
}

Verdict judge(const AccountInput& input) {
    const AccountFacts& account = input.account;
    if (has_answers(account)) return pass();
    if (account.pages.empty()) return not_measured(ReasonCode::ours, "账号页面未读出");
    const PageRecord& page = account.pages.front();
    Finding finding = make_finding("interaction", "无有效互动交流渠道");
    std::size_t entries = 0;
    std::size_t dead = 0;
    for (const Link& link : page.facts.links) {
        if (link.hidden || !has_any(link.text, kEntries)) continue;
        if (char_count(link.text) > kEntryChars) continue;
        ++entries;
        const LinkCheck* check = check_of(account, link.url);
        if (check == nullptr || check->state != LinkState::dead) continue;
        ++dead;
        add_evidence(finding, evidence_of(check->archive, check->url,
                                          "互动入口“" + single_spaces(link.text) + "”打不开"));
    }
    add_place(finding, page.facts.url);
    for (std::string_view text : {page.facts.main_text, page.facts.title}) {
        for (std::string_view refusal : kRefusals) {
            if (entries > 0 || text.find(refusal) == std::string_view::npos) continue;
            add_evidence(finding, evidence_of(page, refusal));
        }
    }
    const bool all_dead = entries > 0 && dead == entries;
    if (all_dead || (entries == 0 && !finding.evidence.empty())) {
        Verdict verdict = judged({std::move(finding)});
        verdict.coverage.checked = 1;
        return verdict;
    }
    if (entries > dead) return pass();
    return left_to_people("账号页面未见互动入口，需人工检查菜单、评论和私信");
}

}  // namespace

AccountRule interaction_absence() {
    return {"interaction-absence", kNeedsVisit, judge};
}

}  // namespace mingcha::audit::rules
