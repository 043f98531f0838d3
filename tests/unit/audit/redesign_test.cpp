// What was seen before a redesign says nothing of the new pages.
#include "audit/redesign.h"

#include <gtest/gtest.h>

#include "audit/engine.h"
#include "ruleset/load.h"

namespace mingcha::audit {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

SiteFacts stale_site() {
    SiteFacts facts;
    facts.site.site_code = "9999000001";
    facts.site.name = "云泽县人民政府";
    facts.site.url = "http://yz.gov.cn/";
    facts.site.kind = SiteKind::portal;
    facts.visited = true;
    PageRecord home;
    home.facts.url = "http://yz.gov.cn/";
    home.facts.kind = PageKind::home;
    home.facts.text_chars = 500;
    home.http_status = 200;
    for (const char* title : {"政务要闻一", "政务要闻二", "政务要闻三"}) {
        home.facts.items.push_back(
            {title, "http://yz.gov.cn/a.html", PrintedDate{day("2026-01-05")}});
    }
    home.archive.at = at(day("2026-03-05"));
    home.first_seen = at(day("2025-09-01"));
    facts.pages.push_back(home);
    facts.seen = {{"http://yz.gov.cn/a.html", at(day("2025-09-01")), at(day("2026-03-10"))},
                  {"http://yz.gov.cn/b.html", at(day("2026-03-10")), at(day("2026-03-10"))}};
    facts.earlier = {{at(day("2025-12-10")), {}}, {at(day("2026-03-07")), {}}};
    return facts;
}

Verdict verdict(const SiteFacts& facts, const char* rule) {
    static const Ruleset kRuleset = *ruleset::load_or_fail("luan-2021", ruleset::builtin_sources());
    AuditContext context;
    context.ruleset = &kRuleset;
    context.campaign.as_of = end_of(day("2026-03-10"));
    for (Verdict& each : judge_site(facts, context)) {
        if (each.rule == rule) return each;
    }
    return {};
}

TEST(Redesign, EarlierVisitsAndFirstSightsAreForgotten) {
    SiteFacts facts = stale_site();
    begin_anew(facts, day("2026-03-06"));
    ASSERT_EQ(facts.earlier.size(), 1U);
    EXPECT_EQ(facts.earlier[0].as_of, at(day("2026-03-07")));
    ASSERT_EQ(facts.seen.size(), 1U);
    EXPECT_EQ(facts.seen[0].url, "http://yz.gov.cn/b.html");
    EXPECT_FALSE(facts.pages[0].first_seen);
}

TEST(Redesign, NoVerdictOnUpdatesRestsOnPagesFromBeforeIt) {
    SiteFacts facts = stale_site();
    EXPECT_EQ(verdict(facts, "homepage-staleness").outcome, Outcome::fail);
    begin_anew(facts, day("2026-03-06"));  // the pages are of the 5th
    const Verdict open = verdict(facts, "homepage-staleness");
    EXPECT_EQ(open.outcome, Outcome::not_measured);
    EXPECT_EQ(open.reason.code, ReasonCode::ours);
    EXPECT_NE(open.reason.text.find("2026-03-06"), std::string::npos);
    // What does not rest on updates is judged as before.
    EXPECT_EQ(verdict(facts, "footer-identity").outcome,
              verdict(stale_site(), "footer-identity").outcome);
    SiteFacts fresh = stale_site();
    begin_anew(fresh, day("2026-03-05"));  // fetched on its day or later: the new pages
    EXPECT_EQ(verdict(fresh, "homepage-staleness").outcome, Outcome::fail);
}

TEST(Redesign, AProblemIsTheSameWhateverItsNewAddress) {
    const std::vector<PriorFinding> previous{
        {"a", "9999000001", "guide-accuracy", "http://yz.gov.cn/old.html", "指南有误"},
        {"b", "9999000001", "other-columns", "notices|通知公告", "“通知公告”更新不及时"},
        {"c", "9999000002", "guide-accuracy", "http://b.gov.cn/old.html", "指南有误"}};
    const auto after = without_addresses(previous, "9999000001");
    EXPECT_EQ(after[0].place, "");
    EXPECT_EQ(after[1].place, "notices|通知公告");  // kind and name stay the identity
    EXPECT_EQ(after[2].place, "http://b.gov.cn/old.html");
}

}  // namespace
}  // namespace mingcha::audit
