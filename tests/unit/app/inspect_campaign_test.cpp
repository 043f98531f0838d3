// A whole inspection of a campaign in a database, and its judgement repeated without network.
#include "app/inspect_campaign.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/judge_campaign.h"
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

std::string serve(const LocalRequest& request) {
    const std::string head =
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>某县人民政府"
        "</title></head><body><div class=\"nav\"><a href=\"/\">首页</a>"
        "<a href=\"/tzgg/\">通知公告</a></div>";
    const std::string foot =
        "<div class=\"footer\">主办单位：某县人民政府办公室 "
        "网站标识码：9900000001</div></body></html>";
    if (request.target == "/") {
        return answer(
            head +
            "<ul><li><a href=\"/tzgg/1.html\">关于某事的通知</a><span>2021-11-01</span></li>"
            "<li><a href=\"/missing.html\">失效的链接</a></li></ul>" +
            foot);
    }
    if (request.target == "/tzgg/") {
        return answer(
            head +
            "<ul><li><a href=\"/tzgg/1.html\">关于某事的通知</a><span>2021-11-01</span></li></ul>" +
            foot);
    }
    if (request.target == "/tzgg/1.html") {
        return answer(head +
                      "<h1>关于某事的通知</h1><p>发布日期：2021-11-01 "
                      "09:00</p><p>各乡镇人民政府，县政府各部门：</p>" +
                      foot);
    }
    return answer("<html><title>404</title>", "404 Not Found");
}

class InspectCampaign : public ::testing::Test {
protected:
    InspectCampaign() : server_(serve), store_(std::move(*store::Store::open(dir_.path()))) {
        Site site;
        site.site_code = "9900000001";
        site.name = "某县人民政府";
        site.url = "http://www.county.example/";
        site.kind = SiteKind::portal;
        EXPECT_TRUE(store::save<Site>(*store_, {}, {site}));
        campaign_.id = "2021Q4";
        campaign_.ruleset = "national-2019";
        campaign_.window = {*parse_date("2021-10-01"), *parse_date("2021-11-12")};
        campaign_.as_of = end_of(campaign_.window.to);
        EXPECT_TRUE(store::save<Campaign>(*store_, {}, {campaign_}));
    }

    Result<InspectSummary> inspect() {
        InspectRequest request;
        request.data_dir = dir_.path();
        request.campaign = campaign_.id;
        request.crawl.fetch.resolve_all = server_.address();
        request.crawl.fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
        request.crawl.rate = 0;
        request.crawl.first_retry_ms = 5;
        request.render = false;
        const std::atomic<bool> stop = false;
        return inspect_campaign(*store_, request, stop);
    }

    std::string verdict_bytes(const std::string& ruleset) {
        std::string text;
        const auto rows =
            store_->records(store::kVerdictsKind, verdicts_scope(campaign_.id, ruleset));
        EXPECT_TRUE(rows);
        for (const store::Record& row : *rows) text += row.key + row.body;
        return text;
    }

    TempDir dir_;
    LocalServer server_;
    std::unique_ptr<store::Store> store_;
    Campaign campaign_;
};

TEST_F(InspectCampaign, VisitsJudgesAndStores) {
    const auto summary = inspect();
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_EQ(summary->sites, 1);
    EXPECT_EQ(summary->gathering.crawl.pages, 3U);
    EXPECT_GT(summary->findings, 0);
    const auto verdicts = stored_verdicts(*store_, campaign_.id, campaign_.ruleset);
    ASSERT_TRUE(verdicts);
    const auto links = std::find_if(verdicts->begin(), verdicts->end(), [](const Verdict& verdict) {
        return verdict.rule == "link-availability";
    });
    ASSERT_NE(links, verdicts->end());
    EXPECT_EQ(links->outcome, Outcome::fail);
    ASSERT_EQ(links->findings.size(), 1U);
    ASSERT_FALSE(links->findings[0].evidence.empty());
    EXPECT_NE(links->findings[0].evidence[0].url.find("missing.html"), std::string::npos);
    EXPECT_NE(links->findings[0].evidence[0].warc.find(".warc.gz"), std::string::npos);

    const auto json = nlohmann::json::parse(summary_json(*summary));
    for (const char* key : {"sites", "pages", "requests", "bytes", "seconds", "peak_rss_mb",
                            "findings", "not_measured"}) {
        EXPECT_TRUE(json.at(key).is_number()) << key;
    }
    EXPECT_EQ(json.size(), 8U);
    EXPECT_EQ(json["requests"], server_.requests().size());
}

TEST_F(InspectCampaign, JudgingAgainNeedsNoNetworkAndGivesTheSameBytes) {
    ASSERT_TRUE(inspect());
    const std::string first = verdict_bytes("national-2019");
    const std::size_t asked = server_.requests().size();
    EXPECT_FALSE(*judge_what_is_new(*store_, {dir_.path(), campaign_.id, {}, 1}));
    ASSERT_TRUE(judge_campaign(*store_, {dir_.path(), campaign_.id, {}, 3}));
    EXPECT_EQ(verdict_bytes("national-2019"), first);
    ASSERT_TRUE(judge_campaign(*store_, {dir_.path(), campaign_.id, "luan-2021", 0}));
    EXPECT_FALSE(verdict_bytes("luan-2021").empty());
    EXPECT_EQ(verdict_bytes("national-2019"), first);
    EXPECT_EQ(server_.requests().size(), asked);
}

TEST_F(InspectCampaign, WhatCameSinceIsJudgedBeforeItIsRead) {
    ASSERT_TRUE(inspect());
    EXPECT_FALSE(*judge_what_is_new(*store_, {dir_.path(), campaign_.id, {}, 0}));
    ImportedFinding row;
    row.target = "9900000001";
    row.rule = "message-neglect";
    row.problem = "超过三个月未回应有效留言";
    ASSERT_TRUE(store::save<ImportedFinding>(*store_, campaign_.id, {row}));
    EXPECT_TRUE(*judge_what_is_new(*store_, {dir_.path(), campaign_.id, {}, 0}));
    EXPECT_NE(verdict_bytes("national-2019").find("超过三个月未回应有效留言"), std::string::npos);
    ASSERT_TRUE(inspect());
    EXPECT_FALSE(*judge_what_is_new(*store_, {dir_.path(), campaign_.id, {}, 0}));
}

TEST_F(InspectCampaign, AClosedOrUnknownCampaignIsRefused) {
    campaign_.closed = true;
    ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign_}));
    EXPECT_FALSE(inspect());
    campaign_.id = "other";
    const auto unknown = inspect();
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().hint.find("2021Q4"), std::string::npos);
    EXPECT_TRUE(server_.requests().empty());
}

}  // namespace
}  // namespace mingcha::app
