// The registry's log over the store: appended to, never changed; populations frozen from it; what
// circulars failed and what became of it.
#include "app/life_log.h"

#include <gtest/gtest.h>

#include "app/campaigns.h"
#include "app/importing.h"
#include "app/judge_campaign.h"
#include "app/population.h"
#include "app/score_campaign.h"
#include "base/digest.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

class LifeLog : public ::testing::Test {
protected:
    void SetUp() override {
        import("sites",
               "site_code,name,url,kind,state\n9999000001,云泽县,http://a.gov.cn,portal,running\n"
               "9999000002,云泽局,http://b.gov.cn,department,running\n");
        import("accounts",
               "account_code,operator,name,type\n999900M010WX0001,教育局,云泽教育,微信订阅号\n"
               "999900M010WX0002,教育局,云泽校园,微信订阅号\n"
               "无,林业局,云泽林业,新浪微博\n");
    }

    ImportReport import(const std::string& kind, const std::string& bytes,
                        const std::string& campaign = "") {
        ImportRequest request;
        request.kind = kind;
        request.file = kind + ".csv";
        request.bytes = bytes;
        request.campaign = campaign;
        request.now = now_;
        const auto report = import_rows(*store_, ruleset::builtin_sources(), request);
        EXPECT_TRUE(report) << report.error().text();
        if (report) {
            for (const auto& error : report->errors) ADD_FAILURE() << error.text(kind);
        }
        return report ? *report : ImportReport{};
    }

    LifeEvent step(const char* target, LifeAction action, const char* on) {
        LifeEvent made;
        made.target = target;
        made.action = action;
        made.on = day(on);
        made.approval = "云政办〔2026〕3号";
        made.by = "管理员";
        made.logged_at = now_;
        return made;
    }

    std::string take(const LifeEvent& next) {
        const auto taken = take_steps(*store_, {next});
        return taken ? "" : taken.error().text();
    }

    void campaign(const char* id, const char* from, const char* to) {
        Campaign made;
        made.id = id;
        made.ruleset = "luan-2021";
        made.window = {day(from), day(to)};
        made.as_of = end_of(made.window.to);
        made.by_hand = true;
        const auto done = create_campaign(*store_, ruleset::builtin_sources(), made);
        ASSERT_TRUE(done) << done.error().text();
    }

    Result<Frozen> freeze(const char* id, const char* on, bool again = false,
                          const char* reason = "") {
        FreezeRequest request;
        request.campaign = id;
        request.on = day(on);
        request.again = again;
        request.by = "管理员";
        request.reason = reason;
        request.now = now_;
        return freeze_campaign(*store_, request);
    }

    mingcha::testing::TempDir dir_;
    std::unique_ptr<store::Store> store_ = *store::Store::open(dir_.path());
    Instant now_ = *parse_instant("2026-10-01 09:00");
};

TEST_F(LifeLog, IsAppendedToAndMovesTheRegistry) {
    LifeEvent off = step("9999000002", LifeAction::suspend, "2026-03-01");
    off.notice = day("2026-03-01");
    off.until = day("2026-03-10");
    EXPECT_EQ(take(off), "");
    EXPECT_EQ(take(step("9999000002", LifeAction::resume, "2026-03-08")), "");
    const auto log = life_log(*store_, "9999000002");
    ASSERT_EQ(log->size(), 2U);
    EXPECT_EQ((*log)[0].number, 1);
    EXPECT_EQ((*log)[1].number, 2);
    EXPECT_EQ((*log)[0].until, day("2026-03-10"));
    EXPECT_EQ(store::load<Site>(*store_)->at(1).state, SiteState::running);
    // Refused steps leave neither a row nor a line.
    EXPECT_NE(take(step("9999000002", LifeAction::close, "2026-04-01")), "");
    EXPECT_NE(take(step("9999000009", LifeAction::redesign, "2026-04-01")), "");
    EXPECT_EQ(life_log(*store_, "")->size(), 2U);
}

TEST_F(LifeLog, TakesATableWhollyOrNotAtAll) {
    const std::string head = "标识码,事项,日期,批准文号,主账号,原因\n";
    const std::string good =
        "999900M010WX0002,整合,2026-05-01,云政办1号,999900M010WX0001,\n"
        "新浪微博/云泽林业,注销,2026-05-02,云政办2号,,僵尸\n";
    const auto refused = take_step_table(
        *store_, "f.csv", head + good + "9999000001,关停,2026-05-03,,,\n", "管理员", now_);
    ASSERT_TRUE(refused);
    ASSERT_EQ(refused->errors.size(), 1U);
    EXPECT_EQ(refused->errors[0].line, 4);
    EXPECT_TRUE(life_log(*store_, "")->empty());
    EXPECT_EQ(store::load<Account>(*store_)->at(1).state, AccountState::running);

    const auto taken = take_step_table(*store_, "f.csv", head + good, "管理员", now_);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->steps.size(), 2U);
    EXPECT_EQ(take_step_table(*store_, "f.csv", head + good, "管理员", now_)->known, 2U);
    const auto accounts = store::load<Account>(*store_);
    EXPECT_EQ(accounts->at(1).state, AccountState::merged);
    EXPECT_EQ(accounts->at(2).state, AccountState::cancelled);
    const auto years = lifecycle::counts_by_year(*life_log(*store_, ""));
    ASSERT_EQ(years.size(), 1U);
    EXPECT_EQ(years[0].cancelled_by_cause.at(GivenUp::zombie), 1);
    EXPECT_NE(counts_text(years).find("僵尸 1"), std::string::npos);
}

