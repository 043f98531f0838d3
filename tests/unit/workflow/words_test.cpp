#include "workflow/words.h"

#include <gtest/gtest.h>

namespace mingcha::workflow {
namespace {

HandVerdict word(HandOutcome outcome, const std::string& problem = {}, bool spot = false) {
    HandVerdict made;
    made.target = "9900000001";
    made.rule = "blank-columns";
    made.outcome = outcome;
    made.problem = problem;
    made.by = "甲";
    made.spot = spot;
    return made;
}

std::vector<std::string> standing(const std::vector<HandVerdict>& log) {
    std::vector<std::string> out;
    for (const HandVerdict& each : standing_words(log)) {
        out.push_back(std::string(to_string(each.outcome)) + " " + each.problem +
                      (each.spot ? "spot" : ""));
    }
    return out;
}

using Texts = std::vector<std::string>;

TEST(Words, OfOneRuleTheLastStands) {
    EXPECT_EQ(standing({word(HandOutcome::pass), word(HandOutcome::unable)}), Texts{"unable "});
}

TEST(Words, SeveralFaultsStandSideBySide) {
    EXPECT_EQ(
        standing({word(HandOutcome::fault, "甲栏空白"), word(HandOutcome::fault, "乙栏空白")}),
        (Texts{"fault 甲栏空白", "fault 乙栏空白"}));
}

TEST(Words, TheSameFaultAgainIsOne) {
    HandVerdict again = word(HandOutcome::fault, "甲栏空白");
    again.count = 3;
    const auto left = standing_words({word(HandOutcome::fault, "甲栏空白"), again});
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].count, 3);
}

TEST(Words, PassTakesFaultsBackAndAFaultTakesPassBack) {
    EXPECT_EQ(standing({word(HandOutcome::fault, "甲栏空白"), word(HandOutcome::fault, "乙栏空白"),
                        word(HandOutcome::pass)}),
              Texts{"pass "});
    EXPECT_EQ(standing({word(HandOutcome::fault, "甲栏空白"), word(HandOutcome::pass),
                        word(HandOutcome::fault, "乙栏空白")}),
              Texts{"fault 乙栏空白"});
}

TEST(Words, OfOtherRulesTargetsAndLooksStayApart) {
    HandVerdict other = word(HandOutcome::pass);
    other.rule = "site-search";
    HandVerdict elsewhere = word(HandOutcome::pass);
    elsewhere.target = "9900000002";
    EXPECT_EQ(standing({word(HandOutcome::fault, "甲栏空白"), other, elsewhere,
                        word(HandOutcome::pass, "", true)})
                  .size(),
              4U);
}

TEST(Words, AskForWhatMakesThemWorthSomething) {
    EXPECT_TRUE(check_word(word(HandOutcome::pass)));
    EXPECT_FALSE(check_word(word(HandOutcome::fault)));
    EXPECT_TRUE(check_word(word(HandOutcome::fault, "甲栏空白")));
    EXPECT_FALSE(check_word(word(HandOutcome::unable)));
    HandVerdict excused = word(HandOutcome::not_applicable);
    excused.reason = "没有对外服务";
    EXPECT_TRUE(check_word(excused));
    HandVerdict priced = word(HandOutcome::fault, "甲栏空白");
    priced.points = Points::whole(3);
    EXPECT_FALSE(check_word(priced));
    HandVerdict nameless = word(HandOutcome::pass);
    nameless.by = " ";
    EXPECT_FALSE(check_word(nameless));
    HandVerdict none = word(HandOutcome::fault, "甲栏空白");
    none.count = 0;
    EXPECT_FALSE(check_word(none));
    EXPECT_FALSE(check_word(word(HandOutcome::fault, std::string(kMaxProblemChars + 1, 'x'))));
}

TEST(Captures, StandUntilTheyAreTakenBack) {
    Capture first, second, note, back;
    first.number = 1;
    first.picture = "pictures/a.jpg";
    second.number = 2;
    second.picture = "pictures/b.jpg";
    note.number = 3;
    note.remark = "停更";
    back.number = 4;
    back.withdraws = 1;
    const auto standing = standing_captures({first, second, note, back});
    ASSERT_EQ(standing.size(), 2U);
    EXPECT_EQ(standing[0].number, 2);
    EXPECT_EQ(standing[1].number, 3);
}

}  // namespace
}  // namespace mingcha::workflow
