// 留言公开: 未公开网民留言及答复；监测时间点前2个月内未更新；未公开留言受理反馈情况统计数据
// (indicators.md A2).
#include <algorithm>
#include <array>

#include "audit/messages.h"
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kMonths = 2;
constexpr std::array<std::string_view, 6> kSubjects{"留言", "信件", "来信", "受理", "信箱", "互动"};

bool is_about_statistics(std::string_view text) {
    if (text.find("统计") == std::string_view::npos) return false;
    return std::any_of(kSubjects.begin(), kSubjects.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool has_statistics(const SiteView& site) {
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page)) continue;
        const PageFacts& facts = page.facts;
        if (facts.message_statistics || is_about_statistics(facts.title)) return true;
        for (const Link& link : facts.links) {
            if (!link.hidden && is_about_statistics(link.text)) return true;
        }
        for (const ListItem& item : facts.items) {
            if (is_about_statistics(item.title)) return true;
        }
    }
    return false;
}

// The newest reply; a letter that is answered without a date counts at the day it was asked. Where
// nothing is known of replies, the letters' own dates stand for them.
std::optional<Date> newest_reply_of(const std::vector<Letter>& letters, Date today) {
    std::optional<Date> reply;
    std::optional<Date> letter_date;
    for (const Letter& letter : letters) {
        const bool answered = letter.reply == ReplyState::answered;
        const std::optional<Date> replied =
            letter.replied || !answered ? letter.replied : letter.asked;
        if (replied && *replied <= today && (!reply || *replied > *reply)) reply = replied;
        const std::optional<Date>& asked = letter.asked;
        if (asked && *asked <= today && (!letter_date || *asked > *letter_date)) {
            letter_date = asked;
        }
    }
    return reply ? reply : letter_date;
}

// The page that an inspector would open: the board, or the home page where there is none.
const PageRecord& board_of(const SiteView& site, const std::vector<Letter>& letters) {
    for (const Letter& letter : letters) {
        if (letter.page != nullptr) return *letter.page;
    }
    for (const PageRecord& page : site.facts().pages) {
        if (is_fetched(page) &&
            (page.facts.kind == PageKind::message || page.facts.forms.message)) {
            return page;
        }
    }
    return *site.home();
}

Finding fault(std::string place, std::string problem, std::string amount, const PageRecord& page,
              const std::string& excerpt) {
    Finding finding = make_finding(std::move(place), std::move(problem));
    finding.amount = std::move(amount);
    add_place(finding, page.facts.url);
    add_evidence(finding, evidence_of(page, excerpt));
    return finding;
}

// What keeps "not made public" from being said.
Reason incompleteness(const SiteView& site) {
    if (site.facts().cut_short.code != ReasonCode::none) return site.facts().cut_short;
    // A complaint board of somebody else beside one's own says nothing of one's own.
    if (!has_board(site) && has_board_elsewhere(site))
        return {ReasonCode::ours, "留言栏目在其他域名下"};
    return unread_board(site);
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    std::vector<Letter> letters = letters_of(site);
    std::erase_if(letters, [](const Letter& letter) { return !letter.is_public; });
    const auto is_from_table = [](const Letter& letter) { return letter.page == nullptr; };
    const bool only_imported =
        !letters.empty() && std::all_of(letters.begin(), letters.end(), is_from_table);
    const Reason why = incompleteness(site);
    const bool complete = why.code == ReasonCode::none;
    if (letters.empty() && !complete) return not_measured(why);
    const PageRecord& board = board_of(site, letters);
    if (letters.empty() && (board.facts.needs_rendering || !board.facts.frames.empty())) {
        return not_measured(ReasonCode::ours, "留言栏目由脚本或框架生成，未读出");
    }
    if (letters.empty()) {
        return judged({fault("未公开", "未公开网民留言及答复情况", "undisclosed", board,
                             "全站未见公开的留言及答复")});
    }
    std::vector<Finding> findings;
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const std::optional<Date> newest_reply = newest_reply_of(letters, site.today());
    Coverage coverage{static_cast<std::int64_t>(letters.size()), 0, 0};
    if (newest_reply && *newest_reply < add_months(site.today(), -months)) {
        findings.push_back(fault("未更新", "留言答复" + std::to_string(months) + "个月内未更新",
                                 "stale", board, "最新答复 " + format_date(*newest_reply)));
    } else if (!newest_reply) {
        ++coverage.skipped;
    }
    if (!has_statistics(site)) {
        if (complete && !only_imported) {
            findings.push_back(fault("统计数据", "未公开留言受理反馈情况统计数据", "statistics",
                                     board, "全站未见留言统计"));
        } else {
            ++coverage.skipped;
        }
    }
    Verdict verdict = judged(std::move(findings));
    if (verdict.findings.empty() && !newest_reply) {
        verdict = not_measured(ReasonCode::ours, "留言列表无日期");
    }
    verdict.coverage = coverage;
    return verdict;
}

}  // namespace

SiteRule message_disclosure() {
    return {"message-disclosure", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
