// 办理答复: 简单常见问题咨询5个工作日内未答复；答复质量不高、推诿敷衍 (indicators.md A2). The five
// days are timed by simple-question-5wd, which is charged here; this file proposes replies that say
// nothing, on the boards of the site and to the question that was asked.
#include <algorithm>

#include "audit/address.h"
#include "audit/presence.h"
#include "audit/replies.h"
#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kMonths = 12;

struct Kinds {
    Finding evasive = make_finding("evasive", "答复推诿敷衍");
    Finding astray = make_finding("astray", "答非所问");
    std::int64_t checked = 0;
};

void show(Finding& finding, const PageRecord& page, std::string_view reply) {
    add_place(finding, page.facts.url);
    add_evidence(finding, evidence_of(page, "《" + std::string(page.facts.title) + "》答复：" +
                                                std::string(reply)));
}

// The day a letter was written; letters of other years tell nothing of today's answers.
bool is_recent(const PageFacts& facts, Date from) {
    if (facts.publish_date) return facts.publish_date->date >= from;
    return std::any_of(facts.messages.begin(), facts.messages.end(), [&](const auto& entry) {
        return entry.asked_at && entry.asked_at->date >= from;
    });
}

void read_letters(const SiteView& site, Date from, Kinds& kinds) {
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        if (!is_fetched(page) || facts.kind != PageKind::message || !is_recent(facts, from)) {
            continue;
        }
        const std::optional<LetterText> text = letter_text(facts.main_text);
        if (!text) continue;
        ++kinds.checked;
        const std::string_view title =
            facts.messages.size() == 1 && !facts.messages.front().title.empty()
                ? facts.messages.front().title
                : facts.title;
        if (is_evasive(text->reply)) {
            show(kinds.evasive, page, text->reply);
        } else if (answers_something_else(text->reply, title, text->question)) {
            show(kinds.astray, page, text->reply);
        }
    }
}

void read_questions(const SiteView& site, Kinds& kinds) {
    for (const Interaction& question : site.facts().interactions) {
        if (!question.replied_at || *question.replied_at > site.as_of()) continue;
        if (question.reply_excerpt.empty()) continue;
        ++kinds.checked;
        if (!is_evasive(question.reply_excerpt)) continue;
        Evidence evidence;
        evidence.at = *question.replied_at;
        evidence.excerpt = "提问“" + question.question + "”，答复：" +
                           shorten(single_spaces(question.reply_excerpt), kMaxExcerptChars);
        if (!question.source.empty()) evidence.excerpt += "（" + question.source + "）";
        add_evidence(kinds.evasive, std::move(evidence));
    }
}

Verdict judge(const SiteInput& input) {
    const SiteView& site = input.site;
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    Kinds kinds;
    read_letters(site, add_months(site.today(), -months), kinds);
    read_questions(site, kinds);
    std::vector<Finding> findings;
    for (Finding* finding : {&kinds.evasive, &kinds.astray}) {
        if (!finding->evidence.empty()) findings.push_back(std::move(*finding));
    }
    if (kinds.checked == 0) return left_to_people("未读出答复全文，答复质量需人工检查");
    Verdict verdict = judged(std::move(findings));
    verdict.coverage.checked = kinds.checked;
    return verdict;
}

}  // namespace

SiteRule reply_timeliness() {
    return {"reply-timeliness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
