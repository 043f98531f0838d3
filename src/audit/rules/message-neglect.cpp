// 监测时间点前1年内，对网民留言应及时答复处理的政务咨询类栏目存在超过3个月未回应有效留言的现象
// (indicators.md W5.2). Only letters that are known to be without a reply count.
#include <map>
#include <set>

#include "audit/messages.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

// Letters of one board, each place once.
struct Board {
    Finding finding;
    std::set<std::string> places;
};

void show(Board& board, const Letter& letter, const SiteView& site) {
    Finding& finding = board.finding;
    const std::string excerpt =
        format_date(*letter.asked) + " “" + std::string(letter.title) + "”未见答复";
    ++finding.count;
    if (letter.page != nullptr) {
        const std::string_view url = letter.url.empty() ? letter.page->facts.url : letter.url;
        const PageRecord* own = site.page_at(url);
        const PageRecord& page = own != nullptr && is_fetched(*own) ? *own : *letter.page;
        for (std::string_view place : {url, letter.page->facts.url}) {
            if (board.places.emplace(place).second) finding.places.emplace_back(place);
        }
        add_evidence(finding, evidence_of(page, excerpt));
        return;
    }
    Evidence evidence;
    evidence.at = site.as_of();
    evidence.excerpt = excerpt + "（" + std::string(letter.source) + "）";
    add_evidence(finding, std::move(evidence));
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const LetterLimits limits = letter_limits(input.rule);
    const Date overdue = add_months(site.today(), -limits.months);
    const Date oldest = add_months(site.today(), -limits.window_months);
    const std::vector<Letter> letters = letters_of(site);
    std::map<std::string, Board> by_board;
    Coverage coverage;
    for (const Letter& letter : letters) {
        if (!letter.asked || *letter.asked < oldest || *letter.asked > site.today()) continue;
        if (*letter.asked >= overdue) {
            ++coverage.checked;
            continue;
        }
        if (letter.reply == ReplyState::unknown) {
            ++coverage.skipped;
            continue;
        }
        ++coverage.checked;
        if (letter.reply == ReplyState::answered) continue;
        const auto [at, fresh] = by_board.try_emplace(name_key(letter.column));
        if (fresh) {
            at->second.finding = make_finding("board|" + at->first, "");
            at->second.finding.count = 0;
        }
        show(at->second, letter, site);
    }
    std::vector<Finding> findings;
    for (auto& [board, entry] : by_board) {
        Finding& finding = entry.finding;
        finding.problem = "超过3个月未回应有效留言" + std::to_string(finding.count) + "条";
        if (!board.empty()) finding.problem = "“" + board + "”" + finding.problem;
        findings.push_back(std::move(finding));
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = coverage;
    if (!verdict.findings.empty()) return verdict;
    if (const Reason unread = unread_board(site); unread.code != ReasonCode::none) {
        verdict = not_measured(unread);
        verdict.coverage = coverage;
        return verdict;
    }
    if (const Reason unread = unread_pages(site, oldest); unread.code != ReasonCode::none) {
        verdict = not_measured(unread);
        verdict.coverage = coverage;
        return verdict;
    }
    if (coverage.checked > 0) return verdict;
    if (coverage.skipped > 0) return not_measured(ReasonCode::ours, "留言列表不显示答复情况");
    if (site.home() == nullptr) return not_measured(site.home_problem());
    if (site.facts().cut_short.code != ReasonCode::none) {
        return not_measured(site.facts().cut_short);
    }
    // No letter of the last year: nothing was neglected, where a board was seen at all.
    if (has_board(site)) return verdict;
    return not_measured(ReasonCode::ours, has_board_elsewhere(site) ? "留言栏目在其他域名下"
                                                                    : "未识别出政务咨询类栏目");
}

}  // namespace

SiteRule message_neglect() {
    return {"message-neglect", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
