#include "workflow/cases.h"

#include <gtest/gtest.h>

namespace mingcha::workflow {
namespace {

const Instant kDay = *parse_instant("2021-11-20T09:00:00+08:00");

CaseStep step(CaseEvent event, const std::string& by, std::int64_t hours = 0) {
    CaseStep made;
    made.finding = "f1";
    made.event = event;
    made.by = by;
    made.text = "写明了理由";
    made.at = made.logged_at = Instant{kDay.seconds + hours * 3600};
    return made;
}

// The case after these steps, all of which must be possible.
Case after(const std::vector<CaseStep>& steps) {
    Case each;
    for (const CaseStep& one : steps) {
        auto next = take(each, one);
        EXPECT_TRUE(next) << next.error().text();
        if (next) each = *next;
    }
    return each;
}

bool refuses(const Case& each, const CaseStep& one) {
    return !take(each, one).has_value();
}

// Who does each step in the tables below: nobody decides on his own matter.
const char* actor(CaseEvent event) {
    return event == CaseEvent::objected || event == CaseEvent::replied ||
                   event == CaseEvent::withdrawn
               ? "单位"
               : "检查员";
}

CaseStep usual(CaseEvent event) {
    CaseStep made = step(event, actor(event), 100);
    if (event == CaseEvent::extended) made.due = *parse_date("2030-01-01");
    return made;
}

struct Row {
    const char* name;
    std::vector<CaseEvent> before;
    std::vector<CaseEvent> possible;
};

// The whole machine: every state × every event.
TEST(Cases, TakeExactlyTheStepsOfTheirState) {
    using E = CaseEvent;
    const std::vector<E> all{E::objected, E::accepted, E::rejected, E::withdrawn, E::replied,
                             E::mended,   E::returned, E::extended, E::looked};
    const std::vector<Row> table{
        {"fresh", {}, {E::objected, E::replied, E::mended, E::extended, E::looked}},
        {"objected",
         {E::objected},
         {E::accepted, E::rejected, E::withdrawn, E::replied, E::mended, E::extended, E::looked}},
        {"accepted", {E::objected, E::accepted}, {}},
        {"rejected", {E::objected, E::rejected}, {E::replied, E::mended, E::extended, E::looked}},
        {"withdrawn",
         {E::objected, E::withdrawn},
         {E::objected, E::replied, E::mended, E::extended, E::looked}},
        {"replied", {E::replied}, {E::objected, E::mended, E::returned, E::extended, E::looked}},
        {"returned",
         {E::replied, E::returned},
         {E::objected, E::replied, E::mended, E::extended, E::looked}},
        {"mended", {E::replied, E::mended}, {E::objected}},
    };
    for (const Row& row : table) {
        std::vector<CaseStep> steps;
        for (const E event : row.before) steps.push_back(usual(event));
        const Case each = after(steps);
        for (const E event : all) {
            const bool possible =
                std::find(row.possible.begin(), row.possible.end(), event) != row.possible.end();
            EXPECT_EQ(!refuses(each, usual(event)), possible)
                << row.name << " then " << to_string(event);
        }
    }
}

TEST(Cases, NobodyDecidesOnWhatHeBrought) {
    const Case objected = after({step(CaseEvent::objected, "甲")});
    EXPECT_TRUE(refuses(objected, step(CaseEvent::accepted, "甲")));
    EXPECT_FALSE(refuses(objected, step(CaseEvent::accepted, "乙")));
    const Case replied = after({step(CaseEvent::replied, "甲")});
    EXPECT_TRUE(refuses(replied, step(CaseEvent::mended, "甲")));
    EXPECT_FALSE(refuses(replied, step(CaseEvent::mended, "乙")));
}

TEST(Cases, WhoWroteALetterDownMayDecideOnIt) {
    CaseStep letter = step(CaseEvent::objected, "检查员");
    letter.on_behalf = "某局";
    const Case each = after({letter});
    EXPECT_EQ(brought_by(each), "某局");
    EXPECT_FALSE(refuses(each, step(CaseEvent::rejected, "检查员")));
}

TEST(Cases, AskForAReasonAndAName) {
    CaseStep silent = step(CaseEvent::objected, "甲");
    silent.text = "  ";
    EXPECT_TRUE(refuses({}, silent));
    CaseStep nameless = step(CaseEvent::objected, " ");
    EXPECT_TRUE(refuses({}, nameless));
    CaseStep endless = step(CaseEvent::objected, "甲");
    endless.text = std::string(3 * (kMaxCaseText + 1), 'x');
    EXPECT_TRUE(refuses({}, endless));
    CaseStep seen = step(CaseEvent::mended, "乙");
    seen.text.clear();
    EXPECT_TRUE(refuses({}, seen));
    seen.proof = "pictures/1.png";
    EXPECT_FALSE(refuses({}, seen));
}

TEST(Cases, GoForwardInTime) {
    const Case each = after({step(CaseEvent::replied, "甲", 5)});
    EXPECT_TRUE(refuses(each, step(CaseEvent::mended, "乙", 4)));
    EXPECT_FALSE(refuses(each, step(CaseEvent::mended, "乙", 5)));
}

TEST(Cases, AreNoEndlessList) {
    Case each;
    each.steps.resize(kMaxCaseSteps);
    EXPECT_TRUE(refuses(each, step(CaseEvent::objected, "甲")));
}

TEST(Cases, DueDaysMoveBackOnly) {
    CaseStep extend = step(CaseEvent::extended, "乙");
    EXPECT_TRUE(refuses({}, extend));  // no day
    extend.due = *parse_date("2021-12-31");
    const Case each = after({extend});
    EXPECT_EQ(due_of(each, parse_date("2021-12-24").value()), *parse_date("2021-12-31"));
    EXPECT_EQ(due_of(each, parse_date("2022-01-24").value()), *parse_date("2022-01-24"));
    EXPECT_EQ(due_of({}, std::nullopt), std::nullopt);
    EXPECT_TRUE(refuses(each, extend));
    extend.due = *parse_date("2022-01-10");
    EXPECT_FALSE(refuses(each, extend));
}

TEST(Cases, SayHowUrgentTheyAre) {
    const Date due = *parse_date("2021-12-24");
    const Case open;
    EXPECT_EQ(urgency_of(open, due, due - 1), Urgency::in_time);
    EXPECT_EQ(urgency_of(open, due, due), Urgency::due_today);
    EXPECT_EQ(urgency_of(open, due, due + 1), Urgency::overdue);
    EXPECT_EQ(urgency_of(open, std::nullopt, due), Urgency::undated);
    // A reply is no mending: it was not looked at yet.
    EXPECT_EQ(urgency_of(after({step(CaseEvent::replied, "甲")}), due, due + 1), Urgency::overdue);
    EXPECT_EQ(urgency_of(after({step(CaseEvent::mended, "乙")}), due, due + 9), Urgency::done);
    EXPECT_EQ(urgency_of(after({step(CaseEvent::objected, "甲"), step(CaseEvent::accepted, "乙")}),
                         due, due + 9),
              Urgency::done);
}

TEST(Cases, AreReadFromStepsInAnyOrderOfFindings) {
    CaseStep other = step(CaseEvent::replied, "丙");
    other.finding = "f2";
    other.number = 1;
    CaseStep first = step(CaseEvent::objected, "甲");
    first.number = 1;
    CaseStep second = step(CaseEvent::rejected, "乙", 1);
    second.number = 2;
    const auto cases = cases_of({second, other, first});
    ASSERT_TRUE(cases) << cases.error().text();
    ASSERT_EQ(cases->size(), 2U);
    EXPECT_EQ(cases->at(0).objection, ObjectionState::rejected);
    EXPECT_EQ(cases->at(1).mend, MendState::replied);
    // A decision on nothing: the store is damaged, and says so.
    EXPECT_FALSE(cases_of({second}));
}

TEST(Round, HasFourStages) {
    EXPECT_EQ(stage_of(std::nullopt, kDay), RoundStage::initial);
    DraftRound round;
    round.until = date_of(kDay);
    EXPECT_EQ(stage_of(round, end_of(round.until)), RoundStage::feedback);
    EXPECT_EQ(stage_of(round, at(round.until + 1)), RoundStage::review);
    round.finished_at = kDay;
    EXPECT_EQ(stage_of(round, kDay), RoundStage::final);
}

}  // namespace
}  // namespace mingcha::workflow
