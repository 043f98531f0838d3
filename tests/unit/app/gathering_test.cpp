// From a server's answers to stored facts and back: what is kept, what a killed run leaves, what
// history says.
#include "app/gathering.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "base/digest.h"
#include "store/facts_load.h"
#include "store/warc_file.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/app/crude_page.h"

namespace mingcha::app {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

GatheringOptions options_for(const LocalServer& server, const TempDir& dir) {
    GatheringOptions options;
    options.data_dir = dir.path();
    options.campaign = "2021Q4";
    options.as_of = *parse_instant("2021-11-12T23:59:59+08:00");
    options.crawl.fetch.resolve_all = server.address();
    options.crawl.fetch.guard = gather::NetGuard({*gather::parse_network("127.0.0.0/8")});
    options.crawl.rate = 0;
    options.crawl.first_retry_ms = 5;
    options.make_analyse = [] { return CrudeAnalyser{}; };
    return options;
}

Site site(const std::string& code, const std::string& host) {
    Site made;
    made.site_code = code;
    made.url = "http://" + host + "/";
    return made;
}

gather::Target target(const Site& of) {
    return {of.site_code, of.url, false, {}};
}

store::LoadedSite load(const TempDir& dir, const std::string& campaign, const Site& of) {
    auto index = store::GatherIndex::open(store::evidence_folder(dir.path()));
    EXPECT_TRUE(index);
    auto loaded = store::load_site_facts(dir.path(), **index, campaign, of);
    EXPECT_TRUE(loaded) << loaded.error().text();
    return std::move(*loaded);
}

const std::atomic<bool> kGoOn = false;

std::string three_pages(const LocalRequest& request) {
    if (request.target == "/") return answer(page("home", {"/a", "/gone", "http://out.cn/"}));
    if (request.target == "/a") return answer(page("a", {"/b", "/gone"}));
    if (request.target == "/b") return answer(page("b", {"/gone"}));
    return answer("nothing here", "404 Not Found");
}

TEST(Gathering, KeepsFactsEvidenceAndPlacesOfLinks) {
    LocalServer server(three_pages);
    TempDir dir;
    const Site one = site("1111111111", "www.one.gov.cn");
    const auto totals = gather_targets(options_for(server, dir), {target(one)}, kGoOn);
    ASSERT_TRUE(totals) << totals.error().text();
    EXPECT_EQ(totals->crawl.pages, 3U);

    const store::LoadedSite loaded = load(dir, "2021Q4", one);
    const SiteFacts& facts = loaded.facts;
    EXPECT_TRUE(facts.visited);
    ASSERT_EQ(facts.pages.size(), 4U);  // three and the one that is gone
    EXPECT_EQ(facts.pages.front().facts.title, "home");
    EXPECT_EQ(facts.pages.front().depth, 0);
    int dead = 0;
    for (const LinkCheck& link : facts.links) {
        if (link.state != LinkState::dead) continue;
        ++dead;
        EXPECT_EQ(link.url, "http://www.one.gov.cn/gone");
        EXPECT_EQ(link.http_status, 404);
        EXPECT_EQ(link.home_places, std::vector<std::string>{"http://www.one.gov.cn/"});
        EXPECT_EQ(link.other_places,
                  (std::vector<std::string>{"http://www.one.gov.cn/a", "http://www.one.gov.cn/b"}));
        const auto record = store::read_warc(store::evidence_folder(dir.path()) / link.archive.warc,
                                             link.archive.offset);
        ASSERT_TRUE(record) << record.error().text();
        EXPECT_EQ(record->field("warc-target-uri"), link.url);
        EXPECT_TRUE(record->block.ends_with("nothing here"));
        EXPECT_EQ(link.archive.sha256, sha256_hex("nothing here"));
        EXPECT_EQ(record->field("warc-payload-digest"), "sha256:" + link.archive.sha256);
    }
    EXPECT_EQ(dead, 1);
}

TEST(Gathering, FirstSeenIsReckonedInTheCampaignsOwnTime) {
    bool later = false;
    LocalServer server([&later](const LocalRequest& request) {
        if (request.target == "/")
            return answer(page("home", later ? std::vector<std::string>{"/old", "/new"}
                                             : std::vector<std::string>{"/old"}));
        if (request.target == "/old" || (later && request.target == "/new"))
            return answer(page("x", {}));
        return answer("no", "404 Not Found");
    });
    TempDir dir;
    const Site one = site("1111111111", "www.one.gov.cn");
    GatheringOptions options = options_for(server, dir);
    ASSERT_TRUE(gather_targets(options, {target(one)}, kGoOn));
    later = true;
    options.campaign = "2022Q1";
    const Instant first = options.as_of;
    options.as_of = *parse_instant("2022-02-12T23:59:59+08:00");
    ASSERT_TRUE(gather_targets(options, {target(one)}, kGoOn));

    const auto seen_at = [&](const char* campaign, const std::string& url) {
        const store::LoadedSite loaded = load(dir, campaign, one);
        for (const SeenItem& item : loaded.facts.seen) {
            if (item.url == url) return item.first_seen;
        }
        ADD_FAILURE() << url;
        return Instant{};
    };
    EXPECT_EQ(seen_at("2022Q1", "http://www.one.gov.cn/old"), first);
    EXPECT_EQ(seen_at("2022Q1", "http://www.one.gov.cn/new"), options.as_of);
    EXPECT_EQ(seen_at("2021Q4", "http://www.one.gov.cn/old"), first);
}

TEST(Gathering, WhatNeedsRenderingIsNotMeasuredWithoutIt) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/") return answer(page("home", {"/app"}));
        if (request.target == "/app") return answer(page("shell", {}));
        return answer("no", "404 Not Found");
    });
    TempDir dir;
    const Site one = site("1111111111", "www.one.gov.cn");
    GatheringOptions options = options_for(server, dir);
    ASSERT_TRUE(gather_targets(options, {target(one)}, kGoOn));
    const store::LoadedSite bare = load(dir, "2021Q4", one);
    ASSERT_EQ(bare.facts.pages.size(), 2U);
    EXPECT_EQ(bare.facts.pages[1].problem.code, ReasonCode::ours);
    EXPECT_EQ(bare.facts.pages[1].facts.title, "shell");
    EXPECT_TRUE(bare.facts.pages[1].facts.needs_rendering);
    EXPECT_EQ(bare.facts.pages[1].problem.text.rfind("needs rendering", 0), 0U);

    options.render = [](const std::string&, Reason&) { return std::optional(page("drawn", {})); };
    ASSERT_TRUE(gather_targets(options, {target(one)}, kGoOn));
    const store::LoadedSite drawn = load(dir, "2021Q4", one);
    EXPECT_EQ(drawn.facts.pages[1].facts.title, "drawn");
    EXPECT_FALSE(drawn.facts.pages[1].facts.needs_rendering);
    EXPECT_EQ(drawn.facts.pages[1].problem.code, ReasonCode::none);
}

