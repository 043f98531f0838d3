// The library of solicitations: activities with their results, days, and what is held elsewhere.
#include "audit/solicitations.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

class Library : public ::testing::Test {
protected:
    Library() {
        facts_.site.site_code = "9999000001";
        facts_.site.url = "http://yz.gov.cn/";
        facts_.visited = true;
        home_.facts.url = "http://yz.gov.cn/";
        home_.facts.kind = PageKind::home;
        home_.http_status = 200;
        Column column;
        column.name = "意见征集";
        column.url = "http://yz.gov.cn/yjzj/";
        column.kind = ColumnKind::consultation;
        column.level = 1;
        home_.facts.columns.push_back(column);
        Link menu;
        menu.url = column.url;
        menu.text = column.name;
        home_.facts.links.push_back(menu);
        list_.facts.url = "http://yz.gov.cn/yjzj/";
        list_.facts.kind = PageKind::column;
        list_.facts.column_name = "意见征集";
        list_.facts.column_kind = ColumnKind::consultation;
        list_.http_status = 200;
    }

    void item(const char* title, const char* url, const char* on = nullptr) {
        ListItem made;
        made.title = title;
        made.url = url;
        if (on != nullptr) made.date = PrintedDate{day(on)};
        list_.facts.items.push_back(made);
    }

    std::vector<Solicitation> read() {
        facts_.pages = {home_, list_};
        const SiteView site(facts_, end_of(day("2026-03-10")));
        unread_ = unread_library(site);
        return solicitations_of(site);
    }

    SiteFacts facts_;
    PageRecord home_;
    PageRecord list_;
    Reason unread_;
};

TEST_F(Library, AResultBelongsToItsActivity) {
    item("关于征求《云泽市养犬管理办法》意见的公告", "http://yz.gov.cn/yjzj/1.html", "2026-01-05");
    item("关于公交线路调整的问卷调查", "http://yz.gov.cn/yjzj/2.html", "2026-01-20");
    item("《云泽市养犬管理办法》征集结果反馈", "http://yz.gov.cn/yjzj/3.html", "2026-02-08");
    const auto found = read();
    EXPECT_EQ(unread_.code, ReasonCode::none);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].begun, day("2026-01-05"));
    EXPECT_EQ(found[0].feedback_url, "http://yz.gov.cn/yjzj/3.html");
    EXPECT_EQ(found[0].feedback_on, day("2026-02-08"));
    EXPECT_TRUE(found[1].feedback_url.empty());
}

TEST_F(Library, AResultWithoutADayIsSaidToHaveNone) {
    item("关于公交线路调整的问卷调查", "http://yz.gov.cn/yjzj/2.html", "2026-01-20");
    item("公交线路调整调查结果", "http://yz.gov.cn/yjzj/4.html");
    const auto found = read();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].feedback_url, "http://yz.gov.cn/yjzj/4.html");
    EXPECT_FALSE(found[0].feedback_on);
}

TEST_F(Library, AResultOfAnotherMatterStandsByItself) {
    item("关于公交线路调整的问卷调查", "http://yz.gov.cn/yjzj/2.html", "2026-01-20");
    item("老旧小区改造意见征集采纳情况", "http://yz.gov.cn/yjzj/5.html", "2026-01-25");
    const auto found = read();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].feedback_url.empty());
    EXPECT_TRUE(found[1].title.empty());
    EXPECT_EQ(found[1].feedback_on, day("2026-01-25"));
}

TEST_F(Library, OfAnotherYearIsAnotherActivity) {
    item("2025年度政府工作报告意见征集", "http://yz.gov.cn/yjzj/6.html", "2025-12-01");
    item("2024年度政府工作报告意见征集结果反馈", "http://yz.gov.cn/yjzj/7.html", "2025-12-20");
    EXPECT_EQ(read().size(), 2U);
}

TEST_F(Library, ASurveyOnAServiceElsewhereHasNotUsedTheOnlyChannel) {
    Link outside;
    outside.url = "https://www.wjx.cn/vm/abc.aspx";
    outside.text = "老旧小区改造满意度问卷";
    outside.external = true;
    home_.facts.links.push_back(outside);
    const auto found = read();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].off_site);
    EXPECT_EQ(found[0].title, "老旧小区改造满意度问卷");
    // Its twin in the library is the channel.
    item("老旧小区改造满意度问卷", "http://yz.gov.cn/yjzj/8.html", "2026-02-01");
    const auto both = read();
    ASSERT_EQ(both.size(), 1U);
    EXPECT_FALSE(both[0].off_site);
}

TEST_F(Library, WhereNoLibraryWasSeenNothingIsSaid) {
    home_.facts.columns.clear();
    home_.facts.links.clear();
    list_.facts.column_kind = ColumnKind::other;
    list_.facts.url = "http://yz.gov.cn/x/";
    read();
    EXPECT_NE(unread_.code, ReasonCode::none);
}

}  // namespace
}  // namespace mingcha::audit
