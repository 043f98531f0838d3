// Deadlines on facts written as rule cases: the last day that is in order is the day on which the
// rule itself still passes.
#include "audit/deadlines.h"

#include <gtest/gtest.h>

#include "ruleset/load.h"
#include "tests/rules/case_file.h"

namespace mingcha::audit {
namespace {

const Ruleset& luan() {
    static const Ruleset ruleset = *ruleset::load("luan-2021", ruleset::builtin_sources()).ruleset;
    return ruleset;
}

struct Made {
    std::deque<cases::Case> cases;
    std::vector<Deadline> deadlines;
};

// `lines` without name and expectation; as_of is 2021-11-12 18:00.
Made deadlines(const std::string& lines, std::string_view rule, std::string_view today) {
    Made made;
    made.cases = *cases::read_cases("made", "[made]\n" + lines + "expect pass\n", rule);
    const cases::Case& one = made.cases.front();
    AuditContext context = one.context;
    context.ruleset = &luan();
    const Date day = *parse_date(today);
    for (Deadline& each : one.of_account ? deadlines_of(one.account, context, day)
                                         : deadlines_of(one.site, context, day)) {
        // A home page that only leads to columns has a deadline by what they show: its own test.
        const bool of_home = each.kind == DueKind::home_page;
        if (of_home == (rule == "homepage-staleness")) made.deadlines.push_back(std::move(each));
    }
    return made;
}

std::string listing(const Made& made) {
    std::string text;
    for (const Deadline& each : made.deadlines) {
        text += std::string(to_string(each.kind)) + " " + each.what + " " + each.rule + " " +
                format_date(each.last_day) + " " + std::to_string(each.days_left) + "\n";
    }
    return text;
}

TEST(Deadlines, OfColumnsByTheLimitOfTheirClass) {
    const Made made = deadlines(
        "page / home\n"
        "columns 动态 1 news 2021-10-31\n"
        "columns 公告 1 notices 2021-05-12\n"
        "columns 统计 1 other 2020-12-01\n",
        "core-column-staleness", "2021-11-12");
    EXPECT_EQ(listing(made),
              "栏目 公告1 core-column-staleness 2021-11-12 0\n"
              "栏目 动态1 core-column-staleness 2021-11-14 2\n"
              "栏目 统计1 column-staleness 2021-12-01 19\n");
    EXPECT_EQ(format_date(*made.deadlines[1].since), "2021-10-31");
    EXPECT_EQ(made.deadlines[1].url, "http://www.qinghe.gov.cn/动态1/");
}

TEST(Deadlines, WaitForTheEndOfAnExemption) {
    const std::string facts =
        "page / home\n"
        "columns 动态 1 news 2021-10-31\n"
        "columns 公告 1 notices 2021-05-12\n";
    const std::string excused =
        "exempt core-column-staleness | 动态1 | 2021-10-01 | 2021-12-31 | 2021-09-30\n";
    EXPECT_EQ(listing(deadlines(facts + excused, "core-column-staleness", "2021-11-12")),
              "栏目 公告1 core-column-staleness 2021-11-12 0\n"
              "栏目 动态1 core-column-staleness 2021-12-31 49\n");
    // Another column's, or one that is over, moves nothing.
    const std::string over =
        "exempt core-column-staleness | 动态1 | 2021-10-01 | 2021-11-11 | 2021-09-30\n";
    EXPECT_EQ(listing(deadlines(facts + over, "core-column-staleness", "2021-11-12")),
              "栏目 公告1 core-column-staleness 2021-11-12 0\n"
              "栏目 动态1 core-column-staleness 2021-11-14 2\n");
}

TEST(Deadlines, AreNegativeOnceOver) {
    const Made made = deadlines("page / home\ncolumns 动态 1 news 2021-10-28\n",
                                "core-column-staleness", "2021-11-12");
    ASSERT_EQ(made.deadlines.size(), 1U);
    EXPECT_EQ(made.deadlines[0].days_left, -1);
}

// 31 October less six months is 30 April: an item of that day is still fresh then.
TEST(Deadlines, ReckonMonthsAsTheRulesDo) {
    const Made made = deadlines("page / home\ncolumns 公告 1 notices 2021-04-30\n",
                                "core-column-staleness", "2021-10-20");
    ASSERT_EQ(made.deadlines.size(), 1U);
    EXPECT_EQ(format_date(made.deadlines[0].last_day), "2021-10-31");
    EXPECT_EQ(made.deadlines[0].days_left, 11);
}

TEST(Deadlines, OfBlankAndScriptedColumnsAreNone) {
    const Made made =
        deadlines("page / home\ncolumns 动态 1 news blank\ncolumns 要闻 1 news scripted\n",
                  "core-column-staleness", "2021-11-12");
    EXPECT_EQ(listing(made), "");
}

TEST(Deadlines, OfTheHomePageByItsNewestItem) {
    const Made made =
        deadlines("page / home\n  item 清河县召开工作会议 | /art/1.html | 2021-11-01\n",
                  "homepage-staleness", "2021-11-12");
    EXPECT_EQ(listing(made), "首页 清河县召开工作会议 homepage-staleness 2021-11-15 3\n");
}

TEST(Deadlines, OfAHomePageThatOnlyLeadsOnByItsColumns) {
    const Made made = deadlines("page / home\ncolumns 公告 1 notices 2021-11-02\n",
                                "homepage-staleness", "2021-11-12");
    ASSERT_EQ(made.deadlines.size(), 1U);
    EXPECT_EQ(format_date(made.deadlines[0].last_day), "2021-11-16");
}

// Asked on Friday the 5th: Monday the 8th is the first working day, Friday the 12th the fifth.
TEST(Deadlines, OfQuestionsWithoutReply) {
    const Made made = deadlines("page / home\nquestion 2021-11-05T09:00:00+08:00\n",
                                "simple-question-5wd", "2021-11-10");
    EXPECT_EQ(listing(made),
              "提问 如何办理居住证 simple-question-1wd 2021-11-08 -2\n"
              "提问 如何办理居住证 simple-question-5wd 2021-11-12 2\n");
}

TEST(Deadlines, EndWithTheReply) {
    const std::string asked =
        "page / home\nquestion 2021-11-05T09:00:00+08:00 2021-11-05T15:00:00+08:00";
    EXPECT_EQ(listing(deadlines(asked + "\n", "simple-question-5wd", "2021-11-10")), "");
    EXPECT_NE(listing(deadlines(asked + " n\n", "simple-question-5wd", "2021-11-10")), "");
}

TEST(Deadlines, OfLettersWithoutAnswer) {
    const Made made = deadlines("page / home\nletter 县长信箱 | 路灯不亮 | 2021-08-20 |\n",
                                "message-neglect", "2021-11-12");
    EXPECT_EQ(listing(made), "留言 路灯不亮 message-neglect 2021-11-20 8\n");
}

TEST(Deadlines, OfAnAccountByItsNewestPost) {
    const Made made = deadlines("account name=清河发布\npost 2021-10-20\npost 2021-11-02\n",
                                "account-staleness", "2021-11-12");
    EXPECT_EQ(listing(made), "账号 清河发布 account-staleness 2021-11-16 4\n");
}

}  // namespace
}  // namespace mingcha::audit