// Ten sites of twenty pages.
std::string many_pages(const LocalRequest& request) {
    std::vector<std::string> links;
    for (int i = 1; i < 20; ++i) links.push_back("/p" + std::to_string(i));
    if (request.target == "/") return answer(page(request.host, links));
    if (request.target.starts_with("/p")) {
        usleep(2000);
        return answer(page(request.host + request.target, {}));
    }
    return answer("no", "404 Not Found");
}

std::vector<Site> ten_sites() {
    std::vector<Site> sites;
    for (int i = 0; i < 10; ++i) {
        sites.push_back(site("222222222" + std::to_string(i), "s" + std::to_string(i) + ".gov.cn"));
    }
    return sites;
}

TEST(Gathering, AKilledRunIsTakenUpAgainWithoutLossOrRepeat) {
    LocalServer server(many_pages);
    TempDir dir;
    std::vector<gather::Target> targets;
    for (const Site& each : ten_sites()) targets.push_back(target(each));
    GatheringOptions options = options_for(server, dir);
    options.crawl.workers = 1;
    options.crawl.sites_at_once = 2;  // when the kill comes, some are done and some half done

    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        [[maybe_unused]] const auto done = gather_targets(options, targets, kGoOn);
        _exit(0);
    }
    while (server.requests().size() < 90) usleep(1000);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));

    const auto totals = gather_targets(options, targets, kGoOn);
    ASSERT_TRUE(totals) << totals.error().text();
    EXPECT_TRUE(totals->resumed);
    EXPECT_GT(totals->kept, 0U);
    EXPECT_LT(totals->kept, 10U);
    int homes = 0;
    for (const LocalRequest& request : server.requests()) homes += request.target == "/" ? 1 : 0;
    // Begun again: the two half done, and what was done a moment before and not yet safe on disk.
    EXPECT_LE(homes, 14);
    for (const Site& each : ten_sites()) {
        const store::LoadedSite loaded = load(dir, "2021Q4", each);
        EXPECT_EQ(loaded.facts.pages.size(), 20U) << each.site_code;
        std::set<std::string_view> titles;
        for (const PageRecord& record : loaded.facts.pages) titles.insert(record.facts.title);
        EXPECT_EQ(titles.size(), 20U) << each.site_code;
    }
}

