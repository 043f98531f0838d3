#include "annual/observe.h"

#include <gtest/gtest.h>

namespace mingcha::annual {
namespace {

constexpr const char* kHome = "http://www.qinghe.example/";

PrintedDate printed(const char* day) {
    return {*parse_date(day)};
}

PageRecord page(std::string_view url, PageKind kind, ColumnKind column = ColumnKind::other) {
    PageRecord made;
    made.facts.url = url;
    made.facts.kind = kind;
    made.facts.column_kind = column;
    made.facts.text_chars = 300;
    made.http_status = 200;
    made.depth = kind == PageKind::home ? 0 : 1;
    return made;
}

PageRecord article(std::string_view url, ColumnKind column, const char* day) {
    PageRecord made = page(url, PageKind::article, column);
    made.facts.publish_date = printed(day);
    return made;
}

class SiteYearTest : public ::testing::Test {
protected:
    void SetUp() override {
        site_.site_code = "9978010011";
        site_.name = "清河县人民政府网";
        site_.unit = "清河县人民政府";
        site_.url = kHome;
        site_.kind = SiteKind::portal;
        facts_.site = site_;
        facts_.visited = true;
        facts_.pages.push_back(page(kHome, PageKind::home));
        facts_.pages[0].facts.footer.icp = "示例ICP备00000000号";
    }

    Values seen() {
        SiteYear year(site_, 2021);
        year.add(audit::SiteView(facts_, end_of(*parse_date("2021-12-20"))));
        return year.values(accounts_, posts_);
    }

    static std::string text(const Values& values, const char* field) {
        const auto found = values.find(field);
        return found == values.end() ? "-" : found->second.text;
    }

    Site site_;
    SiteFacts facts_;
    std::vector<Account> accounts_;
    std::vector<Post> posts_;
};

TEST_F(SiteYearTest, CountsEachArticleOfTheYearOnce) {
    facts_.pages.push_back(
        article("http://www.qinghe.example/dt/1.html", ColumnKind::news, "2021-03-01"));
    facts_.pages.push_back(
        article("http://www.qinghe.example/dt/2.html", ColumnKind::news, "2020-12-31"));
    facts_.pages.push_back(
        article("http://www.qinghe.example/zc/1.html", ColumnKind::policies, "2021-05-06"));
    PageRecord list = page("http://www.qinghe.example/dt/", PageKind::column, ColumnKind::news);
    list.facts.items = {{"一", "http://www.qinghe.example/dt/1.html", printed("2021-03-01")},
                        {"三", "http://www.qinghe.example/dt/3.html", printed("2021-04-01")},
                        {"四", "http://www.elsewhere.example/4.html", printed("2021-04-01")},
                        {"五", "http://www.qinghe.example/dt/5.html", std::nullopt}};
    facts_.pages.push_back(list);
    const Values values = seen();
    EXPECT_EQ(text(values, "published"), "3");
    EXPECT_EQ(text(values, "published_news"), "2");
    EXPECT_EQ(text(values, "published_disclosure"), "1");
    EXPECT_EQ(text(values, "published_overview"), "-");
    EXPECT_EQ(text(values, "interpretations"), "-");
    EXPECT_EQ(text(values, "icp"), "示例ICP备00000000号");
    EXPECT_EQ(values.at("published").source, "1次检查所见");
}

TEST_F(SiteYearTest, SaysWhereAnInspectionWasCutShort) {
    facts_.pages.push_back(
        article("http://www.qinghe.example/dt/1.html", ColumnKind::news, "2021-03-01"));
    facts_.cut_short = {ReasonCode::budget, "页数用尽"};
    EXPECT_EQ(seen().at("published").source, "1次检查所见，采集未尽");
}

TEST_F(SiteYearTest, AddsUpLettersWithTheirDays) {
    const auto letter = [&](const char* title, const char* asked, const char* replied) {
        MessageRow row;
        row.site_code = site_.site_code;
        row.column = "县长信箱";
        row.title = title;
        row.asked_at = at(*parse_date(asked));
        if (*replied != '\0') row.replied_at = at(*parse_date(replied));
        facts_.messages.push_back(row);
    };
    letter("路灯不亮", "2021-03-01", "2021-03-03");
    letter("公交改线", "2021-04-01", "2021-04-04");
    letter("噪声扰民", "2021-05-01", "");
    letter("去年的事", "2020-05-01", "2020-05-02");
    const Values values = seen();
    EXPECT_EQ(text(values, "letters"), "3");
    EXPECT_EQ(text(values, "letters_settled"), "2");
    EXPECT_EQ(text(values, "letters_days"), "2.5");
}

TEST_F(SiteYearTest, OfASiteThatWasNotReadSaysWhatTheRegistrySays) {
    facts_.pages.clear();
    facts_.visited = false;
    const Values values = seen();
    EXPECT_EQ(text(values, "site_type"), "政府门户网站");
    EXPECT_EQ(text(values, "published"), "-");
    EXPECT_EQ(text(values, "letters"), "-");
    EXPECT_EQ(text(values, "has_media"), "-");
}

TEST_F(SiteYearTest, KnowsTheAccountsOfItsUnit) {
    Account own;
    own.account_code = "997801M001WX0001";
    own.operator_name = "清河县人民政府";
    own.name = "清河发布";
    own.type = "微信订阅号";
    own.followers = 1200;
    Account other = own;
    other.account_code = "997801M002WX0001";
    other.operator_name = "清河县林业局";
    accounts_ = {own, other};
    for (const char* day : {"2021-02-01", "2021-11-01", "2020-11-01"}) {
        Post post;
        post.account_key = own.account_code;
        post.published_at = at(*parse_date(day));
        posts_.push_back(post);
    }
    const Values values = seen();
    EXPECT_EQ(text(values, "has_media"), "是");
    EXPECT_EQ(text(values, "wechat_name"), "清河发布");
    EXPECT_EQ(text(values, "wechat_followers"), "1200");
    EXPECT_EQ(text(values, "wechat_posts"), "2");
    EXPECT_EQ(text(values, "weibo_name"), "-");
}

}  // namespace
}  // namespace mingcha::annual
