// Hidden links, cloaking and forged dates from the request to the finding: a small server that
// answers search engines otherwise and changes between two visits, mingcha inspect, and the score.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "store/rows.h"
#include "tests/testing/local_server.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/testdata.h"

namespace mingcha {
namespace {

using nlohmann::json;
using testing::answer;
using testing::LocalRequest;
using testing::LocalServer;
using testing::TempDir;

// Sites by host: honest, illegal, attacked, forged.
constexpr const char* kHosts[] = {"honest.example", "illegal.example", "attacked.example",
                                  "forged.example"};

std::atomic<int> week = 1;

struct Article {
    std::string path, title, date, more;
};

std::string text_of(const std::string& about) {
    return "<p>" + about +
           "，县委、县政府主要负责同志出席会议并讲话，要求各乡镇、各部门认真贯彻落实，确保各项任务"
           "按时"
           "完成。会议听取了有关情况汇报，研究部署了下一阶段重点工作。</p><p>会议强调，要提高认识，"
           "加强领导，落实责任，形成合力，切实把各项工作抓紧抓实抓出成效。</p>";
}

std::string frame(const std::string& title, const std::string& body) {
    return "<html><head><title>" + title +
           "</title><meta name=\"SiteName\" content=\"清河县人民政府\"></head><body>"
           "<div class=nav><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwdt/\">政务动态</a>"
           "</li></ul></div>" +
           body +
           "<div class=footer><p>主办单位：清河县人民政府办公室 网站标识码：4199990001</p></div>"
           "</body></html>";
}

std::string article(const Article& of) {
    return frame(of.title + "-清河县人民政府",
                 "<div class=content><h1>" + of.title + "</h1><div class=info>发布时间：" +
                     of.date + " " + of.more + "</div>" + text_of(of.title) + "</div>");
}

std::vector<Article> articles_of(const std::string& host) {
    std::vector<Article> list;
    for (int i = 1; i <= 6; ++i) {
        list.push_back({"/zwdt/" + std::to_string(i) + ".html",
                        "清河县第" + std::to_string(i) + "次重点工程推进会议召开",
                        "2021-10-" + std::to_string(10 + i), "来源：县政府办公室"});
    }
    if (week == 2) {
        // Honest: new and dated so; taken over with its own date; edited and says so.
        list.push_back({"/zwdt/21.html", "清河县召开冬季农田水利建设现场会", "2021-11-08",
                        "来源：县政府办公室"});
        list.push_back(
            {"/zwdt/22.html", "国务院常务会议部署稳定粮食生产工作", "2021-10-12", "来源：新华社"});
    }
    if (host == "honest.example" && week == 2) {
        list[0].date = "2021-11-05";
        list[0].more += " 更新时间：2021-11-05";
    }
    if (host == "forged.example") {
        // Made up before the inspection; goes with the day; another day than its address.
        if (week == 2) {
            list.push_back({"/zwdt/31.html", "清河县开展安全生产大检查工作取得成效", "2021-10-14",
                            "来源：县政府办公室"});
        }
        list.push_back({"/zwdt/32.html", "清河县政务服务中心推进一网通办改革",
                        week == 1 ? "2021-10-29" : "2021-11-12", "来源：县政府办公室"});
        list.push_back({"/zwdt/t20211005_33.html", "清河县举办职业技能培训班开班仪式", "2021-10-20",
                        "来源：县政府办公室"});
    }
    return list;
}

std::string list_of(const std::string& host) {
    std::string rows = "<div class=location>当前位置：首页 > 政务动态</div><ul class=list>";
    for (const Article& each : articles_of(host)) {
        rows += "<li><a href=\"" + each.path + "\">" + each.title + "</a><span>" + each.date +
                "</span></li>";
    }
    return frame("政务动态-清河县人民政府", rows + "</ul>");
}

std::string home_of(const std::string& host) {
    std::string body = "<div class=news><h2>政务动态</h2><ul>";
    for (const Article& each : articles_of(host)) {
        body += "<li><a href=\"" + each.path + "\">" + each.title + "</a><span>" + each.date +
                "</span></li>";
    }
    body += "</ul></div>";
    // What every honest site has: tabs of links, emblem and statistics scripts, a phone redirect.
    body +=
        "<div style=\"display:none\"><a href=\"http://www.ah.gov.cn/\">省政府</a>"
        "<a href=\"http://www.xinhuanet.com/\">新华网</a><a href=\"/zwdt/\">政务动态</a></div>"
        "<script src=\"http://dcs.conac.cn/js/1.js\"></script>"
        "<script>if(/mobile/i.test(navigator.userAgent))location.href="
        "'http://m.qinghe-mobile.example/'</script>"
        "<a href=\"http://lottery.example/\">中国福利彩票</a>";
    if (host == "illegal.example") {
        body +=
            "<div style=\"position:absolute;left:-9999px\"><a href=\"http://bet.example/\">"
            "百家乐</a></div><style>.fr{display:none}</style><div class=fr>"
            "<a href=\"http://game.example/\">传奇私服发布网</a></div>"
            "<a href=\"http://taken.example/\">清河县旅游协会</a>"
            "<a href=\"http://lapsed.example/\">清河县书法家协会</a>"
            "<a href=\"http://alive.example/\">清河县摄影家协会</a>";
    }
    if (host == "attacked.example") {
        body += "<iframe src=\"http://evil.example/x\" width=0 height=0></iframe>";
    }
    return frame("清河县人民政府", body);
}

bool says(const LocalRequest& request, const char* words) {
    return request.head.find(words) != std::string::npos;
}

std::string serve(const LocalRequest& request) {
    const std::string& host = request.host;
    if (host == "taken.example") {
        return answer("<html><head><title>澳门葡京百家乐官网</title></head><body>x</body></html>");
    }
    if (host == "lapsed.example")
        return answer("<html><title>x</title><body>该域名正在出售</body></html>");
    if (request.target == "/robots.txt") return answer("", "404 Not Found");
    if (std::find(std::begin(kHosts), std::end(kHosts), host) == std::end(kHosts)) {
        return answer("<html><title>清河县协会</title><body>欢迎</body></html>");
    }
    if (host == "attacked.example" && request.target == "/") {
        if (says(request, "Baiduspider")) {
            return answer(frame("清河县人民政府-时时彩平台",
                                "<a href=\"http://ssc.example/\">时时彩"
                                "</a>"));
        }
        if (says(request, "Referer: https://www.baidu.com")) {
            return answer("", "302 Found", "Location: http://bet.example/\r\n");
        }
    }
    // Walls refuse search engines on honest sites, which is no attack.
    if (host == "honest.example" && says(request, "Baiduspider")) {
        return answer("blocked", "403 Forbidden");
    }
    if (request.target == "/") return answer(home_of(host));
    if (request.target == "/zwdt/") return answer(list_of(host));
    for (const Article& each : articles_of(host)) {
        if (each.path != request.target) continue;
        const bool stale = host == "forged.example" && each.path == "/zwdt/6.html";
        return answer(article(each), "200 OK",
                      std::string("Content-Type: text/html; charset=utf-8\r\n") +
                          (stale ? "Last-Modified: Wed, 01 Sep 2021 08:00:00 GMT\r\n" : ""));
    }
    return answer("no", "404 Not Found");
}

class AttackCli : public ::testing::Test {
protected:
    AttackCli() : server_(serve) {
        week = 1;
        auto store = store::Store::open(dir_.path());
        EXPECT_TRUE(store);
        std::vector<Site> sites;
        for (const char* host : kHosts) {
            Site& site = sites.emplace_back();
            site.site_code = "990000000" + std::to_string(sites.size());
            site.name = "清河县人民政府";
            site.unit = "清河县人民政府";
            site.url = "http://" + std::string(host) + "/";
            site.kind = SiteKind::portal;
        }
        EXPECT_TRUE(store::save<Site>(**store, "", sites));
        std::vector<Campaign> campaigns(2);
        for (int i = 0; i < 2; ++i) {
            Campaign& campaign = campaigns[static_cast<std::size_t>(i)];
            campaign.id = i == 0 ? "2021-10" : "2021-11";
            campaign.ruleset = "national-2019";
            campaign.window.from = *parse_date("2021-10-01");
            campaign.window.to = *parse_date(i == 0 ? "2021-10-29" : "2021-11-12");
            campaign.as_of = end_of(campaign.window.to);
        }
        EXPECT_TRUE(store::save<Campaign>(**store, "", campaigns));
    }

