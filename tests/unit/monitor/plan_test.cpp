#include "monitor/plan.h"

#include <gtest/gtest.h>

#include <map>

namespace mingcha::monitor {
namespace {

Plan plan_from(const char* began) {
    Plan plan;
    plan.campaign = "2026Q1";
    plan.vantage = "本机";
    plan.seed = 7;
    plan.began = *parse_instant(began);
    return plan;
}

// Walks through the plan as a program would that is always on: every visit at its planned time.
std::vector<Slot> walk(const Plan& plan, std::string_view site) {
    std::vector<Slot> slots;
    std::set<std::int64_t> done;
    Instant now = plan.began;
    while (const auto slot = next_slot(plan, site, done, now)) {
        slots.push_back(*slot);
        done.insert(slot->number);
        now = slot->planned;
    }
    return slots;
}

TEST(Plan, HasTwentyFourVisitsOnEachOfSevenWholeDays) {
    const Plan plan = plan_from("2026-02-02T00:00:00+08:00");
    std::map<Date, int> days;
    for (const Slot& slot : walk(plan, "9900000001")) ++days[date_of(slot.planned)];
    EXPECT_EQ(days.size(), 7U);
    for (const auto& [day, visits] : days) EXPECT_EQ(visits, 24) << format_date(day);
    EXPECT_EQ(format_instant(ends(plan)), "2026-02-09T00:00:00+08:00");
}

TEST(Plan, BegunWithinADayAddsSevenWholeDays) {
    const Plan plan = plan_from("2026-02-02T15:00:00+08:00");
    EXPECT_EQ(format_date(first_whole_day(plan)), "2026-02-03");
    std::map<Date, int> days;
    for (const Slot& slot : walk(plan, "9900000001")) ++days[date_of(slot.planned)];
    EXPECT_EQ(days.size(), 8U);
    EXPECT_EQ(days.begin()->second, 9);  // 15:00 to 24:00
}

TEST(Plan, VisitsLieApartAndAtNoFixedMinute) {
    const Plan plan = plan_from("2026-02-02T00:00:00+08:00");
    const std::vector<Slot> slots = walk(plan, "9900000001");
    std::set<std::int64_t> minutes;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const Slot& slot = slots[i];
        EXPECT_GE(slot.planned.seconds - slot.begins.seconds, 360);  // a tenth of an hour
        EXPECT_LT(slot.planned.seconds - slot.begins.seconds, 2160);
        EXPECT_EQ(slot.until.seconds - slot.begins.seconds, 3240);
        minutes.insert((slot.planned.seconds - slot.begins.seconds) / 60);
        if (i > 0) {
            // Even a visit made at the last moment keeps its distance from the next one.
            EXPECT_GE(slot.planned.seconds - slots[i - 1].until.seconds, 720);
        }
    }
    EXPECT_GT(minutes.size(), 20U);
}

TEST(Plan, IsAFunctionOfCampaignVantageSeedAndSite) {
    const Plan plan = plan_from("2026-02-02T00:00:00+08:00");
    const Slot slot = slot_of(plan, "9900000001", 30);
    EXPECT_EQ(slot, slot_of(plan, "9900000001", 30));
    EXPECT_NE(slot.planned, slot_of(plan, "9900000002", 30).planned);
    Plan other = plan;
    other.seed = 8;
    EXPECT_NE(slot.planned, slot_of(other, "9900000001", 30).planned);
    other = plan;
    other.vantage = "省城";
    EXPECT_NE(slot.planned, slot_of(other, "9900000001", 30).planned);
    other = plan;
    other.campaign = "2026Q2";
    EXPECT_NE(slot.planned, slot_of(other, "9900000001", 30).planned);
}

TEST(Plan, NumbersOfTheDayFitAnyCount) {
    for (const int per_day : {20, 22, 24, 37, 288}) {
        Plan plan = plan_from("2026-02-02T00:00:00+08:00");
        plan.per_day = per_day;
        EXPECT_EQ(walk(plan, "9900000001").size(), 7U * static_cast<unsigned>(per_day));
        for (std::int64_t n = 0; n < 2 * per_day; ++n) {
            EXPECT_EQ(slot_number(plan, slot_of(plan, "9900000001", n).begins), n);
            EXPECT_EQ(slot_number(plan, slot_of(plan, "9900000001", n).until), n);
        }
    }
}

TEST(Plan, AVisitIsMadeGoodWithinItsPartOfTheDayAndMissedAfter) {
    const Plan plan = plan_from("2026-02-02T00:00:00+08:00");
    const Slot fifth = slot_of(plan, "9900000001", 5);
    const Instant late{fifth.until.seconds - 1};
    EXPECT_EQ(next_slot(plan, "9900000001", {0, 1, 2, 3, 4}, late)->number, 5);
    EXPECT_EQ(missed(plan, "9900000001", {0, 1, 2, 3, 4}, late), 0);
    EXPECT_EQ(next_slot(plan, "9900000001", {0, 1, 2, 3, 4}, fifth.until)->number, 6);
    EXPECT_EQ(missed(plan, "9900000001", {0, 1, 2, 3, 4}, fifth.until), 1);
    EXPECT_EQ(missed(plan, "9900000001", {}, ends(plan)), 168);
    EXPECT_FALSE(next_slot(plan, "9900000001", {}, ends(plan)));
}

}  // namespace
}  // namespace mingcha::monitor
