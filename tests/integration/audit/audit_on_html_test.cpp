// What extract calls a fact and what audit makes of it, on HTML of a made-up county portal: the
// healthy site has no finding, and each fault is found by its rule and by no other.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

#include "audit/engine.h"
#include "base/text.h"
#include "ruleset/load.h"
#include "tests/integration/audit/html_site.h"

namespace mingcha::html_site {
namespace {

const char* const kDocument = "国务院办公厅关于印发全民健身设施建设规划的通知";

class OnHtml : public testing::Test {
protected:
    explicit OnHtml(Family family = Family::dated_file)
        : site_(family),
          ruleset_(*ruleset::load("luan-2021", ruleset::builtin_sources()).ruleset),
          as_of_(*parse_instant("2021-11-12T18:00:00+08:00")) {
        site_.home_extra = fmt::format(
            "<div class=\"box\"><h3>重要转载</h3><ul><li><a href=\"http://www.gov.cn/x.htm\">{}</a>"
            "<span>2021-11-02</span></li><li><a href=\"http://www.gov.cn/y.htm\">国务院关于"
            "加强草原保护修复的若干意见</a><span>2021-11-01</span></li></ul></div>",
            kDocument);
    }

    // rule → problems of what fails, all rules.
    std::map<std::string, std::vector<std::string>> faults() {
        audit::AuditContext context;
        context.ruleset = &ruleset_;
        context.campaign.id = "2021Q4";
        context.campaign.as_of = as_of_;
        context.reposts.push_back(
            {"1", kDocument, "国务院办公厅", *parse_instant("2021-11-01T10:00"), "", 48, ""});
        std::map<std::string, std::vector<std::string>> found;
        for (const Verdict& verdict : audit::judge_site(site_.crawl(as_of_), context)) {
            outcomes_[verdict.rule] = verdict;
            if (verdict.outcome != Outcome::fail && verdict.outcome != Outcome::needs_review) {
                continue;
            }
            for (const Finding& finding : verdict.findings) {
                found[verdict.rule].push_back(finding.problem);
            }
        }
        return found;
    }

    void expect_none() {
        for (const auto& [rule, problems] : faults()) {
            ADD_FAILURE() << rule << ": " << problems.front();
        }
    }

    void expect_only(const std::string& rule, std::size_t findings, const std::string& words) {
        const auto found = faults();
        for (const auto& [id, problems] : found) {
            EXPECT_EQ(id, rule) << problems.front();
        }
        const auto own = found.find(rule);
        ASSERT_NE(own, found.end()) << rule << " is " << to_string(outcomes_[rule].outcome) << ": "
                                    << outcomes_[rule].reason.text;
        EXPECT_EQ(own->second.size(), findings);
        EXPECT_NE(own->second.front().find(words), std::string::npos) << own->second.front();
    }

    void replace_everywhere(const std::string& from, const std::string& to) {
        site_.after = [from, to](HtmlSite& site) {
            for (auto& [path, html] : site.pages) html = replace_all(html, from, to);
        };
    }

