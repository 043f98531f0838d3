// Campaigns as people make and set them.
#include "app/campaigns.h"

#include <gtest/gtest.h>

#include "app/verdicts.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

class Campaigns : public ::testing::Test {
protected:
    Campaigns() : store_(std::move(*store::Store::open(dir_.path()))) {
        campaign_.id = "Q";
        campaign_.ruleset = "luan-2021";
        campaign_.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign_.as_of = end_of(campaign_.window.to);
    }
    std::string create() {
        const auto made = create_campaign(*store_, ruleset::builtin_sources(), campaign_);
        return made ? "made" : made.error().text();
    }
    std::string set(const std::vector<std::string>& assignments) {
        const auto done = set_campaign(*store_, "Q", assignments);
        return done ? "set" : done.error().text();
    }

    mingcha::testing::TempDir dir_;
    std::unique_ptr<store::Store> store_;
    Campaign campaign_;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(Campaigns, TakesAnInterimInspectionAndWarns) {
    campaign_.as_of = at(*parse_date("2021-11-07"), 12 * 3600);
    EXPECT_EQ(create(), "made");
    ASSERT_EQ(campaign_warnings(campaign_).size(), 1U);
    EXPECT_TRUE(has(campaign_warnings(campaign_).front(), "期中检查"));
    campaign_.as_of = end_of(campaign_.window.to);
    EXPECT_TRUE(campaign_warnings(campaign_).empty());
}

TEST_F(Campaigns, RefusesDaysThatRunBackwards) {
    Campaign right = campaign_;
    campaign_.as_of = Instant{at(campaign_.window.from).seconds - 1};
    EXPECT_TRUE(has(create(), "--as-of")) << create();
    campaign_ = right;
    campaign_.window.to = campaign_.window.from - 1;
    EXPECT_TRUE(has(create(), "--from/--to")) << create();
    campaign_ = right;
    campaign_.interactions = DateRange{*parse_date("2021-11-12"), *parse_date("2021-11-11")};
    EXPECT_TRUE(has(create(), "--interactions-from")) << create();
    campaign_ = right;
    campaign_.accounts_as_of = campaign_.window.to + 1;
    EXPECT_TRUE(has(create(), "--accounts-as-of")) << create();
    campaign_ = right;
    campaign_.accounts_as_of = campaign_.window.to;
    EXPECT_EQ(create(), "made");
    EXPECT_TRUE(has(create(), "already")) << create();
}

TEST_F(Campaigns, SetsAllOrNothing) {
    ASSERT_EQ(create(), "made");
    EXPECT_TRUE(has(set({"office=甲", "issue_date=2021-11-31"}), "issue_date"));
    EXPECT_EQ(campaign_field(*find_campaign(*store_, "Q"), "office"), "");
    EXPECT_EQ(set({"office=甲=乙", " issue_date = 2021-11-30 ", "previous_site_rate=93.75",
                   "title=第四季度"}),
              "set");
    const Campaign stored = *find_campaign(*store_, "Q");
    EXPECT_EQ(campaign_field(stored, "office"), "甲=乙");
    EXPECT_EQ(campaign_field(stored, "issue_date"), "2021-11-30");
    EXPECT_EQ(campaign_field(stored, "previous_site_rate"), "93.75");
    EXPECT_EQ(campaign_field(stored, "title"), "第四季度");
    EXPECT_EQ(set({"office=", "previous_site_rate="}), "set");
    EXPECT_EQ(campaign_field(*find_campaign(*store_, "Q"), "office"), "");
    EXPECT_EQ(campaign_field(*find_campaign(*store_, "Q"), "previous_site_rate"), "");
}

TEST_F(Campaigns, SaysWhatIsWrongWithAField) {
    ASSERT_EQ(create(), "made");
    EXPECT_TRUE(has(set({"ofice=x"}), "office")) << set({"ofice=x"});
    EXPECT_TRUE(has(set({"issuedate=x"}), "issue_date")) << set({"issuedate=x"});
    EXPECT_TRUE(has(set({"qqqqqqqq=x"}), "campaign show")) << set({"qqqqqqqq=x"});
    EXPECT_TRUE(has(set({"office"}), "KEY=VALUE"));
    for (const char* wrong : {"rectify_by=11月30日", "print_date=2021/11/30", "report_year=21",
                              "site_pass_rate=101", "previous_site_rate=-1", "site_pass_rate=甲"}) {
        EXPECT_NE(set({wrong}), "set") << wrong;
    }
}

TEST_F(Campaigns, ClosesOnce) {
    ASSERT_EQ(create(), "made");
    EXPECT_EQ(close_campaign(*store_, "Q").value_or(false), true);
    const auto again = close_campaign(*store_, "Q");
    ASSERT_TRUE(again);
    EXPECT_FALSE(*again);
    EXPECT_FALSE(close_campaign(*store_, "none"));
}

}  // namespace
}  // namespace mingcha::app