    int run(std::vector<std::string> words) const {
        words.insert(words.begin(), {MINGCHA_PROGRAM, "--data", dir_.path().string()});
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::string out = (dir_.path() / "out").string();
        const pid_t child = fork();
        if (child == 0) {
            dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), STDOUT_FILENO);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    int inspect(const std::string& campaign) const {
        return run({"inspect", "--campaign", campaign, "--rate", "0", "--no-render",
                    "--resolve-all", server_.address(), "--allow-net", "127.0.0.0/8"});
    }

    json score(const std::string& campaign) const {
        EXPECT_EQ(run({"score", "--campaign", campaign, "--format", "json"}), 0);
        return json::parse(testing::read_file(dir_.path() / "out"));
    }

    static std::vector<json> findings(const json& score, const std::string& code,
                                      const std::string& rule) {
        std::vector<json> list;
        for (const json& site : score["sites"]) {
            if (site["site_code"] != code) continue;
            for (const json& finding : site["findings"]) {
                if (finding["rule"] == rule) list.push_back(finding);
            }
        }
        return list;
    }

    // The problems of a site under a rule; each waits for a person and shows where it was seen.
    static std::string problems(const json& score, const std::string& code,
                                const std::string& rule) {
        std::string text;
        for (const json& finding : findings(score, code, rule)) {
            EXPECT_EQ(finding["outcome"], "needs_review");
            EXPECT_EQ(finding["state"], "candidate");
            EXPECT_FALSE(finding["evidence"].empty());
            for (const json& evidence : finding["evidence"]) {
                EXPECT_FALSE(evidence["warc"].get<std::string>().empty()) << finding;
                EXPECT_EQ(evidence["sha256"].get<std::string>().size(), 64U) << finding;
            }
            text += finding["problem"].get<std::string>() + "\n";
        }
        return text;
    }

