#include "annual/corrections.h"

#include <gtest/gtest.h>

namespace mingcha::annual {
namespace {

Instant moment(const char* text) {
    return *parse_instant(text);
}

Correction message(const char* unit, const char* received, const char* due, const char* answered) {
    Correction made;
    made.unit = unit;
    made.received = moment(received);
    if (*due != '\0') made.due = moment(due);
    if (*answered != '\0') made.answered = moment(answered);
    return made;
}

const Instant kNow = moment("2021-12-31 12:00");

TEST(Corrections, AreCountedByWhenTheyWereDue) {
    const auto ledger = count_corrections(
        {message("清河县", "2021-03-01 09:00", "2021-03-04 18:00", "2021-03-04 18:00"),
         message("清河县", "2021-03-01 09:00", "2021-03-04 18:00", "2021-03-04 18:01"),
         message("清河县", "2021-03-01 09:00", "2021-03-04 18:00", ""),
         message("文昌县", "2021-12-30 09:00", "2022-01-05 18:00", ""),
         message("文昌县", "2021-12-01 09:00", "", "2021-12-02 09:00")},
        2021, kNow);
    EXPECT_EQ(ledger.all.received, 5);
    EXPECT_EQ(ledger.all.in_time, 1);
    EXPECT_EQ(ledger.all.late, 1);
    EXPECT_EQ(ledger.all.overdue, 1);
    EXPECT_EQ(ledger.all.open, 1);
    EXPECT_EQ(ledger.all.undated, 1);
    EXPECT_EQ(ledger.all.settled, 3);
    ASSERT_EQ(ledger.units.size(), 2U);
    EXPECT_EQ(ledger.units[0].rate(), Points{3333});
    EXPECT_EQ(ledger.units[1].rate(), std::nullopt);
}

TEST(Corrections, OfAnotherYearOrAnAnswerToComeCountNothing) {
    const auto ledger = count_corrections(
        {message("清河县", "2020-12-31 23:59", "2021-01-05 18:00", ""),
         message("清河县", "2021-12-20 09:00", "2021-12-23 18:00", "2022-01-02 09:00")},
        2021, kNow);
    EXPECT_EQ(ledger.all.received, 1);
    EXPECT_EQ(ledger.all.overdue, 1);
    EXPECT_EQ(ledger.all.settled, 0);
}

TEST(Corrections, HalvesGoUp) {
    CorrectionCount count;
    count.in_time = 1;
    count.late = 7;  // 12.5 %
    EXPECT_EQ(count.rate(), Points{1250});
    count.in_time = 2;
    count.late = 1;  // 66.666… %
    EXPECT_EQ(count.rate(), Points{6667});
}

}  // namespace
}  // namespace mingcha::annual