    HtmlSite site_;
    Ruleset ruleset_;
    Instant as_of_;
    std::map<std::string, Verdict> outcomes_;
};

TEST_F(OnHtml, TheHealthySiteHasNoFinding) {
    expect_none();
    for (const char* rule :
         {"homepage-staleness", "core-column-staleness", "blank-columns", "column-staleness",
          "news-staleness", "policy-staleness", "other-columns", "link-availability",
          "footer-identity", "page-tags", "domain-and-name", "error-report-entry",
          "message-neglect", "message-disclosure", "required-repost"}) {
        EXPECT_EQ(to_string(outcomes_[rule].outcome), "pass")
            << rule << ": " << outcomes_[rule].reason.text;
    }
}

TEST_F(OnHtml, StaleNews) {
    site_.column("工作动态").newest = "2021-10-28";
    expect_only("news-staleness", 1, "工作动态");
}

TEST_F(OnHtml, FourteenDaysAreFresh) {
    site_.column("工作动态").newest = "2021-10-29";
    expect_none();
}

TEST_F(OnHtml, StalePolicies) {
    site_.column("政策文件").newest = "2021-05-11";
    expect_only("policy-staleness", 1, "政策文件");
}

TEST_F(OnHtml, StaleNoticesAndOtherColumns) {
    site_.column("通知公告").newest = "2021-05-01";
    site_.column("规划计划").newest = "2020-11-01";
    expect_only("other-columns", 2, "通知公告");
}

TEST_F(OnHtml, StaleHome) {
    for (ColumnPlan& plan : site_.columns) plan.newest = "2021-10-20";
    site_.home_extra.clear();
    const auto found = faults();
    EXPECT_TRUE(found.contains("homepage-staleness"));
}

TEST_F(OnHtml, OneBlankColumn) {
    site_.column("人事信息").items = 0;
    expect_only("other-columns", 1, "“人事信息”为空白栏目");
}

TEST_F(OnHtml, FiveBlankColumns) {
    for (const char* name : {"人事信息", "规划计划", "财政资金", "统计数据", "政策解读"}) {
        site_.column(name).items = 0;
    }
    expect_only("blank-columns", 1, "空白栏目5个");
}

TEST_F(OnHtml, BlankColumnsWithAWayAndAPager) {
    for (const char* name : {"人事信息", "规划计划", "财政资金", "统计数据", "政策解读"}) {
        site_.column(name).items = 0;
    }
    replace_everywhere(
        "<ul class=\"list\"></ul>",
        "<p>暂无相关信息，敬请期待！</p><div class=\"pager\">共 0 条记录 每页显示 20 条 "
        "第 1 页/共 1 页 <a href=\"#\">首页</a> <a href=\"#\">上一页</a> "
        "<a href=\"#\">下一页</a> <a href=\"#\">尾页</a> 转到第 页</div>");
    expect_only("blank-columns", 1, "空白栏目5个");
}

TEST_F(OnHtml, BrokenLinks) {
    site_.home_extra += "<p><a href=\"/gone/page.html\">重点项目进展情况一览</a></p>";
    expect_only("link-availability", 1, "首页链接");
}

TEST_F(OnHtml, AnEmptyListThatSaysSoIsBlankAndNoBrokenLink) {
    site_.column("人事信息").items = 0;
    replace_everywhere("<ul class=\"list\"></ul>", "<p>没有找到相关信息</p>");
    expect_only("other-columns", 1, "“人事信息”为空白栏目");
}

TEST_F(OnHtml, APageThatSaysItIsNotThere) {
    site_.home_extra += "<p><a href=\"/old/page.html\">重点项目进展情况一览</a></p>";
    site_.after = [](HtmlSite& site) {
        site.pages["/old/page.html"] =
            site.page("提示信息",
                      "<div class=\"tip\"><p>抱歉，您访问的页面不存在或已被删除！</p>"
                      "<p>5 秒后返回首页</p></div>");
    };
    expect_only("link-availability", 1, "首页链接");
}

TEST_F(OnHtml, AnArticleAboutPagesThatAreNotThere) {
    site_.home_extra += "<p><a href=\"/new/page.html\">关于整改网站错链断链问题的通知</a></p>";
    site_.after = [](HtmlSite& site) {
        site.pages["/new/page.html"] = replace_all(
            site.pages.at("/"), site.pages.at("/"),
            site.page(
                "关于整改网站错链断链问题的通知",
                "<h1>关于整改网站错链断链问题的通知</h1><p>发布时间：2021-11-05 来源：县政府办</p>"
                "<div "
                "class=\"content\"><p>"
                "近期检查发现部分单位网站存在页面不存在、链接打不开等问题，请于"
                "本月底前完成整改。</p></div>",
                "<meta name=\"ColumnName\" content=\"通知\"><meta name=\"ColumnType\" "
                "content=\"通知\"><meta name=\"ColumnKeywords\" content=\"通知\">"
                "<meta name=\"ColumnDescription\" content=\"县里的通知\">"
                "<meta name=\"ArticleTitle\" content=\"关于整改网站错链断链问题的通知\">"
                "<meta name=\"ContentSource\" content=\"县政府办\">"
                "<meta name=\"PubDate\" content=\"2021-11-05 09:00\">"));
    };
    expect_none();
}

TEST_F(OnHtml, FooterWithoutPolice) {
    site_.footer = replace_all(site_.footer, "豫公网安备 41999902000001号", "");
    site_.footer = replace_all(site_.footer, "recordcode=41999902000001", "");
    expect_only("footer-identity", 1, "公安备案");
}

TEST_F(OnHtml, FooterWithoutSiteCode) {
    site_.footer = replace_all(site_.footer, "网站标识码：4199990001", "");
    site_.footer = replace_all(site_.footer, "?site_code=4199990001", "");
    expect_only("footer-identity", 1, "网站标识码");
}

TEST_F(OnHtml, NoErrorReportEntry) {
    const std::size_t at = site_.footer.find("<a href=\"http://zfwzgl");
    site_.footer.erase(at, site_.footer.find("</a>", at) + 4 - at);
    expect_only("error-report-entry", 1, "我为政府网站找错");
}

TEST_F(OnHtml, ArticlesWithoutTags) {
    site_.tags = "site";
    expect_only("page-tags", 1, "5个未规范设置");
}

TEST_F(OnHtml, NoNameInTheHead) {
    site_.header = "<div class=\"header\"><div class=\"slogan\">务实 高效 便民</div></div>";
    expect_only("domain-and-name", 1, "名称");
}

TEST_F(OnHtml, NeglectedLetter) {
    replace_everywhere("<td>2021-06-03</td><td>已答复</td>", "<td></td><td>待答复</td>");
    const auto before = site_.after;
    site_.after = [before](HtmlSite& site) {
        before(site);
        site.pages.erase("/xzxx/2.html");
        site.pages["/xzxx/"] =
            replace_all(site.pages["/xzxx/"], "<a href=\"/xzxx/2.html\">关于公交车改线的建议</a>",
                        "关于公交车改线的建议");
    };
    expect_only("message-neglect", 1, "1条");
}

TEST_F(OnHtml, BoardThatIsNoLongerKept) {
    replace_everywhere("<td>2021-11-01</td><td>2021-11-03</td>",
                       "<td>2021-08-01</td><td>2021-08-03</td>");
    const auto before = site_.after;
    site_.after = [before](HtmlSite& site) {
        before(site);
        site.pages["/xzxx/1.html"] =
            replace_all(site.pages["/xzxx/1.html"], "2021-11-", "2021-08-");
    };
    expect_only("message-disclosure", 1, "2个月内未更新");
}

TEST_F(OnHtml, MissingRepost) {
    site_.home_extra = replace_all(site_.home_extra, kDocument, "国务院关于另一件事情的重要通知");
    expect_only("required-repost", 1, kDocument);
}

TEST_F(OnHtml, LateRepost) {
    site_.home_extra = replace_all(site_.home_extra, "2021-11-02", "2021-11-05");
    expect_only("required-repost", 1, "未在规定时间内转载");
}

// --- the same in every page family ---------------------------------------------------------------

class OnFamily : public OnHtml, public testing::WithParamInterface<Family> {
protected:
    OnFamily() : OnHtml(GetParam()) {}
};

TEST_P(OnFamily, TheHealthySiteHasNoFinding) {
    expect_none();
    for (const char* rule :
         {"homepage-staleness", "core-column-staleness", "blank-columns", "column-staleness",
          "news-staleness", "policy-staleness", "other-columns", "link-availability",
          "footer-identity", "page-tags", "domain-and-name", "error-report-entry",
          "message-neglect", "message-disclosure", "required-repost"}) {
        EXPECT_EQ(to_string(outcomes_[rule].outcome), "pass")
            << rule << ": " << outcomes_[rule].reason.text;
    }
}

TEST_P(OnFamily, StaleNews) {
    site_.column("工作动态").newest = "2021-10-28";
    expect_only("news-staleness", 1, "工作动态");
}

TEST_P(OnFamily, StaleHome) {
    for (ColumnPlan& plan : site_.columns) plan.newest = "2021-10-20";
    site_.home_extra.clear();
    EXPECT_TRUE(faults().contains("homepage-staleness"));
}

TEST_P(OnFamily, BlankColumns) {
    for (const char* name : {"人事信息", "规划计划", "财政资金", "统计数据", "政策解读"}) {
        site_.column(name).items = 0;
    }
    expect_only("blank-columns", 1, "空白栏目5个");
}

TEST_P(OnFamily, ListsWithoutDatesAreReadFromTheirArticles) {
    site_.after = [this](HtmlSite& site) {
        for (auto& [path, html] : site.pages) {
            for (const ColumnPlan& plan : site.columns) {
                for (int i = 0; i < plan.items; ++i) {
                    const std::string day = format_date(*parse_date(plan.newest) - 7 * i);
                    for (const std::string& printed : {day, replace_all(day, "-", "/")}) {
                        html = replace_all(html, ">" + printed + "<", "><");
                        html = replace_all(html, ">[" + printed + "]<", "><");
                    }
                }
            }
        }
    };
    expect_none();
}

TEST_P(OnFamily, ArticlesWithoutTags) {
    site_.tags = "site";
    expect_only("page-tags", 1, "5个未规范设置");
}

INSTANTIATE_TEST_SUITE_P(Families, OnFamily,
                         testing::Values(Family::dated_file, Family::art, Family::info,
                                         Family::detail));

// --- near misses: what looks like a fault and is none
// ---------------------------------------------

TEST_F(OnHtml, ColumnsFilledByScriptAreNotBlank) {
    for (const char* name : {"人事信息", "规划计划", "财政资金", "统计数据", "政策解读"}) {
        site_.column(name).items = 0;
    }
    replace_everywhere(
        "<ul class=\"list\"></ul>",
        "<div id=\"list\"><ul><li v-for=\"item in list\">{{item.title}}</li></ul></div>"
        "<script>$.ajax({url:\"/api/list?page=1\",success:function(d){render(d)}});"
        "</script><script src=\"/js/vue.js\"></script>");
    expect_none();
    EXPECT_EQ(to_string(outcomes_["blank-columns"].outcome), "not_measured");
}

TEST_F(OnHtml, FramedColumnsAreNotBlank) {
    for (const char* name : {"人事信息", "规划计划", "财政资金", "统计数据", "政策解读"}) {
        site_.column(name).items = 0;
    }
    replace_everywhere("<ul class=\"list\"></ul>",
                       "<iframe src=\"http://xxgk.qinghe.gov.cn/list.jsp\" width=\"800\" "
                       "height=\"600\"></iframe>");
    expect_none();
}

TEST_F(OnHtml, ParentColumnsAreNotBlank) {
    const std::vector<std::string> names{"人事信息", "规划计划", "财政资金", "统计数据",
                                         "政策解读"};
    for (const std::string& name : names) site_.column(name).items = 0;
    site_.after = [](HtmlSite& site) {
        for (auto& [path, html] : site.pages) {
            html = replace_all(html, "<ul class=\"list\"></ul>",
                               "<ul class=\"sub\"><li><a href=\"" + path +
                                   "zx/\">最新信息</a></li><li><a href=\"" + path +
                                   "wq/\">往期信息</a></li></ul>");
        }
        std::map<std::string, std::string> children;
        for (const ColumnPlan& plan : site.columns) {
            if (plan.items > 0) continue;
            for (const char* child : {"zx/", "wq/"}) {
                children[plan.path + child] =
                    replace_all(site.pages.at("/gzdt/"), "工作动态", plan.name);
            }
        }
        site.pages.insert(children.begin(), children.end());
    };
    const auto found = faults();
    EXPECT_FALSE(found.contains("blank-columns"));
    EXPECT_FALSE(found.contains("other-columns"));
}

TEST_F(OnHtml, AColumnWithOneTextIsNotBlank) {
    site_.column("人事信息").items = 0;
    replace_everywhere(
        "<ul class=\"list\"></ul>",
        "<div class=\"text\"><p>本县人事任免由县人民代表大会常务委员会依法决定，任免事项"
        "在会议结束后五个工作日内公布，任前公示在县组织部门网站查询，联系科室为"
        "县人力资源和社会保障局人事科。</p></div>");
    expect_none();
}

TEST_F(OnHtml, AHomePageThatOnlyNavigates) {
    site_.home_extra.clear();
    site_.columns.push_back({"/zyzz/", "重要转载", "2021-11-02"});
    site_.after = [](HtmlSite& site) {
        site.pages["/"] = site.page("清河县人民政府", "<div class=\"cover\"><p>欢迎访问</p></div>");
        for (auto& [path, html] : site.pages) {
            html = replace_all(html, "清河县重要转载第60期工作推进情况的通报", kDocument);
        }
    };
    expect_none();
    EXPECT_EQ(to_string(outcomes_["homepage-staleness"].outcome), "pass");
}

TEST_F(OnHtml, AHomePageThatOnlyNavigatesAndNothingBehindIsFresh) {
    for (ColumnPlan& plan : site_.columns) plan.newest = "2021-10-20";
    site_.home_extra.clear();
    site_.after = [](HtmlSite& site) {
        site.pages["/"] = site.page("清河县人民政府", "<div class=\"cover\"><p>欢迎访问</p></div>");
        for (auto& [path, html] : site.pages) html = replace_all(html, "2021-11-0", "2021-10-0");
    };
    const auto found = faults();
    ASSERT_TRUE(found.contains("homepage-staleness"))
        << to_string(outcomes_["homepage-staleness"].outcome)
        << outcomes_["homepage-staleness"].reason.text;
    EXPECT_NE(found.at("homepage-staleness").front().find("导航"), std::string::npos);
}

TEST_F(OnHtml, ListsWithoutDatesAreReadFromTheirArticles) {
    site_.after = [](HtmlSite& site) {
        for (auto& [path, html] : site.pages) {
            for (std::size_t at = 0; (at = html.find("<span>20", at)) != std::string::npos;) {
                html.erase(at, html.find("</span>", at) + 7 - at);
            }
        }
    };
    expect_none();
}

TEST_F(OnHtml, UndatedNewsCountsAsNotUpdated) {
    site_.after = [](HtmlSite& site) {
        const std::string folder = site.column("工作动态").path;
        for (auto& [path, html] : site.pages) {
            for (const ColumnPlan& plan : site.columns) {
                if (plan.path != folder) continue;
                for (int i = 0; i < plan.items; ++i) {
                    const std::string day = format_date(*parse_date(plan.newest) - 7 * i);
                    if (path.starts_with(folder)) {
                        html = replace_all(html, "发布时间：" + day + " 09:30　", "");
                        html = replace_all(html, "content=\"" + day + " 09:30\"", "content=\"\"");
                        html = replace_all(html, "<span>" + day + "</span>", "");
                    }
                }
            }
        }
        // The addresses would tell the day.
        std::map<std::string, std::string> renamed;
        for (auto& [path, html] : site.pages) {
            std::string text = html;
            for (std::size_t at = 0; (at = text.find(folder + "2021", at)) != std::string::npos;) {
                const std::size_t file = text.find("_", at) + 1;
                text.replace(at + folder.size(), file - at - folder.size(), "n");
                at += folder.size();
            }
            std::string to = path;
            if (const std::size_t file = path.rfind('_');
                path.starts_with(folder) && file != std::string::npos) {
                to = folder + "n" + path.substr(file + 1);
            }
            renamed[to] = text;
        }
        site.pages = std::move(renamed);
    };
    const auto found = faults();
    ASSERT_TRUE(found.contains("news-staleness")) << outcomes_["news-staleness"].reason.text;
    EXPECT_NE(found.at("news-staleness").front().find("未注明发布时间"), std::string::npos);
}

TEST_F(OnHtml, FiveCoreColumns) {
    for (int i = 1; i <= 3; ++i) {
        site_.columns.push_back(
            {fmt::format("/xz{}/", i), fmt::format("乡镇动态{}", i), "2021-09-01"});
    }
    site_.column("工作动态").newest = "2021-10-01";
    site_.column("通知公告").newest = "2021-03-01";
    const auto found = faults();
    ASSERT_TRUE(found.contains("core-column-staleness"));
    EXPECT_FALSE(found.contains("other-columns"));
}

TEST_F(OnHtml, TenColumnsThatStandStill) {
    // So many columns, and none of services: that would be another fault.
    site_.home_extra += "<p><a href=\"http://zwfw.henghe.gov.cn/\">网上办事大厅</a></p>";
    for (int i = 1; i <= 10; ++i) {
        site_.columns.push_back(
            {fmt::format("/zt{}/", i), fmt::format("专项工作{}", i), "2020-09-01"});
    }
    expect_only("column-staleness", 1, "10个");
}

TEST_F(OnHtml, ABoardThatShowsNoRepliesIsNotNeglected) {
    replace_everywhere("<td>2021-06-03</td><td>已答复</td>", "");
    const auto before = site_.after;
    site_.after = [before](HtmlSite& site) {
        before(site);
        std::string& board = site.pages["/xzxx/"];
        board = replace_all(board, "<td>2021-11-03</td><td>已答复</td>", "");
        board = replace_all(board, "<th>答复时间</th><th>状态</th>", "");
    };
    EXPECT_FALSE(faults().contains("message-neglect"));
}

}  // namespace
}  // namespace mingcha::html_site
