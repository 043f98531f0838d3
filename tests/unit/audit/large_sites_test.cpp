// Sites of a size that nobody expects: bounded work.
#include <gtest/gtest.h>

#include <chrono>
#include <deque>

#include "audit/engine.h"

namespace mingcha::audit {
namespace {

// Generous: a debug build on a busy machine. What grows with the square of its input takes hours.
constexpr std::chrono::seconds kBounded{60};
constexpr int kLetters = 10'000;

TEST(LargeSites, TenThousandLettersAreJudged) {
    std::deque<std::string> texts;
    Ruleset ruleset;
    for (const char* id : {"message-neglect", "message-disclosure", "reply-timeliness"}) {
        Rule rule;
        rule.id = id;
        rule.scope = Scope::site;
        ruleset.rules.push_back(rule);
    }
    AuditContext context;
    context.ruleset = &ruleset;
    context.campaign.id = "2021Q4";
    context.campaign.as_of = *parse_instant("2021-11-12T18:00:00+08:00");
    SiteFacts facts;
    facts.site.site_code = "4199990001";
    facts.site.url = "http://www.qinghe.gov.cn/";
    facts.site.kind = SiteKind::portal;
    facts.visited = true;
    PageRecord home;
    home.facts.url = "http://www.qinghe.gov.cn/";
    home.facts.kind = PageKind::home;
    facts.pages.push_back(home);
    // 100 pages of 100 letters each; every hundredth letter waits since May.
    for (int page = 0; page < kLetters / 100; ++page) {
        PageRecord list;
        list.facts.url = texts.emplace_back("http://www.qinghe.gov.cn/xzxx/index_" +
                                            std::to_string(page) + ".html");
        list.facts.kind = PageKind::message;
        list.facts.column_name = "县长信箱";
        for (int i = 0; i < 100; ++i) {
            MessageEntry entry;
            entry.title = texts.emplace_back("第" + std::to_string(page * 100 + i) + "封来信");
            entry.url = texts.emplace_back("http://www.qinghe.gov.cn/xzxx/" +
                                           std::to_string(page * 100 + i) + ".html");
            entry.asked_at = PrintedDate{*make_date(2021, 5, 1 + i % 28)};
            entry.reply = i == 0 ? ReplyState::open : ReplyState::answered;
            list.facts.messages.push_back(entry);
        }
        facts.pages.push_back(std::move(list));
    }
    const auto began = std::chrono::steady_clock::now();
    const std::vector<Verdict> verdicts = judge_site(facts, context);
    EXPECT_LT(std::chrono::steady_clock::now() - began, kBounded);
    ASSERT_EQ(verdicts.size(), 3U);
    ASSERT_EQ(verdicts[0].findings.size(), 1U);
    EXPECT_EQ(verdicts[0].findings[0].count, kLetters / 100);
    EXPECT_EQ(verdicts[0].coverage.checked, kLetters);
    EXPECT_LE(verdicts[0].findings[0].evidence.size(), 20U);
}

}  // namespace
}  // namespace mingcha::audit
