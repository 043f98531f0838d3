#include "workflow/share.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace mingcha::workflow {
namespace {

std::vector<Piece> pieces(int count, int counties) {
    std::vector<Piece> made;
    for (int i = 0; i < count; ++i) {
        made.push_back({std::to_string(i), "单位" + std::to_string(i),
                        "3415" + std::to_string(i % counties), i % 3 == 0 ? "portal" : "微信订阅号",
                        1 + i % 4});
    }
    return made;
}

std::vector<Inspector> people(int count) {
    std::vector<Inspector> made;
    for (int i = 0; i < count; ++i) made.push_back({"检查员" + std::to_string(i), "", ""});
    return made;
}

std::map<std::string, std::int64_t> lines_of(const std::vector<Assignment>& plan,
                                             const std::vector<Piece>& all) {
    std::map<std::string, std::int64_t> lines;
    for (std::size_t i = 0; i < plan.size(); ++i) lines[plan[i].inspector] += all[i].lines;
    return lines;
}

TEST(Share, GivesEachPieceToOnePersonAndIsTheSameAgain) {
    const auto all = pieces(268, 7);
    const auto plan = share_out(all, people(5), ShareBy::random, 3, {});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(plan->at(i).target, all[i].target);
    const auto again = share_out(all, people(5), ShareBy::random, 3, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(plan->at(i).inspector, again->at(i).inspector);
    }
}

TEST(Share, IsEven) {
    const auto all = pieces(268, 7);
    for (const ShareBy by : {ShareBy::random, ShareBy::county, ShareBy::kind}) {
        const auto plan = share_out(all, people(5), by, 3, {});
        ASSERT_TRUE(plan);
        std::int64_t sum = 0;
        for (const Piece& piece : all) sum += piece.lines;
        for (const auto& [name, lines] : lines_of(*plan, all)) {
            EXPECT_LE(lines * 100, sum * (kEvenPercent + 10) / 5) << static_cast<int>(by) << name;
            EXPECT_GE(lines * 100, sum * 60 / 5) << static_cast<int>(by) << name;
        }
    }
}

TEST(Share, KeepsACountyTogetherWhereThatIsEven) {
    const auto all = pieces(280, 14);
    const auto plan = share_out(all, people(5), ShareBy::county, 1, {});
    ASSERT_TRUE(plan);
    std::map<std::string, std::set<std::string>> by_county;
    for (std::size_t i = 0; i < all.size(); ++i) {
        by_county[all[i].division].insert(plan->at(i).inspector);
    }
    std::size_t split = 0;
    for (const auto& [county, names] : by_county) split += names.size() > 1 ? 1 : 0;
    EXPECT_LE(split, 2U);
}

TEST(Share, SplitsACountyThatIsTooMuchForOne) {
    const auto all = pieces(100, 1);
    const auto plan = share_out(all, people(4), ShareBy::county, 1, {});
    ASSERT_TRUE(plan);
    EXPECT_EQ(lines_of(*plan, all).size(), 4U);
}

TEST(Share, NeverGivesAnybodyHisOwnUnitOrAnotherCounty) {
    auto all = pieces(40, 4);
    for (Piece& piece : all) piece.unit = piece.target == "7" ? "某局" : piece.unit;
    auto who = people(3);
    who[0].unit = "某局";
    who[1].divisions = "34151|34152";
    const auto plan = share_out(all, who, ShareBy::random, 9, {});
    ASSERT_TRUE(plan);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].target == "7") {
            EXPECT_NE(plan->at(i).inspector, who[0].name);
        }
        if (plan->at(i).inspector == who[1].name) {
            EXPECT_TRUE(all[i].division == "34151" || all[i].division == "34152");
        }
    }
}

TEST(Share, NamesWhatNobodyMayTake) {
    auto all = pieces(3, 3);
    auto who = people(1);
    who[0].divisions = "34150";
    const auto plan = share_out(all, who, ShareBy::random, 1, {});
    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().where.find("1"), std::string::npos);
    EXPECT_NE(plan.error().what.find("2 个对象"), std::string::npos);
    EXPECT_FALSE(share_out(all, {}, ShareBy::random, 1, {}));
}

TEST(Share, CountsWhatPeopleHaveAlready) {
    const auto all = pieces(20, 2);
    const auto plan = share_out(all, people(2), ShareBy::random, 1, {{"检查员0", 1'000}});
    ASSERT_TRUE(plan);
    EXPECT_EQ(lines_of(*plan, all).count("检查员0"), 0U);
}

TEST(SpotChecks, GoToSomebodyElse) {
    const auto all = pieces(200, 5);
    const auto first = share_out(all, people(3), ShareBy::county, 1, {});
    ASSERT_TRUE(first);
    const auto second = draw_spot_checks(all, *first, people(3), 10, 42);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->size(), 20U);
    std::map<std::string, std::string> had;
    for (const Assignment& each : *first) had[each.target] = each.inspector;
    for (const Assignment& each : *second) {
        EXPECT_TRUE(each.spot);
        EXPECT_NE(had[each.target], each.inspector);
    }
    const auto other = draw_spot_checks(all, *first, people(3), 10, 43);
    ASSERT_TRUE(other);
    bool same = true;
    for (std::size_t i = 0; i < other->size(); ++i) {
        same = same && other->at(i).target == second->at(i).target;
    }
    EXPECT_FALSE(same) << "another seed draws others";
    EXPECT_FALSE(draw_spot_checks(all, *first, people(1), 10, 42)) << "nobody else is there";
}

HandVerdict word(const std::string& target, HandOutcome outcome, bool spot) {
    HandVerdict made;
    made.target = target;
    made.rule = "site-search";
    made.outcome = outcome;
    made.spot = spot;
    return made;
}

TEST(Agreement, ComparesWhatBothDecided) {
    const auto agreement =
        agreement_of({word("1", HandOutcome::pass, false), word("1", HandOutcome::pass, true),
                      word("2", HandOutcome::pass, false), word("2", HandOutcome::fault, true),
                      word("3", HandOutcome::pass, false), word("4", HandOutcome::pass, true)});
    EXPECT_EQ(agreement.compared, 2);
    EXPECT_EQ(agreement.same, 1);
    ASSERT_EQ(agreement.differing.size(), 1U);
    EXPECT_EQ(agreement.differing[0].target, "2");
}

}  // namespace
}  // namespace mingcha::workflow