TEST_F(LifeLog, ATableOfTheRegistryThatBringsAnotherStateIsLogged) {
    import("sites",
           "site_code,name,url,kind,state\n9999000002,云泽局,http://b.gov.cn,department,closed\n");
    const auto log = life_log(*store_, "");
    ASSERT_EQ(log->size(), 1U);
    EXPECT_EQ((*log)[0].action, LifeAction::imported);
    EXPECT_EQ((*log)[0].from, "running");
    EXPECT_EQ((*log)[0].to, "closed");
    EXPECT_EQ((*log)[0].on, day("2026-10-01"));
    // The same file again changes nothing, and another cell is no step.
    import("sites",
           "site_code,name,url,kind,state\n9999000002,云泽局,http://c.gov.cn,department,closed\n");
    EXPECT_EQ(life_log(*store_, "")->size(), 1U);
}

TEST_F(LifeLog, AFrozenCampaignIsAboutTheRegistryOfItsDay) {
    campaign("2026Q3", "2026-09-01", "2026-09-10");
    const auto frozen = freeze("2026Q3", "2026-09-01");
    ASSERT_TRUE(frozen) << frozen.error().text();
    EXPECT_EQ(frozen->population.hash.size(), 64U);
    LifeEvent closing = step("9999000002", LifeAction::announce, "2026-09-05");
    closing.notice = day("2026-09-05");
    closing.notice_url = "http://a.gov.cn/gg";
    closing.new_url = "http://a.gov.cn/b";
    EXPECT_EQ(take(closing), "");
    EXPECT_EQ(store::load<Site>(*store_)->at(1).state, SiteState::closing);
    EXPECT_EQ(sites_of(*store_, "2026Q3")->at(1).state, SiteState::running);
    const auto scored = score_campaign(*store_, dir_.path(), "2026Q3", "");
    ASSERT_TRUE(scored) << scored.error().text();
    EXPECT_EQ(scored->result.summary.sites_checked, 2);
    EXPECT_EQ(frozen_campaign(*store_, "2026Q3")->population.hash, frozen->population.hash);
    const std::string text = frozen_text(*frozen);
    EXPECT_NE(text.find(frozen->population.hash), std::string::npos);
    EXPECT_NE(text.find("9999000002"), std::string::npos);
}

TEST_F(LifeLog, AFreezeReachesBackAndStandsUntilItIsReplacedWithAReason) {
    campaign("2026Q3", "2026-09-01", "2026-09-10");
    LifeEvent off = step("9999000002", LifeAction::suspend, "2026-08-20");
    off.notice = day("2026-08-20");
    off.until = day("2026-09-10");
    EXPECT_EQ(take(off), "");
    const auto before = freeze("2026Q3", "2026-08-19");
    ASSERT_TRUE(before);
    EXPECT_EQ(before->population.sites[1].state, SiteState::running);
    EXPECT_FALSE(freeze("2026Q3", "2026-09-01"));
    EXPECT_FALSE(freeze("2026Q3", "2026-09-01", true));
    const auto again = freeze("2026Q3", "2026-09-01", true, "基准日有误");
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->population.sites[1].state, SiteState::suspended);
    EXPECT_EQ(freezes_of(*store_, "2026Q3")->size(), 2U);  // the first one is kept as a record
    EXPECT_FALSE(freeze("2026Q3", "2026-12-01", true, "还没有到"));
}

TEST_F(LifeLog, AChangedListIsNotTheFrozenOne) {
    campaign("2026Q3", "2026-09-01", "2026-09-10");
    ASSERT_TRUE(freeze("2026Q3", "2026-09-01"));
    std::vector<Site> sites = *store::load<Site>(*store_, "2026Q3");
    sites[0].name = "改过";
    ASSERT_TRUE(store::save<Site>(*store_, "2026Q3", {sites[0]}));
    const auto read = frozen_campaign(*store_, "2026Q3");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().text().find("不符"), std::string::npos);
}

