// The rulesets that come with the program: every row of the standard, and working days that agree
// with what the State Council announced.
#include <gtest/gtest.h>

#include <map>

#include "base/text.h"
#include "ruleset/load.h"
#include "ruleset/workdays.h"
#include "tests/testing/testdata.h"

namespace mingcha::ruleset {
namespace {

const Ruleset& shipped(std::string_view id) {
    static std::map<std::string, Ruleset, std::less<>> loaded;
    const auto found = loaded.find(id);
    if (found != loaded.end()) return found->second;
    Loaded fresh = load(id, builtin_sources());
    for (const Problem& problem : fresh.problems) ADD_FAILURE() << problem.text();
    return loaded.emplace(std::string(id), fresh.ruleset.value_or(Ruleset{})).first->second;
}

Date day(const char* text) {
    return *parse_date(text);
}

TEST(Shipped, EveryRulesetIsSound) {
    for (const std::string& id : list(builtin_sources())) {
        EXPECT_FALSE(shipped(id).title.empty()) << id;
    }
    EXPECT_EQ(shipped("luan-2021").extends, (std::vector<std::string>{"anhui", "national-2019"}));
    EXPECT_TRUE(shipped("luan-2021").grades.inferred);
    EXPECT_FALSE(shipped("luan-2021").grades.note.empty());
    EXPECT_FALSE(shipped("national-2019").grades.inferred);
}

TEST(Shipped, BonusAndDeductionAddUpToTheStandard) {
    Points bonus;
    Points services;
    for (const Rule& rule : shipped("luan-2021").rules) {
        if (rule.part == Part::bonus) bonus += rule.cap.value_or(Points{});
        if (rule.part == Part::deduct && rule.group == "办事服务") services += *rule.cap;
    }
    EXPECT_EQ(bonus, Points::whole(30));
    EXPECT_EQ(services, shipped("luan-2021").grades.services_total);
}

TEST(Shipped, WhatIsFromMemorySaysSo) {
    for (const Rule& rule : shipped("luan-2021").rules) {
        if (rule.confidence != Confidence::m) continue;
        EXPECT_NE(rule.source.find("未核到"), std::string::npos) << rule.id;
    }
}

// RFC 4180 without line breaks in cells, as the table is written.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

TEST(Shipped, CarriesEveryRowOfTheWorkingPoints) {
    MINGCHA_NEEDS_TESTDATA(path, "standard/working-points.csv");
    const std::string text = testing::read_file(path);
    const Ruleset& ruleset = shipped("luan-2021");
    std::size_t rows = 0;
    std::int32_t order = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (line.empty() || line.starts_with("part,")) continue;
        const std::vector<std::string> cells = cells_of(line);
        ASSERT_EQ(cells.size(), 10U) << line;
        const Rule* rule = ruleset.find(cells[2]);
        ASSERT_NE(rule, nullptr) << cells[2];
        EXPECT_GT(rule->order, order) << cells[2];
        order = rule->order;
        ++rows;
        EXPECT_EQ(to_string(rule->part), cells[0]) << cells[2];
        EXPECT_EQ(rule->group, cells[1]) << cells[2];
        EXPECT_EQ(rule->title, cells[3]) << cells[2];
        EXPECT_EQ(rule->clause, cells[4]) << cells[2];
        EXPECT_EQ(rule->is_veto(), cells[5] == "veto") << cells[2];
        if (!rule->is_veto()) {
            EXPECT_EQ(rule->points_each ? format_points(*rule->points_each, 2, true) : "", cells[5])
                << cells[2];
        }
        EXPECT_EQ(rule->cap ? format_points(*rule->cap, 2, true) : "", cells[6]) << cells[2];
        EXPECT_EQ(to_string(rule->detection), cells[7]) << cells[2];
        EXPECT_EQ(to_string(rule->scope), cells[8]) << cells[2];
        EXPECT_EQ(to_string(rule->confidence), cells[9]) << cells[2];
        EXPECT_EQ(rule->stage, RuleStage::active) << cells[2];
    }
    // What stands beyond the table is tried out and scores nothing.
    for (const Rule& rule : ruleset.rules) {
        if (rule.stage == RuleStage::active) continue;
        ++rows;
        EXPECT_FALSE(rule.is_veto()) << rule.id;
        EXPECT_EQ(rule.points_each.value_or(Points{}), Points{}) << rule.id;
        EXPECT_EQ(rule.cap.value_or(Points{}), Points{}) << rule.id;
    }
    EXPECT_EQ(rows, ruleset.rules.size());
}

TEST(ShippedWorkdays, AgreeWithTheTableOfTheStandard) {
    MINGCHA_NEEDS_TESTDATA(path, "standard/workdays.csv");
    const auto& days = shipped("national-2019").calendar.exceptions;
    const std::string text = testing::read_file(path);
    std::size_t rows = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (line.empty() || line.starts_with("date,")) continue;
        const std::vector<std::string> cells = cells_of(line);
        const auto found = days.find(day(cells[0].c_str()));
        ASSERT_NE(found, days.end()) << cells[0];
        EXPECT_EQ(found->second.works, cells[1] == "workday") << cells[0];
        ++rows;
    }
    EXPECT_EQ(rows, days.size());
}

TEST(ShippedWorkdays, TurnsOfTheNoticesAreThere) {
    const WorkdayCalendar& calendar = shipped("luan-2021").calendar;
    const struct {
        const char* date;
        bool works;
    } cases[] = {
        {"2019-04-28", true},  {"2019-05-05", true},  {"2019-05-03", false}, {"2020-01-19", true},
        {"2020-01-31", false}, {"2020-02-01", false}, {"2020-02-02", false}, {"2020-02-03", true},
        {"2021-10-09", true},  {"2021-10-07", false}, {"2022-12-31", false}, {"2023-01-02", false},
        {"2023-01-03", true},  {"2021-11-06", false}, {"2021-11-08", true},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(*is_workday(calendar, day(each.date)), each.works) << each.date;
    }
    EXPECT_EQ(*add_workdays(calendar, day("2021-11-04"), 1), day("2021-11-05"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-11-04"), 5), day("2021-11-11"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-09-30"), 2), day("2021-10-09"));
    EXPECT_EQ(*add_workdays(calendar, day("2021-09-24"), 1), day("2021-09-26"));
    EXPECT_TRUE(is_workday(calendar, day("2019-01-01")));
    EXPECT_TRUE(is_workday(calendar, day("2026-12-31")));
    EXPECT_FALSE(is_workday(calendar, day("2018-12-31")));
    EXPECT_FALSE(is_workday(calendar, day("2027-01-01")));
}

// Counting and adding are each other's mirror, whatever the day.
TEST(ShippedWorkdays, CountUndoesAdd) {
    const WorkdayCalendar& calendar = shipped("luan-2021").calendar;
    for (Date from = day("2019-01-01"); from < day("2026-11-01"); from = from + 13) {
        for (const std::int32_t n : {1, 2, 5, 20}) {
            const auto to = add_workdays(calendar, from, n);
            ASSERT_TRUE(to.has_value());
            EXPECT_EQ(*count_workdays(calendar, from, *to), n) << format_date(from);
            EXPECT_EQ(*count_workdays(calendar, from, *to - 1), n - 1) << format_date(from);
        }
    }
}

}  // namespace
}  // namespace mingcha::ruleset