    TempDir dir_;
    LocalServer server_;
};

constexpr const char* kRules[] = {"illegal-content", "unresolved-attack", "falsified-publication"};

void expect_holds(const std::string& text, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        EXPECT_NE(text.find(word), std::string::npos) << word << " is not in\n" << text;
    }
}

TEST_F(AttackCli, FromTheRequestToTheFinding) {
    ASSERT_EQ(inspect("2021-10"), 0);
    week = 2;
    ASSERT_EQ(inspect("2021-11"), 0);
    const json now = score("2021-11");

    for (const char* rule : kRules) {
        EXPECT_EQ(problems(now, "9900000001", rule), "") << rule << " on the honest site";
    }

    const std::string illegal = problems(now, "9900000002", "illegal-content");
    expect_holds(illegal, {"存在暗链（赌博）：bet.example", "存在暗链（游戏私服）：game.example",
                           "链接指向非法网站（赌博）：taken.example",
                           "外部链接的域名已失效待售：lapsed.example"});
    EXPECT_EQ(illegal.find("alive.example"), std::string::npos) << illegal;
    EXPECT_EQ(illegal.find("lottery.example"), std::string::npos) << illegal;
    EXPECT_EQ(problems(now, "9900000002", "unresolved-attack"), "");

    const std::string attacked = problems(now, "9900000003", "unresolved-attack");
    expect_holds(attacked, {"向搜索引擎爬虫展示非法内容（赌博）",
                            "从搜索引擎来的访客被转到其他网站：bet.example",
                            "不可见框架（挂马）：evil.example"});
    EXPECT_EQ(problems(now, "9900000003", "falsified-publication"), "");

    const std::string forged = problems(now, "9900000004", "falsified-publication");
    expect_holds(forged, {"新发稿件倒填发稿日期", "发稿日期随访问日期变化",
                          "发稿日期与网址中的日期不一致", "发稿日期晚于文件最后修改时间"});
    EXPECT_EQ(findings(now, "9900000004", "falsified-publication").size(), 4U) << forged;
}

TEST_F(AttackCli, BothExchangesAreEvidence) {
    ASSERT_EQ(inspect("2021-10"), 0);
    week = 2;
    ASSERT_EQ(inspect("2021-11"), 0);
    const json now = score("2021-11");
    const auto campaigns_of = [](const json& finding) {
        std::set<std::string> names;
        for (const json& evidence : finding["evidence"]) {
            const std::string warc = evidence["warc"];
            names.insert(warc.substr(0, 7));
        }
        return names;
    };
    int across = 0;
    for (const json& finding : findings(now, "9900000004", "falsified-publication")) {
        const std::string problem = finding["problem"];
        if (problem.find("随访问日期") == std::string::npos &&
            problem.find("倒填") == std::string::npos) {
            continue;
        }
        ++across;
        EXPECT_EQ(campaigns_of(finding), (std::set<std::string>{"2021-10", "2021-11"})) << finding;
    }
    EXPECT_EQ(across, 2);
    for (const json& finding : findings(now, "9900000003", "unresolved-attack")) {
        const std::string problem = finding["problem"];
        if (problem.find("搜索引擎") == std::string::npos) continue;
        std::set<std::string> places;
        for (const json& evidence : finding["evidence"]) places.insert(evidence["warc"]);
        EXPECT_EQ(places.size(), 2U) << finding;
    }
}

TEST_F(AttackCli, AskedForInEachGuiseAndNoMoreThanThat) {
    ASSERT_EQ(inspect("2021-10"), 0);
    std::map<std::string, int> robots;
    std::map<std::string, int> searchers;
    for (const LocalRequest& request : server_.requests()) {
        robots[request.host] += says(request, "Baiduspider") ? 1 : 0;
        searchers[request.host] += says(request, "Referer: https://www.baidu.com") ? 1 : 0;
    }
    for (const char* host : kHosts) {
        EXPECT_EQ(robots[host], 4) << host;
        EXPECT_EQ(searchers[host], 4) << host;
    }
}

TEST_F(AttackCli, JudgingAgainNeedsNoNetwork) {
    ASSERT_EQ(inspect("2021-10"), 0);
    week = 2;
    ASSERT_EQ(inspect("2021-11"), 0);
    const json first = score("2021-11");
    const std::size_t asked = server_.requests().size();
    for (const char* threads : {"1", "3"}) {
        ASSERT_EQ(run({"judge", "--campaign", "2021-11", "--threads", threads}), 0);
        EXPECT_EQ(score("2021-11"), first);
    }
    EXPECT_EQ(server_.requests().size(), asked);
}

}  // namespace
}  // namespace mingcha