TEST_F(LifeLog, ASuspendedSiteIsNeitherInspectedNorFailed) {
    campaign("2026Q3", "2026-09-01", "2026-09-10");
    LifeEvent off = step("9999000002", LifeAction::suspend, "2026-08-20");
    off.notice = day("2026-08-20");
    off.until = day("2026-09-10");
    EXPECT_EQ(take(off), "");
    ASSERT_TRUE(freeze("2026Q3", "2026-09-01"));
    const auto scored = score_campaign(*store_, dir_.path(), "2026Q3", "");
    EXPECT_EQ(scored->result.summary.sites_total, 2);
    EXPECT_EQ(scored->result.summary.sites_checked, 1);
    EXPECT_FALSE(scored->result.sites[1].passed);
}

TEST_F(LifeLog, ARunningSiteThatDoesNotAnswerFails) {
    campaign("2026Q3", "2026-09-01", "2026-09-10");
    std::string probes = "site_code,vantage,at,ok,error\n";
    for (int date = 1; date <= 7; ++date) {
        for (int hour = 0; hour < 20; ++hour) {
            probes += "9999000002,市局,2026-09-0" + std::to_string(date) + " " +
                      (hour < 10 ? "0" : "") + std::to_string(hour) + ":00,n,连接被拒绝\n";
        }
    }
    import("probes", probes);
    ASSERT_TRUE(judge_campaign(*store_, {dir_.path(), "2026Q3", "", 1}));
    const auto scored = score_campaign(*store_, dir_.path(), "2026Q3", "");
    const auto& open = scored->result.sites[1].open_vetoes;
    EXPECT_NE(std::find(open.begin(), open.end(), "site-unreachability"), open.end());
}

TEST_F(LifeLog, FailedAccountsAreMendedByCancellingThem) {
    campaign("2026Q1", "2026-03-01", "2026-03-10");
    import("findings",
           "target,rule,problem\n999900M010WX0001,account-staleness,更新不及时\n"
           "999900M010WX0002,account-staleness,更新不及时\n"
           "新浪微博/云泽林业,account-staleness,更新不及时\n",
           "2026Q1");
    LifeEvent merge = step("999900M010WX0002", LifeAction::merge, "2026-04-01");
    merge.into = "999900M010WX0001";
    EXPECT_EQ(take(merge), "");
    LifeEvent cancel = step("新浪微博/云泽林业", LifeAction::cancel, "2026-04-02");
    cancel.cause = GivenUp::empty;
    EXPECT_EQ(take(cancel), "");
    const auto open = rectified_accounts(*store_, dir_.path(), 2026);
    ASSERT_TRUE(open) << open.error().text();
    ASSERT_EQ(open->fates.size(), 3U);
    EXPECT_EQ(open->fates[0].kind, lifecycle::FateKind::open);
    EXPECT_EQ(open->fates[1].kind, lifecycle::FateKind::merged);
    EXPECT_EQ(open->fates[1].by, "999900M010WX0001");
    EXPECT_EQ(open->fates[2].kind, lifecycle::FateKind::cancelled);
    ASSERT_EQ(open->units.size(), 2U);
    EXPECT_EQ(open->units[0].unit, "教育局");
    EXPECT_EQ(open->units[0].failed, 2);
    EXPECT_EQ(open->units[0].open, 1);
    EXPECT_EQ(open->units[0].merged, 1);
    EXPECT_EQ(open->units[1].cancelled, 1);
    // Found in order by the next campaign.
    campaign("2026Q2", "2026-06-01", "2026-06-10");
    const auto mended = rectified_accounts(*store_, dir_.path(), 2026);
    EXPECT_EQ(mended->fates[0].kind, lifecycle::FateKind::mended);
    EXPECT_EQ(mended->fates[0].by, "2026Q2");
}

TEST_F(LifeLog, ACircularThatWasReadNamesWhoFailed) {
    Campaign read;
    read.id = "2026Q1";
    read.ruleset = "luan-2021";
    read.window = {day("2026-03-01"), day("2026-03-10")};
    read.as_of = end_of(read.window.to);
    read.origin = CampaignOrigin::document;
    read.closed = true;
    ASSERT_TRUE(store::save<Campaign>(*store_, {}, {read}));
    ImportedFinding known;
    known.target = "999900M010WX0001";
    known.problem = "更新不及时";
    ImportedFinding gone;
    gone.target = "抖音/云泽旧号";
    gone.problem = "更新不及时";
    ImportedFinding of_site;
    of_site.target = "9999000001";
    of_site.problem = "栏目不更新";
    ASSERT_TRUE(store::save<ImportedFinding>(*store_, "2026Q1", {known, gone, of_site}));
    const auto rectified = rectified_accounts(*store_, dir_.path(), 2026);
    ASSERT_TRUE(rectified) << rectified.error().text();
    ASSERT_EQ(rectified->fates.size(), 2U);
    EXPECT_EQ(rectified->fates[0].name, "云泽教育");
    EXPECT_EQ(rectified->fates[1].key, "抖音/云泽旧号");
    EXPECT_EQ(rectified->fates[1].kind, lifecycle::FateKind::open);
}

}  // namespace
}  // namespace mingcha::app
