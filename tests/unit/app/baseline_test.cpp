// Last quarter's circular as a past: problems told apart, rows matched, marked when found again.
#include "app/baseline.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/campaigns.h"
#include "app/judge_campaign.h"
#include "app/rulesets.h"
#include "app/verdicts.h"
#include "audit/carry_over.h"
#include "office/xlsx_write.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/testdata.h"
#include "tests/unit/proof/circular_text.h"

namespace mingcha::app {
namespace {

using testing::TempDir;

Ruleset luan() {
    const TempDir empty;
    return *ruleset::load_or_fail("luan-2021", *ruleset_sources(empty.path()));
}

BaselineRequest request(const std::string& text, const std::string& name = "q2.txt") {
    BaselineRequest made;
    made.id = "2022Q2";
    made.files = {{name, text}};
    return made;
}

Registry registry() {
    Registry made;
    Site swj;
    swj.site_code = "9912000015";
    swj.name = swj.unit = "云泽市水务局";
    swj.url = "http://swj.yz.example/";
    Site portal;
    portal.site_code = "9912010001";
    portal.name = portal.unit = "云东县人民政府";
    portal.kind = SiteKind::portal;
    made.sites = {swj, portal};
    return made;
}

TEST(Baseline, TellsSingleProblemsWithTheirSubject) {
    const Ruleset ruleset = luan();
    const std::vector<std::string> expected{"政策文件更新不及时", "办事指南依据缺失",
                                            "办事指南事项分类不准确"};
    EXPECT_EQ(
        single_problems("政策文件更新不及时; 办事指南依据缺失、事项分类不准确。", ruleset, false),
        expected);
    EXPECT_TRUE(single_problems("无", ruleset, false).empty());
    // A comma within one problem parts nothing.
    EXPECT_EQ(single_problems("图书、报刊均无，望尽快改", ruleset, false).size(), 1U);
}

TEST(Baseline, UnderstandsTheCircular) {
    const auto read = read_baseline(request(proof::sound_circular()), registry(), luan());
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->site_rows, 8);
    EXPECT_EQ(read->sites_failed, 2);
    EXPECT_EQ(read->site_rate, Points::whole(75));
    EXPECT_EQ(read->campaign.window,
              (DateRange{*parse_date("2022-05-09"), *parse_date("2022-05-13")}));
    EXPECT_EQ(read->campaign.title, "2022年第二季度");
    EXPECT_TRUE(read->campaign.closed);
    EXPECT_EQ(read->campaign.origin, CampaignOrigin::document);
    EXPECT_EQ(read->sites, (std::vector<std::string>{"9912010001", "9912000015"}));
    EXPECT_EQ(read->unmatched.size(), 6U + 3U);  // the other sites, and all accounts
    EXPECT_EQ(read->account_rows, 3);
}

TEST(Baseline, MatchesByUnitWhereTheDocumentHasNoCodes) {
    std::string text = proof::sound_circular();
    const std::size_t at = text.find("8\t9912000015");
    text.replace(at, std::string_view("8\t9912000015").size(), "8\t—");
    const auto read = read_baseline(request(text), registry(), luan());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->sites.back(), "9912000015");
}

TEST(Baseline, ReadsAnnexesAsAWorkbook) {
    const office::Table sites{
        {"序号", "网站标识码", "单位名称", "首页网址", "检查结果", "存在问题"},
        {},
        {{"1", "9912010001", "云东县人民政府", "http://www.yd.example", "100.5分", "无"},
         {"2", "9912000015", "云泽市水务局", "http://swj.yz.example", "不合格", "首页不更新"}}};
    const auto bytes = office::write_xlsx({{"附件1", sites}});
    ASSERT_TRUE(bytes);
    BaselineRequest asked = request(*bytes, "annexes.xlsx");
    EXPECT_FALSE(read_baseline(asked, registry(), luan())) << "no days in it";
    asked.window = DateRange{*parse_date("2022-05-09"), *parse_date("2022-05-13")};
    const auto read = read_baseline(asked, registry(), luan());
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->site_rate, Points::whole(50));
    ASSERT_EQ(read->findings.size(), 1U);
    EXPECT_EQ(read->findings[0].target, "9912000015");
    EXPECT_EQ(read->campaign.window, *asked.window);
}

