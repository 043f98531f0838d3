// Judging what was gathered: no network, the same on any number of threads.
#include "app/judge.h"

#include <gtest/gtest.h>

#include "app/gathering.h"
#include "app/inspect.h"
#include "ruleset/load.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/app/crude_page.h"

namespace mingcha::app {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

Campaign autumn() {
    Campaign campaign;
    campaign.id = "2021Q4";
    campaign.ruleset = "national-2019";
    campaign.window = {*parse_date("2021-10-01"), *parse_date("2021-11-12")};
    campaign.as_of = end_of(campaign.window.to);
    return campaign;
}

Site site(const std::string& code, const std::string& host) {
    Site made;
    made.site_code = code;
    made.name = host;
    made.url = "http://" + host + "/";
    made.kind = SiteKind::portal;
    return made;
}

std::string printed(const std::vector<Verdict>& verdicts) {
    std::string text;
    for (const Verdict& verdict : verdicts) {
        text += verdict.target + " " + verdict.rule + " " +
                std::string(to_string(verdict.outcome)) + " " + verdict.reason.text + "\n";
        for (const Finding& finding : verdict.findings) {
            text += "  " + finding.id + " " + finding.problem;
            for (const std::string& place : finding.places) text += " " + place;
            for (const Evidence& evidence : finding.evidence)
                text += " " + evidence.warc + evidence.sha256;
            text += "\n";
        }
    }
    return text;
}

const Verdict* find(const std::vector<Verdict>& verdicts, const std::string& target,
                    const std::string& rule) {
    for (const Verdict& verdict : verdicts) {
        if (verdict.target == target && verdict.rule == rule) return &verdict;
    }
    return nullptr;
}

TEST(Judge, FindsWhatWasGatheredOnAnyNumberOfThreads) {
    LocalServer server([](const LocalRequest& request) {
        if (request.host == "down.gov.cn") return answer("x", "503 Service Unavailable");
        if (request.target == "/") return answer(page("home", {"/a", "/gone"}));
        if (request.target == "/a") return answer(page("a", {"/gone"}));
        return answer("no", "404 Not Found");
    });
    TempDir dir;
    const std::atomic<bool> stop = false;
    InspectInput who;
    who.campaign = autumn();
    who.sites = {site("1111111111", "one.gov.cn"), site("2222222222", "two.gov.cn"),
                 site("3333333333", "down.gov.cn"), site("4444444444", "closed.gov.cn")};
    who.sites[3].state = SiteState::closed;
    const auto targets = inspection_targets(who);
    ASSERT_TRUE(targets);
    EXPECT_EQ(targets->size(), 3U);
    GatheringOptions options;
    options.data_dir = dir.path();
    options.campaign = who.campaign.id;
    options.as_of = who.campaign.as_of;
    options.crawl.fetch.resolve_all = server.address();
    options.crawl.fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
    options.crawl.rate = 0;
    options.crawl.first_retry_ms = 5;
    options.make_analyse = [] { return CrudeAnalyser{}; };
    ASSERT_TRUE(gather_targets(options, *targets, stop));

    const auto ruleset = ruleset::load_or_fail("national-2019", ruleset::builtin_sources());
    ASSERT_TRUE(ruleset) << ruleset.error().text();
    JudgeInput input;
    input.data_dir = dir.path();
    input.context.ruleset = &*ruleset;
    input.context.campaign = who.campaign;
    input.context.sites = who.sites;
    input.sites = who.sites;
    input.threads = 1;
    const auto once = judge(input);
    ASSERT_TRUE(once) << once.error().text();
    const Verdict* links = find(once->verdicts, "1111111111", "link-availability");
    ASSERT_NE(links, nullptr);
    EXPECT_EQ(links->outcome, Outcome::fail);
    ASSERT_EQ(links->findings.size(), 1U);
    EXPECT_EQ(links->findings[0].places,
              (std::vector<std::string>{"http://one.gov.cn/", "http://one.gov.cn/a"}));
    EXPECT_EQ(links->findings[0].amount, "home");
    const Verdict* down = find(once->verdicts, "3333333333", "link-availability");
    ASSERT_NE(down, nullptr);
    EXPECT_EQ(down->outcome, Outcome::not_measured);
    EXPECT_EQ(find(once->verdicts, "4444444444", "link-availability")->outcome,
              Outcome::not_applicable);
    const std::string expected = printed(once->verdicts);
    for (int threads : {2, 3, 8}) {
        input.threads = threads;
        EXPECT_EQ(printed(judge(input)->verdicts), expected) << threads;
    }
}

TEST(InspectionTargets, AreRunningSitesAndAccountsThatHaveAnAddress) {
    InspectInput who;
    who.campaign = autumn();
    who.sites = {site("1111111111", "one.gov.cn"), site("2222222222", "two.gov.cn")};
    who.sites[1].state = SiteState::suspended;
    Account with_page;
    with_page.account_code = "341500M001WB0001";
    with_page.type = "新浪微博";
    with_page.name = "某发布";
    with_page.url = "http://weibo.example/u";
    Account without_page = with_page;
    without_page.account_code.clear();
    without_page.url.clear();
    who.accounts = {with_page, without_page};
    const std::string key = account_key(with_page);
    const auto post = [&](const char* day, const char* url) {
        Post made;
        made.account_key = key;
        made.published_at = at(*parse_date(day));
        made.url = url;
        who.posts.push_back(made);
    };
    post("2021-11-01", "http://weibo.example/new");
    post("2021-10-01", "http://weibo.example/old");
    post("2021-11-20", "http://weibo.example/later");
    const auto all = inspection_targets(who);
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ((*all)[0].key, "1111111111");
    EXPECT_TRUE((*all)[1].account);
    EXPECT_EQ((*all)[1].links, std::vector<std::string>{"http://weibo.example/new"});
    who.only = {key};
    EXPECT_EQ(inspection_targets(who)->size(), 1U);
    who.only = {"9999999999"};
    ASSERT_FALSE(inspection_targets(who));
    EXPECT_EQ(inspection_targets(who).error().where, "--only");
}

}  // namespace
}  // namespace mingcha::app