TEST(Gathering, ADiskThatIsFullIsSaidAndNothingHalfIsKept) {
    LocalServer server([](const LocalRequest& request) {
        if (request.target == "/robots.txt") return answer("no", "404 Not Found");
        std::vector<std::string> links;
        for (int i = 0; i < 20; ++i) links.push_back(request.target + "/" + std::to_string(i));
        std::string noise;
        for (int i = 0; i < 3000; ++i) noise += sha256_hex(request.target + std::to_string(i));
        return answer(page("x", links) + noise);
    });
    TempDir dir;
    const Site one = site("1111111111", "www.one.gov.cn");
    GatheringOptions options = options_for(server, dir);
    options.crawl.max_pages = 60;

    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 1'500'000;
    const auto old = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto failed = gather_targets(options, {target(one)}, kGoOn);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, old);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().where.find("evidence"), std::string::npos) << failed.error().text();
    EXPECT_FALSE(load(dir, "2021Q4", one).facts.visited);

    const auto again = gather_targets(options, {target(one)}, kGoOn);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_TRUE(again->resumed);
    EXPECT_EQ(load(dir, "2021Q4", one).facts.pages.size(), 60U);
}

TEST(Gathering, DamagedFactsAreAnErrorAndNoCrash) {
    LocalServer server(three_pages);
    TempDir dir;
    const Site one = site("1111111111", "www.one.gov.cn");
    ASSERT_TRUE(gather_targets(options_for(server, dir), {target(one)}, kGoOn));
    const auto path = store::facts_path(dir.path(), "2021Q4");
    const auto size = std::filesystem::file_size(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file.write("\xff\xff\xff\xff", 4);
    file.close();
    auto index = store::GatherIndex::open(store::evidence_folder(dir.path()));
    ASSERT_TRUE(index);
    const auto loaded = store::load_site_facts(dir.path(), **index, "2021Q4", one);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().what.find("damaged"), std::string::npos);
}

TEST(Gathering, TwoInspectionsOfOneCampaignDoNotMix) {
    TempDir dir;
    const auto first = store::GatherSession::open(dir.path(), "2021Q4", "", {0});
    ASSERT_TRUE(first);
    const auto second = store::GatherSession::open(dir.path(), "2021Q4", "", {0});
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().what.find("another process"), std::string::npos);
    EXPECT_TRUE(store::GatherSession::open(dir.path(), "2022Q1", "", {0}));
}

}  // namespace
}  // namespace mingcha::app
