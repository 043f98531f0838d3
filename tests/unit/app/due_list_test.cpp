#include "app/due_list.h"

#include <gtest/gtest.h>

#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

Post post(const char* account, const char* day) {
    Post made;
    made.account_key = account;
    made.published_at = at(*parse_date(day));
    made.url = std::string("http://posts.example/") + account + day;
    return made;
}

Account account(const char* code, const char* name) {
    Account made;
    made.account_code = code;
    made.name = name;
    made.operator_name = "清河县林业局";
    made.type = "微信订阅号";
    return made;
}

class Due : public ::testing::Test {
protected:
    void SetUp() override {
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(*parse_date("2021-11-10"));
        save(std::vector{campaign});
        save(std::vector{account("419999M001WX0001", "清河林业"),
                         account("419999M001WX0002", "清河森林")});
        save(std::vector{post("419999M001WX0001", "2021-10-30"),
                         post("419999M001WX0002", "2021-10-20")});
        request_.data_dir = folder_.path();
        request_.campaign = "2021Q4";
        request_.now = at(*parse_date("2021-11-09"));
    }

    template <class Row>
    void save(const std::vector<Row>& rows) {
        ASSERT_TRUE(store::save(*store_, {}, rows));
    }

    testing::TempDir folder_;
    std::unique_ptr<store::Store> store_ = *store::Store::open(folder_.path());
    DueRequest request_;
};

TEST_F(Due, ListsWhatRunsOutWithinTheDaysAskedFor) {
    const auto list = due_list(*store_, request_);
    ASSERT_TRUE(list);
    EXPECT_EQ(format_date(list->today), "2021-11-09");
    ASSERT_EQ(list->entries.size(), 1U);
    EXPECT_EQ(list->entries[0].name, "清河林业");
    EXPECT_EQ(list->entries[0].unit, "清河县林业局");
    EXPECT_EQ(list->entries[0].deadline.days_left, 4);
    request_.within = 3;
    EXPECT_TRUE(due_list(*store_, request_)->entries.empty());
}

TEST_F(Due, ListsWhatIsOverOnlyWhenAsked) {
    request_.overdue = true;
    const auto list = due_list(*store_, request_);
    ASSERT_EQ(list->entries.size(), 2U);
    EXPECT_EQ(list->entries[0].deadline.days_left, -6);
}

TEST_F(Due, TodayIsNotLaterThanTheMomentOfTheCampaign) {
    request_.now = at(*parse_date("2022-03-01"));
    EXPECT_EQ(format_date(due_list(*store_, request_)->today), "2021-11-10");
    request_.on = parse_date("2021-11-13").value();
    EXPECT_EQ(due_list(*store_, request_)->entries[0].deadline.days_left, 0);
}

TEST_F(Due, SaysWhichCampaignsThereAre) {
    request_.campaign = "2022Q1";
    const auto list = due_list(*store_, request_);
    ASSERT_FALSE(list);
    EXPECT_NE(list.error().text().find("2021Q4"), std::string::npos);
}

}  // namespace
}  // namespace mingcha::app
