// Where a site shows what it had to repost, and whether in time.
#include "audit/reposts.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

constexpr const char* kTitle = "国务院办公厅关于加快推进政务服务标准化的指导意见";

RepostItem item(const char* id, const char* title, const char* issued) {
    RepostItem made;
    made.id = id;
    made.title = title;
    made.issued_at = *parse_instant(issued);
    return made;
}

SiteFacts site_showing(const char* title, const char* on) {
    SiteFacts facts;
    facts.site.site_code = "9999000001";
    facts.site.url = "http://yz.gov.cn/";
    facts.visited = true;
    PageRecord home;
    home.facts.url = "http://yz.gov.cn/";
    home.facts.kind = PageKind::home;
    home.http_status = 200;
    ListItem listed;
    listed.title = title;
    listed.url = "http://yz.gov.cn/zz/1.html";
    listed.date = PrintedDate{*parse_date(on)};
    home.facts.items.push_back(listed);
    facts.pages.push_back(home);
    return facts;
}

RepostState state_of(const SiteFacts& facts, const RepostItem& wanted) {
    const SiteView site(facts, end_of(*parse_date("2026-03-10")));
    return look_for_reposts(site, {wanted}).at(0).state;
}

TEST(Reposts, AreInTimeLateMissingOrNotDue) {
    const RepostItem wanted = item("1", kTitle, "2026-03-02 10:00");
    EXPECT_EQ(state_of(site_showing(kTitle, "2026-03-03"), wanted), RepostState::in_time);
    EXPECT_EQ(state_of(site_showing(kTitle, "2026-03-04"), wanted), RepostState::late);
    EXPECT_EQ(state_of(site_showing("云泽市召开安全生产工作会议部署", "2026-03-03"), wanted),
              RepostState::missing);
    EXPECT_EQ(state_of(site_showing(kTitle, "2026-03-03"), item("2", kTitle, "2026-03-10 10:00")),
              RepostState::not_due);
}

TEST(Reposts, WhereNotAllWasReadNothingIsMissing) {
    SiteFacts facts = site_showing("云泽市召开安全生产工作会议部署", "2026-03-03");
    facts.cut_short = {ReasonCode::budget, "页数已满"};
    EXPECT_EQ(state_of(facts, item("1", kTitle, "2026-03-02 10:00")), RepostState::unknown);
    SiteFacts unseen;
    unseen.site = facts.site;
    unseen.unvisited = {ReasonCode::ours, "尚未访问"};
    EXPECT_EQ(state_of(unseen, item("1", kTitle, "2026-03-02 10:00")), RepostState::unknown);
}

}  // namespace
}  // namespace mingcha::audit
