// Demands as tasks: due, done with proof, overdue; what a step asks for.
#include "ledger/demands.h"

#include <gtest/gtest.h>

namespace mingcha::ledger {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

Demand demand() {
    return {"d1", "Q3", "整改报告", day("2031-03-24"), {"甲局", "乙局", "丙局"}, "张三", {}};
}

DemandStep step(DemandAction action, const char* unit, const char* on) {
    DemandStep made;
    made.demand = "d1";
    made.unit = unit;
    made.action = action;
    made.on = day(on);
    made.by = "张三";
    made.logged_at = at(day("2031-05-01"));
    if (action == DemandAction::done) made.proof = "甲局〔2031〕5号";
    if (action != DemandAction::done) made.note = "写得不实";
    return made;
}

std::string refusal(const std::vector<DemandStep>& before, const DemandStep& next) {
    const auto taken = next_step(demand(), before, next);
    return taken ? std::string() : taken.error().text();
}

TEST(Demands, TheDueDayItselfIsInTime) {
    const std::vector<DemandStep> steps{step(DemandAction::done, "甲局", "2031-03-24"),
                                        step(DemandAction::done, "乙局", "2031-03-25")};
    const auto tasks = tasks_of(demand(), steps, day("2031-03-25"));
    EXPECT_EQ(tasks[0].state, TaskState::done);
    EXPECT_EQ(tasks[1].state, TaskState::late);
    EXPECT_EQ(tasks[2].state, TaskState::overdue);
    const DemandCount count = count_tasks(tasks);
    EXPECT_EQ(count.units, 3);
    EXPECT_EQ(count.done + count.late + count.overdue + count.open + count.excused, count.units);
}

TEST(Demands, LaterStepsAreNoneYet) {
    const std::vector<DemandStep> steps{step(DemandAction::done, "甲局", "2031-03-20")};
    EXPECT_EQ(tasks_of(demand(), steps, day("2031-03-19"))[0].state, TaskState::open);
    EXPECT_EQ(tasks_of(demand(), steps, day("2031-03-20"))[0].state, TaskState::done);
    EXPECT_EQ(tasks_of(demand(), {}, day("2031-03-24"))[0].state, TaskState::open);
}

TEST(Demands, ReopenedIsOpenAgain) {
    std::vector<DemandStep> steps{step(DemandAction::done, "甲局", "2031-03-20"),
                                  step(DemandAction::reopened, "甲局", "2031-03-22")};
    EXPECT_EQ(tasks_of(demand(), steps, day("2031-03-22"))[0].state, TaskState::open);
    EXPECT_EQ(tasks_of(demand(), steps, day("2031-03-25"))[0].state, TaskState::overdue);
    steps.push_back(step(DemandAction::excused, "甲局", "2031-03-26"));
    EXPECT_EQ(tasks_of(demand(), steps, day("2031-03-26"))[0].state, TaskState::excused);
}

TEST(Demands, AStepAsksForWhatItNeeds) {
    DemandStep bare = step(DemandAction::done, "甲局", "2031-03-20");
    bare.proof = " ";
    EXPECT_NE(refusal({}, bare).find("--proof"), std::string::npos);
    DemandStep unexplained = step(DemandAction::excused, "甲局", "2031-03-20");
    unexplained.note.clear();
    EXPECT_NE(refusal({}, unexplained).find("--reason"), std::string::npos);
    EXPECT_NE(refusal({}, step(DemandAction::done, "丁局", "2031-03-20")).find("没有布置"),
              std::string::npos);
    EXPECT_NE(refusal({}, step(DemandAction::done, "甲局", "2031-05-02")).find("还没有到"),
              std::string::npos);
    EXPECT_NE(refusal({}, step(DemandAction::reopened, "甲局", "2031-03-20")).find("尚未办结"),
              std::string::npos);
    const auto first = next_step(demand(), {}, step(DemandAction::done, "甲局", "2031-03-20"));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->number, 1);
    EXPECT_NE(refusal({*first}, step(DemandAction::done, "甲局", "2031-03-21")).find("退回"),
              std::string::npos);
    EXPECT_NE(refusal({*first}, step(DemandAction::reopened, "甲局", "2031-03-19")).find("早于"),
              std::string::npos);
    const auto second =
        next_step(demand(), {*first}, step(DemandAction::reopened, "甲局", "2031-03-21"));
    ASSERT_TRUE(second);
    EXPECT_EQ(second->number, 2);
}

}  // namespace
}  // namespace mingcha::ledger