TEST(Baseline, RefusesWhatHasNoRows) {
    const auto read = read_baseline(request("关于某事的通报\n没有附件。\n"), registry(), luan());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().where, "q2.txt");
}

// As most offices publish them: the text alone.
TEST(Baseline, TakesThePassRateOfATextWithoutAnnexes) {
    const auto read = read_baseline(
        request("关于2022年第二季度全市政府网站检查情况的通报\n2022年5月9日至13日，对全市正在运行的"
                "40个政府网站进行检查，发现不合格网站2个，合格率95%；政务新媒体合格率90%。"),
        registry(), luan());
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->site_rate, Points::whole(95));
    EXPECT_EQ(read->campaign.title, "2022年第二季度");
    EXPECT_TRUE(read->findings.empty());
    ASSERT_FALSE(read->warnings.empty());
    EXPECT_NE(read->warnings.front().find("只读到网站合格率"), std::string::npos);
}

TEST(Baseline, AProblemFoundAgainIsCarriedOver) {
    const TempDir dir;
    const auto opened = store::Store::open(dir.path());
    ASSERT_TRUE(opened);
    store::Store* const store = opened->get();
    ASSERT_TRUE(store::save(*store, {}, registry().sites));
    const auto read = import_baseline(*store, dir.path(), request(proof::sound_circular()));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_FALSE(import_baseline(*store, dir.path(), request(proof::sound_circular())))
        << "the id is taken";

    Campaign next;
    next.id = "2022Q3";
    next.ruleset = "luan-2021";
    next.window = {*parse_date("2022-08-08"), *parse_date("2022-08-12")};
    next.as_of = end_of(next.window.to);
    next.by_hand = true;
    ASSERT_TRUE(create_campaign(*store, *ruleset_sources(dir.path()), next));
    const auto before =
        std::find_if(read->findings.begin(), read->findings.end(),
                     [](const ImportedFinding& each) { return each.target == "9912000015"; });
    ASSERT_NE(before, read->findings.end());
    EXPECT_EQ(before->rule, "");  // words that no ruleset knows are matched as they stand
    ImportedFinding again;
    again.target = "9912000015";
    again.rule = "homepage-staleness";
    again.problem = "首页不更新。";
    ImportedFinding fresh = again;
    fresh.target = "9912010001";
    ASSERT_TRUE(store::save(*store, next.id, std::vector{again, fresh}));
    JudgeRequest judge;
    judge.data_dir = dir.path();
    judge.campaign = next.id;
    const auto judged = judge_campaign(*store, judge);
    ASSERT_TRUE(judged) << judged.error().what;
    int carried = 0;
    for (const Verdict& verdict : judged->verdicts) {
        for (const Finding& finding : verdict.findings) {
            EXPECT_EQ(finding.carried_over, finding.target == "9912000015") << finding.problem;
            carried += finding.carried_over ? 1 : 0;
        }
    }
    EXPECT_EQ(carried, 1);
}

TEST(Baseline, ADryRunStoresNothing) {
    const TempDir dir;
    const auto opened = store::Store::open(dir.path());
    ASSERT_TRUE(opened);
    store::Store* const store = opened->get();
    BaselineRequest asked = request(proof::sound_circular());
    asked.dry_run = true;
    ASSERT_TRUE(import_baseline(*store, dir.path(), asked));
    EXPECT_TRUE(all_campaigns(*store)->empty());
}

TEST(Baseline, UnderstandsTheSeed) {
    MINGCHA_NEEDS_TESTDATA(seed, "seed/circular-2021Q4.txt");
    const auto read = read_baseline(request(testing::read_file(seed)), {}, luan());
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->site_rows, 48);
    EXPECT_EQ(read->sites_failed, 3);
    EXPECT_EQ(read->site_rate, (Points{9375}));
    EXPECT_EQ(read->account_rows, 14);
    EXPECT_EQ(read->campaign.window.from, *parse_date("2021-11-04"));
    EXPECT_EQ(std::count_if(read->findings.begin(), read->findings.end(),
                            [](const ImportedFinding& each) { return each.carried_over; }),
              2);
    EXPECT_TRUE(std::none_of(read->findings.begin(), read->findings.end(),
                             [](const ImportedFinding& each) { return each.rule.empty(); }));
}

}  // namespace
}  // namespace mingcha::app
