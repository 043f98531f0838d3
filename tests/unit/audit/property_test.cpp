// What must hold of any facts, whatever they are: made-up sites of a seeded generator.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

#include "audit/engine.h"
#include "tests/rules/standard.h"

namespace mingcha::audit {
namespace {

constexpr int kSites = 80;

// A made-up site: columns, lists, articles, boards, walls and rubbish, all by chance.
class MadeSite {
public:
    explicit MadeSite(std::uint32_t seed) : random_(seed) {
        Site& site = facts.site;
        site.site_code = "4199990001";
        site.url = "http://www.qinghe.gov.cn/";
        site.name = "清河县人民政府";
        site.kind = static_cast<SiteKind>(below(4));
        site.has_services = below(4) != 0;
        const int pages = below(60);
        for (int i = 0; i < pages; ++i) add_page(i);
        for (int i = below(20); i > 0; --i) add_check();
        if (below(5) == 0) facts.cut_short = {ReasonCode::budget, "页数已满"};
        if (pages == 0) facts.unvisited = {ReasonCode::site, "连接超时"};
        facts.visited = pages > 0;
    }

    SiteFacts facts;

    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

private:
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

    std::string_view address(int page) {
        if (page == 0) return "http://www.qinghe.gov.cn/";
        const char* shape = below(20) == 0 ? "https://qinghe.gov.cn/" : "http://www.qinghe.gov.cn/";
        return keep(shape + std::string(page % 3 == 0 ? "lm" : "art/") + std::to_string(page) +
                    (page % 3 == 0 ? "/" : ".html"));
    }

    std::string_view title(int page) {
        return keep("国务院关于第" + std::to_string(page) + "类重点工作的意见");
    }

    std::optional<PrintedDate> date() {
        if (below(4) == 0) return std::nullopt;
        return PrintedDate{Date{18943 - below(500)}};
    }

    void add_page(int number) {
        PageRecord page;
        PageFacts& made = page.facts;
        made.url = address(number);
        made.kind = number == 0       ? PageKind::home
                    : number % 3 == 0 ? PageKind::column
                                      : static_cast<PageKind>(1 + below(5));
        made.column_kind = static_cast<ColumnKind>(below(12));
        made.column_name = below(3) == 0 ? "" : keep("栏目" + std::to_string(number));
        made.title = title(number);
        made.publish_date = date();
        made.needs_rendering = below(12) == 0;
        made.text_chars = static_cast<std::uint32_t>(below(2000));
        if (below(2) == 0) made.main_chars = static_cast<std::uint32_t>(below(400));
        made.site_name_in_header = below(8) != 0;
        for (int i = below(12); i > 0; --i) {
            const int to = below(60);
            made.items.push_back({title(to), address(to), date()});
        }
        for (int i = below(8); i > 0; --i) {
            const int to = 3 * below(20);
            made.columns.push_back({keep("栏目" + std::to_string(to)), address(to),
                                    static_cast<ColumnKind>(below(12)), 0});
        }
        for (int i = below(12); i > 0; --i) {
            const int to = below(60);
            made.links.push_back(
                {address(to), title(to), static_cast<LinkKind>(below(6)), false, below(10) == 0});
        }
        for (int i = below(10) == 0 ? below(6) : 0; i > 0; --i) {
            MessageEntry entry;
            entry.title = title(below(9));
            entry.asked_at = date();
            entry.replied_at = date();
            entry.reply = static_cast<ReplyState>(below(3));
            made.messages.push_back(entry);
        }
        page.http_status = 200;
        if (number > 0 && below(10) == 0) page.http_status = 404;
        if (below(15) == 0) page.problem = {ReasonCode::blocked, "状态码412"};
        facts.pages.push_back(std::move(page));
    }

    void add_check() {
        LinkCheck check;
        check.url = std::string(address(below(60)));
        check.state = static_cast<LinkState>(below(4));
        if (below(2) == 0) check.home_places.emplace_back("http://www.qinghe.gov.cn/");
        facts.links.push_back(std::move(check));
    }

    std::mt19937 random_;
    std::deque<std::string> texts_;
};

class AnyFacts : public testing::Test {
protected:
    AnyFacts() : ruleset_(cases::small_standard()) {
        context_.ruleset = &ruleset_;
        context_.campaign.id = "2021Q4";
        context_.campaign.as_of = *parse_instant("2021-11-12T18:00:00+08:00");
        for (int i = 0; i < 3; ++i) {
            context_.reposts.push_back(
                {std::to_string(i), "国务院关于第" + std::to_string(10 * i) + "类重点工作的意见",
                 "", at(Date{18900}), "", 24 * 3650, ""});
            context_.reposts.back().due_hours = 24 * 40;
        }
    }

    Ruleset ruleset_;
    AuditContext context_;
};

TEST_F(AnyFacts, EveryVerdictIsWhole) {
    int failed = 0;
    for (int seed = 0; seed < kSites; ++seed) {
        const MadeSite made(static_cast<std::uint32_t>(seed));
        for (const Verdict& verdict : judge_site(made.facts, context_)) {
            SCOPED_TRACE(verdict.rule + " of site " + std::to_string(seed));
            const bool open = verdict.outcome == Outcome::not_measured;
            EXPECT_EQ(open, verdict.reason.code != ReasonCode::none);
            EXPECT_EQ(open, !verdict.reason.text.empty());
            if (verdict.outcome == Outcome::pass || open ||
                verdict.outcome == Outcome::not_applicable) {
                EXPECT_TRUE(verdict.findings.empty());
            }
            for (const Finding& finding : verdict.findings) {
                EXPECT_FALSE(finding.evidence.empty());
                EXPECT_FALSE(finding.place.empty());
                EXPECT_FALSE(finding.problem.empty());
                EXPECT_GE(finding.count, 1);
                ++failed;
            }
        }
    }
    EXPECT_GT(failed, kSites) << "the made sites have no faults to speak of";
}

// "Not found" and "not shown" may only be said of what was read: a wall that hides lists cannot
// make a site lack what it showed before.
TEST_F(AnyFacts, AWallNeverMakesSomethingMissing) {
    const auto outcome = [&](const SiteFacts& facts, std::string_view rule) {
        for (const Verdict& verdict : judge_site(facts, context_)) {
            if (verdict.rule == rule) return verdict.outcome;
        }
        return Outcome::not_measured;
    };
    int tried = 0;
    for (int seed = 0; seed < kSites; ++seed) {
        MadeSite made(static_cast<std::uint32_t>(seed));
        for (const char* rule :
             {"required-repost", "blank-columns", "core-column-staleness", "column-staleness"}) {
            if (outcome(made.facts, rule) != Outcome::pass) continue;
            SiteFacts walled = made.facts;
            walled.cut_short = {ReasonCode::blocked, "被防护设备拒绝"};
            for (std::size_t i = 1; i < walled.pages.size(); ++i) {
                if (made.below(2) == 0) walled.pages[i].problem = walled.cut_short;
            }
            ++tried;
            EXPECT_NE(outcome(walled, rule), Outcome::fail) << rule << " of site " << seed;
        }
    }
    EXPECT_GT(tried, 30);
}

}  // namespace
}  // namespace mingcha::audit
