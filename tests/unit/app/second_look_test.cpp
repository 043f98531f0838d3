// A finding's pages asked for again over loopback.
#include "app/second_look.h"

#include <gtest/gtest.h>

#include "app/casework.h"
#include "app/reviewing.h"
#include "app/verdicts.h"
#include "store/rows.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

const Instant kNow = *parse_instant("2021-12-20T09:00:00+08:00");
constexpr const char* kFinding = "aaaaaaaaaaaa0001";

std::string serve(const LocalRequest& request) {
    if (request.target == "/mended.html") {
        return answer(
            "<html><head><title>某局工作动态</title></head><body><ul>"
            "<li><a href=/1.html>本局召开年度工作会议</a> 2021-12-18</li>"
            "<li><a href=/2.html>本局开展安全生产检查</a> 2021-12-10</li>"
            "<li><a href=/3.html>本局组织业务培训活动</a> 2021-12-01</li></ul></body></html>");
    }
    if (request.target == "/same.html") {
        return answer(
            "<html><head><title>机构职能</title></head><body><p>本栏目正在 "
            "建设之中，敬请期待。</p></body></html>");
    }
    return answer("gone", "404 Not Found");
}

class SecondLookAt : public ::testing::Test {
protected:
    SecondLookAt() : server_(serve), store_(std::move(*store::Store::open(dir_.path()))) {
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        EXPECT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        request_.data_dir = dir_.path();
        request_.campaign = "2021Q4";
        request_.finding = kFinding;
        request_.by = "甲";
        request_.now = kNow;
        request_.options.fetch.resolve_all = server_.address();
        request_.options.fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
        request_.options.rate = 0;
        request_.options.first_retry_ms = 1;
    }

    void find(const std::vector<std::pair<std::string, std::string>>& evidence,
              bool confirmed = true) {
        Verdict verdict;
        verdict.target = "9900000001";
        verdict.rule = "blank-columns";
        verdict.outcome = Outcome::fail;
        Finding finding;
        finding.id = kFinding;
        finding.target = verdict.target;
        finding.rule = verdict.rule;
        finding.problem = "空白栏目";
        for (const auto& [url, excerpt] : evidence) {
            Evidence each;
            each.url = url;
            each.excerpt = excerpt;
            finding.evidence.push_back(each);
        }
        verdict.findings.push_back(finding);
        ASSERT_TRUE(store_verdicts(*store_, "2021Q4", "luan-2021", {verdict}));
        if (!confirmed) return;
        ReviewRequest review_request;
        review_request.campaign = "2021Q4";
        review_request.findings = {kFinding};
        review_request.by = "甲";
        review_request.at = kNow;
        ASSERT_TRUE(review(*store_, review_request));
    }

    TempDir dir_;
    LocalServer server_;
    std::unique_ptr<store::Store> store_;
    LookRequest request_;
    std::atomic<bool> stop_ = false;
};

TEST_F(SecondLookAt, SaysWhatIsThereNow) {
    find({{"http://a.example/same.html", "本栏目正在建设之中，敬请期待"},
          {"http://a.example/mended.html", "本栏目正在建设之中，敬请期待"},
          {"http://a.example/none.html", ""}});
    const auto second = look_again(*store_, request_, stop_);
    ASSERT_TRUE(second) << second.error().text();
    ASSERT_EQ(second->pages.size(), 3U);
    EXPECT_EQ(second->pages[0].state, LinkState::fine);
    EXPECT_EQ(second->pages[0].excerpt, PageLook::Excerpt::there);
    EXPECT_EQ(second->pages[1].excerpt, PageLook::Excerpt::gone);
    EXPECT_EQ(second->pages[1].newest, "2021-12-18");
    EXPECT_EQ(second->pages[2].state, LinkState::dead);
    EXPECT_EQ(second->pages[2].excerpt, PageLook::Excerpt::none);
    EXPECT_TRUE(std::filesystem::exists(dir_.path() / "evidence" / second->pages[0].kept));
}

TEST_F(SecondLookAt, IsAStepThatDecidesNothing) {
    find({{"http://a.example/mended.html", ""}});
    ASSERT_TRUE(look_again(*store_, request_, stop_));
    const auto cases = campaign_cases(*store_, "2021Q4");
    ASSERT_TRUE(cases);
    ASSERT_EQ(cases->size(), 1U);
    EXPECT_EQ(cases->front().mend, workflow::MendState::open);
    ASSERT_EQ(cases->front().steps.size(), 1U);
    EXPECT_NE(cases->front().steps[0].text.find("2021-12-18"), std::string::npos);
}

TEST_F(SecondLookAt, NeedsAnAddressAndAConfirmedFinding) {
    find({{"findings.csv:12", ""}});
    EXPECT_FALSE(look_again(*store_, request_, stop_));
    request_.finding = "bbbbbbbb";
    EXPECT_FALSE(look_again(*store_, request_, stop_));
}

TEST_F(SecondLookAt, OfWhatNobodyConfirmedIsRefused) {
    find({{"http://a.example/mended.html", ""}}, false);
    EXPECT_FALSE(look_again(*store_, request_, stop_));
}

}  // namespace
}  // namespace mingcha::app
