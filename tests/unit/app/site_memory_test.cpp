// Which titles are looked for by a site's own search, and how.
#include "app/site_memory.h"

#include <gtest/gtest.h>

namespace mingcha::app {
namespace {

const Instant kAsOf = *parse_instant("2021-11-12T18:00:00+08:00");
const gather::Target kTarget{"3400000001", "http://a.gov.cn/", false, {}};

struct Page {
    std::string url, title;
    PageKind kind = PageKind::article;
    Date day = *make_date(2021, 10, 1);
};

void note(SiteMemory& memory, const Page& page, std::uint32_t sequence, bool form = false) {
    gather::Visit visit;
    visit.target = &kTarget;
    visit.url = page.url;
    visit.sequence = sequence;
    PageFacts facts;
    facts.kind = page.kind;
    facts.title = page.title;
    facts.publish_date = PrintedDate{page.day};
    if (form) {
        facts.forms.search_way = SearchWay::get;
        facts.forms.search_action = "http://a.gov.cn/so?x=1";
        facts.forms.search_field = "q";
        facts.forms.search_fixed = "site=1";
    }
    memory.note(visit, facts);
}

Page article(int number) {
    return {"http://a.gov.cn/" + std::to_string(number) + ".html",
            "某市召开第" + std::to_string(number) + "次全体会议"};
}

TEST(SiteMemory, LooksForFourTitlesWhateverTheOrderOfReading) {
    SiteMemory there("2021Q4", kAsOf);
    SiteMemory back("2021Q4", kAsOf);
    note(there, {"http://a.gov.cn/", "首页", PageKind::home}, 0, true);
    note(back, {"http://a.gov.cn/", "首页", PageKind::home}, 0, true);
    for (int i = 1; i <= 30; ++i) note(there, article(i), static_cast<std::uint32_t>(i));
    for (int i = 30; i >= 1; --i) note(back, article(i), static_cast<std::uint32_t>(i));
    const auto asks = there.searches(kTarget.key);
    ASSERT_EQ(asks.size(), 4U);
    const auto others = back.searches(kTarget.key);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(asks[i].page, others[i].page);
        EXPECT_EQ(asks[i].url, others[i].url);
        EXPECT_TRUE(asks[i].url.starts_with("http://a.gov.cn/so?site=1&q=%E6%9F%90"));
    }
    there.forget(kTarget.key);
    EXPECT_TRUE(there.searches(kTarget.key).empty());
}

TEST(SiteMemory, LooksForNothingWithoutAFormToFollow) {
    SiteMemory memory("2021Q4", kAsOf);
    note(memory, article(1), 1);
    EXPECT_TRUE(memory.searches(kTarget.key).empty());
}

TEST(SiteMemory, TakesTheFormOfThePageThatWasAskedForFirst) {
    SiteMemory memory("2021Q4", kAsOf);
    note(memory, article(1), 5, true);
    EXPECT_EQ(memory.searches(kTarget.key).size(), 1U);
}

TEST(SiteMemory, LeavesOutWhatASearchNeedNotKnow) {
    SiteMemory memory("2021Q4", kAsOf);
    note(memory, {"http://a.gov.cn/", "首页", PageKind::home}, 0, true);
    note(memory, {"http://a.gov.cn/1", "通知公告", PageKind::article}, 1);  // too short
    note(memory, {"http://a.gov.cn/2", "某市人民政府工作动态栏目", PageKind::column}, 2);
    note(
        memory,
        {"http://a.gov.cn/3", "某市召开今年的全体会议", PageKind::article, *make_date(2021, 11, 1)},
        3);  // eleven days old
    EXPECT_TRUE(memory.searches(kTarget.key).empty());
    note(memory,
         {"http://a.gov.cn/4", "某市召开今年的全体会议", PageKind::article,
          *make_date(2021, 10, 29)},
         4);  // fourteen
    EXPECT_EQ(memory.searches(kTarget.key).size(), 1U);
}

TEST(SiteMemory, KeepsSheetsOfASite) {
    SiteMemory memory("2021Q4", kAsOf);
    EXPECT_EQ(memory.sheets("a"), nullptr);
    memory.keep_sheet("a", "http://a.gov.cn/a.css", "x");
    const auto first = memory.sheets("a");
    memory.keep_sheet("a", "http://a.gov.cn/b.css", "y");
    EXPECT_EQ(first->size(), 1U);  // what a worker holds does not change
    EXPECT_EQ(memory.sheets("a")->size(), 2U);
    EXPECT_EQ(memory.sheets("b"), nullptr);
}

PageFacts results(std::string_view text, TextPart part = TextPart::main) {
    PageFacts facts;
    facts.text_blocks.push_back({text, part});
    return facts;
}

TEST(SiteMemory, KnowsAPageWithoutResults) {
    EXPECT_TRUE(says_no_results(results("抱歉，没有找到相关结果")));
    EXPECT_TRUE(says_no_results(results("共 0 条")));
    EXPECT_FALSE(says_no_results(results("共10条")));
    EXPECT_FALSE(says_no_results(results("没有找到", TextPart::footer)));
    EXPECT_FALSE(says_no_results(results("某市人民政府")));
}

}  // namespace
}  // namespace mingcha::app
