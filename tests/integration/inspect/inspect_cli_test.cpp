// mingcha inspect and judge as a user runs them.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "store/facts_load.h"
#include "store/gather_session.h"
#include "store/rows.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/testdata.h"

namespace mingcha {
namespace {

using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

constexpr int kSites = 6;
constexpr int kPages = 15;

std::atomic<int> page_delay_us = 0;

std::string serve(const LocalRequest& request) {
    std::string html = "<html><head><title>" + request.host + "</title></head><body>";
    if (request.target == "/") {
        for (int i = 1; i < kPages; ++i) {
            html +=
                "<a href=\"/p" + std::to_string(i) + ".html\">第" + std::to_string(i) + "页</a>";
        }
        return answer(html + "</body></html>");
    }
    if (request.target.starts_with("/p")) {
        usleep(static_cast<unsigned>(page_delay_us.load()));
        return answer(html + "<h1>正文</h1><p>内容内容内容</p></body></html>");
    }
    return answer("no", "404 Not Found");
}

class InspectCli : public ::testing::Test {
protected:
    InspectCli() : server_(serve) {
        page_delay_us = 0;
        auto store = store::Store::open(dir_.path());
        EXPECT_TRUE(store);
        std::vector<Site> sites(kSites);
        for (int i = 0; i < kSites; ++i) {
            Site& site = sites[static_cast<std::size_t>(i)];
            site.site_code = "990000000" + std::to_string(i);
            site.name = "某县人民政府";
            site.url = "http://s" + std::to_string(i) + ".example/";
            site.kind = SiteKind::portal;
        }
        EXPECT_TRUE(store::save<Site>(**store, "", sites));
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "national-2019";
        campaign.window = {*parse_date("2021-10-01"), *parse_date("2021-11-12")};
        campaign.as_of = end_of(campaign.window.to);
        EXPECT_TRUE(store::save<Campaign>(**store, "", {campaign}));
    }

