// 安全、泄密事故等严重问题 of an account (indicators.md N1). A machine reads titles and texts of posts:
// certain terms of the ruleset's dictionaries, and topics that have no place on a government's
// account. It proposes; leaks and public outcry it cannot see.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/personal_numbers.h"
#include "audit/posts.h"
#include "audit/presence.h"
#include "audit/rules/list.h"
#include "audit/topics.h"
#include "base/text.h"
#include "wording/matcher.h"
#include "wording/sentence.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kMonths = 12;         // posts so old are looked at
constexpr std::size_t kMaxFindings = 100;    // different terms and topics of one account
constexpr std::size_t kSentenceChars = 60;   // of an excerpt; date and source follow

class Search {
public:
    explicit Search(const AccountInput& input)
        : input_(input), topics_(input.context.ruleset->topic_words) {}

    void read(const Post& post) {
        if (post.title.empty() && post.text.empty()) return;
        ++read_;
        // A line feed parts everything: no term reaches from the title into the text.
        const std::string text = post.title + "\n" + post.text;
        look_for_terms(post, text);
        look_for_topics(post, text);
    }

    Verdict verdict() {
        std::vector<Finding> findings;
        for (auto& [place, finding] : found_) findings.push_back(std::move(finding));
        Verdict verdict =
            findings.empty()
                ? left_to_people(read_ == 0 ? std::string("没有推文标题和正文，需人工查看")
                                            : fmt::format("{}条推文未见严重表述错误和违法有害内容，"
                                                          "泄密和舆情需人工查看",
                                                          read_))
                : judged(std::move(findings));
        verdict.coverage.checked = read_;
        return verdict;
    }

private:
    void look_for_terms(const Post& post, const std::string& text) {
        if (input_.context.wording == nullptr) return;
        if (!scanner_) scanner_.emplace(*input_.context.wording);
        for (const wording::Match& match : scanner_->scan(text, {date_of(post.published_at), {}})) {
            if (match.term->kind != TermKind::certain) continue;
            if (wording::is_spoken_about(text, match.begin, match.end)) continue;
            note("term " + match.term->text,
                 fmt::format("出现严重表述错误：“{}”应为“{}”", match.term->text,
                             match.term->suggestion),
                 post, wording::excerpt_around(text, match.begin, match.end, kSentenceChars));
        }
    }

    void look_for_topics(const Post& post, const std::string& text) {
        const TopicHit hit = topics_.of_text(text, TopicWhere::title);
        const std::int64_t least = input_.rule.threshold("weight", kTopicWeight);
        if (!hit.reaches(least) || hit.topic == kTopicDefaced) return;
        const std::vector<std::string> words(hit.words.begin(), hit.words.end());
        note("topic " + std::string(hit.topic), fmt::format("发布违法有害内容（{}）", hit.topic), post,
             shorten(post.title, kSentenceChars) + "，涉及" + name_some(words));
    }

    void note(const std::string& place, const std::string& problem, const Post& post,
              const std::string& excerpt) {
        if (!found_.contains(place) && found_.size() >= kMaxFindings) return;
        const auto [at, fresh] = found_.try_emplace(place, make_finding(place, problem));
        Finding& finding = at->second;
        finding.count += fresh ? 0 : 1;
        add_place(finding, post.url);
        Evidence evidence = evidence_of(post, input_.context.campaign.as_of);
        evidence.excerpt = format_date(date_of(post.published_at)) + " " +
                           mask_personal_numbers(excerpt) +
                           (post.source.empty() ? "" : "（" + post.source + "）");
        add_evidence(finding, std::move(evidence));
    }

    const AccountInput& input_;
    Topics topics_;
    std::optional<wording::Scanner> scanner_;
    std::map<std::string, Finding> found_;
    std::int64_t read_ = 0;
};

Verdict judge(const AccountInput& input) {
    const Instant as_of = input.context.campaign.as_of;
    const auto months = static_cast<std::int32_t>(input.rule.threshold("months", kMonths));
    const Instant oldest = at(add_months(date_of(as_of), -months));
    Search search(input);
    for (const Post& post : input.account.posts) {
        if (post.published_at >= oldest && post.published_at <= as_of) search.read(post);
    }
    return search.verdict();
}

}  // namespace

AccountRule account_serious_problem() {
    return {"account-serious-problem", kNeedsNothing, judge};
}

}  // namespace mingcha::audit::rules