    std::vector<std::string> inspect(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{
            "inspect",       "--campaign",      "2021Q4",      "--rate",      "0",
            "--resolve-all", server_.address(), "--allow-net", "127.0.0.0/8", "--no-render"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    pid_t begin(std::vector<std::string> words) const {
        words.insert(words.begin(), {MINGCHA_PROGRAM, "--data", dir_.path().string()});
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::string out = (dir_.path() / "out").string();
        const std::string error = (dir_.path() / "error").string();
        const pid_t child = fork();
        if (child == 0) {
            const int mode = O_WRONLY | O_CREAT | O_TRUNC;
            dup2(open(out.c_str(), mode, 0644), STDOUT_FILENO);
            dup2(open(error.c_str(), mode, 0644), STDERR_FILENO);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        return child;
    }

    static int end(pid_t child) {
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    int run(const std::vector<std::string>& words) const { return end(begin(words)); }
    std::string out() const { return testing::read_file(dir_.path() / "out"); }
    std::string error() const { return testing::read_file(dir_.path() / "error"); }

    TempDir dir_;
    LocalServer server_;
};

TEST_F(InspectCli, PrintsOneJsonDocumentAndNothingElse) {
    ASSERT_EQ(run(inspect({"--format", "json"})), 0) << error();
    const auto json = nlohmann::json::parse(out());
    EXPECT_EQ(json["sites"], kSites);
    EXPECT_EQ(json["pages"], kSites * kPages);
    EXPECT_EQ(json["requests"], server_.requests().size());
    EXPECT_TRUE(error().empty()) << error();  // no progress line off a terminal
}

TEST_F(InspectCli, SaysWhatIsWrongWithTheCommandLine) {
    for (const std::vector<std::string>& wrong :
         std::vector<std::vector<std::string>>{{"--connect-to", "nonsense"},
                                               {"--allow-net", "127.0.0.0/99"},
                                               {"--rate", "-1"},
                                               {"--max-pages", "0"},
                                               {"--no-such-option"}}) {
        EXPECT_EQ(run(inspect(wrong)), 2) << wrong.front();
        EXPECT_FALSE(error().empty());
    }
    EXPECT_EQ(run({"inspect"}), 2);
    EXPECT_EQ(run({"inspect", "--campaign", "2020Q1"}), 1);
    EXPECT_NE(error().find("2021Q4"), std::string::npos) << error();
    EXPECT_EQ(run(inspect({"--only", "1234567890"})), 1);
    EXPECT_TRUE(server_.requests().empty());
}

TEST_F(InspectCli, SitesThatFailDoNotFailTheCommand) {
    ASSERT_EQ(run({"inspect", "--campaign", "2021Q4", "--rate", "0", "--no-render", "--resolve-all",
                   "127.0.0.1:1", "--allow-net", "127.0.0.0/8", "--format", "json"}),
              0)
        << error();
    const auto json = nlohmann::json::parse(out());
    EXPECT_EQ(json["sites"], kSites);
    EXPECT_EQ(json["pages"], 0);
    EXPECT_GT(json["not_measured"], 0);
}

TEST_F(InspectCli, OnlySomeAreVisited) {
    ASSERT_EQ(run(inspect({"--only", "9900000002", "--only", "9900000004"})), 0) << error();
    std::set<std::string> hosts;
    for (const LocalRequest& request : server_.requests()) hosts.insert(request.host);
    EXPECT_EQ(hosts, (std::set<std::string>{"s2.example", "s4.example"}));
}

TEST_F(InspectCli, JudgeNeedsNoNetworkAndRepeatsItself) {
    ASSERT_EQ(run(inspect()), 0) << error();
    const std::size_t asked = server_.requests().size();
    ASSERT_EQ(run({"score", "--campaign", "2021Q4", "--format", "json"}), 0) << error();
    const std::string first = out();
    for (const char* threads : {"1", "2", "7"}) {
        ASSERT_EQ(run({"judge", "--campaign", "2021Q4", "--threads", threads}), 0) << error();
        ASSERT_EQ(run({"score", "--campaign", "2021Q4", "--format", "json"}), 0) << error();
        EXPECT_EQ(out(), first) << threads;
    }
    EXPECT_EQ(server_.requests().size(), asked);
}

TEST_F(InspectCli, KilledHalfWayItIsTakenUpAgain) {
    page_delay_us = 40'000;
    const pid_t child = begin(inspect());
    while (server_.requests().size() < kSites * kPages / 2) usleep(500);
    kill(child, SIGKILL);
    end(child);
    ASSERT_EQ(run(inspect({"--format", "json"})), 0) << error();
    EXPECT_EQ(nlohmann::json::parse(out())["sites"], kSites);
    auto index = store::GatherIndex::open(store::evidence_folder(dir_.path()));
    ASSERT_TRUE(index);
    for (int i = 0; i < kSites; ++i) {
        Site site;
        site.site_code = "990000000" + std::to_string(i);
        const auto loaded = store::load_site_facts(dir_.path(), **index, "2021Q4", site);
        ASSERT_TRUE(loaded) << loaded.error().text();
        std::set<std::string_view> urls;
        for (const PageRecord& page : loaded->facts.pages) urls.insert(page.facts.url);
        EXPECT_EQ(urls.size(), static_cast<std::size_t>(kPages));
        EXPECT_EQ(loaded->facts.pages.size(), urls.size());
    }
}

TEST_F(InspectCli, AskedToStopItSaysHowToGoOn) {
    page_delay_us = 100'000;
    const pid_t child = begin(inspect());
    while (server_.requests().size() < 10) usleep(500);
    kill(child, SIGTERM);
    EXPECT_EQ(end(child), 1);
    EXPECT_NE(error().find("run the same command again"), std::string::npos) << error();
    EXPECT_EQ(run(inspect()), 0) << error();
}

}  // namespace
}  // namespace mingcha
