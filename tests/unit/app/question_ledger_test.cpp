// The ledger of a campaign: planned, recorded, read by the rules, and what of it never gets out.
#include "app/question_ledger.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/campaigns.h"
#include "app/exporting.h"
#include "app/judge_campaign.h"
#include "app/report_campaign.h"
#include "app/score_campaign.h"
#include "app/verdicts.h"
#include "report/score_json.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

constexpr const char* kReceipt = "SLBH-90210";
constexpr const char* kQueryCode = "cxm-4711";

Site site(const char* code, const char* name, SiteKind kind) {
    Site made;
    made.site_code = code;
    made.name = name;
    made.unit = name;
    made.url = "http://www.example.gov.cn";
    made.kind = kind;
    return made;
}

class QuestionLedger : public ::testing::Test {
protected:
    void SetUp() override {
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-12")};
        campaign.as_of = end_of(campaign.window.to);
        campaign.by_hand = true;
        ASSERT_TRUE(create_campaign(*store_, ruleset::builtin_sources(), campaign));
        ASSERT_TRUE(store::save<Site>(*store_, {},
                                      {site("9999000001", "云泽县人民政府", SiteKind::portal),
                                       site("9999000002", "云泽市林业局", SiteKind::department)}));
    }

    PlanReport plan(std::optional<std::uint64_t> seed = {}, bool again = false) {
        PlanRequest request;
        request.data_dir = dir_.path();
        request.campaign = "2021Q4";
        request.seed = seed;
        request.again = again;
        request.by = "检查员";
        request.now = now_;
        const auto report = plan_questions(*store_, ruleset::builtin_sources(), request);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : PlanReport{};
    }

    QuestionEvent step(const char* code, QuestionStep kind, const char* at) {
        QuestionEvent made;
        made.site_code = code;
        made.step = kind;
        made.at = *parse_instant(at);
        made.logged_at = now_;
        made.by = "检查员";
        return made;
    }

    void record(const QuestionEvent& event) {
        const auto done = record_step(*store_, "2021Q4", event);
        EXPECT_TRUE(done) << done.error().text();
    }

    void ask(const char* code, const char* at = "2021-11-04 09:00") {
        QuestionEvent event = step(code, QuestionStep::asked, at);
        event.channel = "局长信箱";
        event.receipt_no = kReceipt;
        event.query_code = kQueryCode;
        record(event);
    }

    void reply(const char* code, const char* at) {
        QuestionEvent event = step(code, QuestionStep::replied, at);
        event.url = std::string("http://www.example.gov.cn/letter?code=") + kQueryCode;
        event.excerpt = std::string("受理编号") + kReceipt + "：周末上午可以办理。";
        record(event);
    }

    Ledger ledger(const char* on = nullptr) {
        std::optional<Date> day;
        if (on != nullptr) day = *parse_date(on);
        const auto read = read_ledger(*store_, ruleset::builtin_sources(), "2021Q4", day, now_);
        EXPECT_TRUE(read) << read.error().text();
        return read ? *read : Ledger{};
    }

    const Verdict* verdict(const char* code, const char* rule) {
        JudgeRequest request;
        request.data_dir = dir_.path();
        request.campaign = "2021Q4";
        EXPECT_TRUE(judge_campaign(*store_, request));
        verdicts_ = *stored_verdicts(*store_, "2021Q4", "luan-2021");
        for (const Verdict& each : verdicts_) {
            if (each.target == code && each.rule == rule) return &each;
        }
        return nullptr;
    }

    testing::TempDir dir_;
    std::unique_ptr<store::Store> store_ = *store::Store::open(dir_.path());
    Instant now_ = *parse_instant("2021-11-20 09:00");
    std::vector<Verdict> verdicts_;
};

TEST_F(QuestionLedger, PlansOneQuestionForEachSiteAndKeepsIt) {
    EXPECT_EQ(plan().planned, 2U);
    const auto first = load_questions(*store_, "2021Q4");
    ASSERT_TRUE(first);
    ASSERT_EQ(first->size(), 2U);
    EXPECT_FALSE((*first)[0].question.empty());
    EXPECT_EQ(plan(99).kept, 2U);
    EXPECT_EQ((*load_questions(*store_, "2021Q4"))[0].question, (*first)[0].question);
    ask("9999000001");
    // Drawn anew is only what was not asked yet.
    for (std::uint64_t seed = 1; seed < 20; ++seed) plan(seed, true);
    EXPECT_EQ((*load_questions(*store_, "2021Q4"))[0].question, (*first)[0].question);
}

TEST_F(QuestionLedger, GivesTheRulesAnInteractionAndTimesIt) {
    plan();
    ask("9999000001");
    reply("9999000001", "2021-11-05 16:00");
    const Verdict* open = verdict("9999000001", "simple-question-1wd");
    ASSERT_NE(open, nullptr);
    EXPECT_EQ(open->outcome, Outcome::not_measured);
    EXPECT_NE(open->reason.text.find("待人工判定"), std::string::npos) << open->reason.text;

    QuestionEvent word = step("9999000001", QuestionStep::judged, "2021-11-06 09:00");
    record(word);
    EXPECT_EQ(verdict("9999000001", "simple-question-1wd")->outcome, Outcome::pass);
    const Ledger now = ledger();
    EXPECT_EQ(now.bands.bands[1].count, 1);
    EXPECT_EQ(now.bands.not_measured, 1);  // the other site was not asked

    word.effective = false;
    word.note = "答非所问";
    record(word);
    EXPECT_EQ(verdict("9999000001", "simple-question-5wd")->outcome, Outcome::fail);
}

TEST_F(QuestionLedger, ALateAnswerIsLateWhateverItSays) {
    plan();
    ask("9999000001", "2021-11-01 09:00");
    reply("9999000001", "2021-11-09 09:00");  // the fifth working day was the 8th
    EXPECT_EQ(verdict("9999000001", "simple-question-5wd")->outcome, Outcome::fail);
}

TEST_F(QuestionLedger, WhatCouldNotBeSentIsTheirsOrOurs) {
    plan();
    QuestionEvent ours = step("9999000001", QuestionStep::not_sent, "2021-11-04 09:00");
    ours.reason = NotSent::real_name;
    record(ours);
    QuestionEvent theirs = step("9999000002", QuestionStep::not_sent, "2021-11-04 09:10");
    theirs.reason = NotSent::form_broken;
    theirs.note = "提交后报错";
    record(theirs);

    const Verdict* first = verdict("9999000001", "simple-question-5wd");
    EXPECT_EQ(first->outcome, Outcome::not_measured);
    EXPECT_EQ(first->reason.code, ReasonCode::ours);
    EXPECT_NE(first->reason.text.find("须实名登录"), std::string::npos);
    EXPECT_TRUE(verdict("9999000001", "submission-failure")->findings.empty());

    const Verdict* second = verdict("9999000002", "simple-question-5wd");
    EXPECT_EQ(second->outcome, Outcome::not_measured);
    EXPECT_EQ(second->reason.code, ReasonCode::site);
    const Verdict* proposed = verdict("9999000002", "consultation-channel-absence");
    EXPECT_EQ(proposed->outcome, Outcome::needs_review);
    ASSERT_EQ(proposed->findings.size(), 1U);
    EXPECT_EQ(proposed->findings[0].state, FindingState::candidate);
    EXPECT_NE(proposed->findings[0].evidence[0].excerpt.find("提交后报错"), std::string::npos);
}

TEST_F(QuestionLedger, OfAPortalABrokenFormIsAlsoAFailedSubmission) {
    plan();
    QuestionEvent theirs = step("9999000001", QuestionStep::not_sent, "2021-11-04 09:10");
    theirs.reason = NotSent::form_broken;
    record(theirs);
    EXPECT_EQ(verdict("9999000001", "submission-failure")->findings.size(), 1U);
}

TEST_F(QuestionLedger, KeepsReceiptAndQueryCodeOutOfAllThatIsPublished) {
    plan();
    ask("9999000001", "2021-11-01 09:00");
    reply("9999000001", "2021-11-09 09:00");
    std::string all = ledger_json(ledger()) + ledger_table(ledger()) + tasks_json(ledger()) +
                      tasks_table(ledger());
    const auto scored = score_campaign(*store_, dir_.path(), "2021Q4", "");
    ASSERT_TRUE(scored) << scored.error().text();
    all += report::score_json(scored->result);
    ReportRequest request;
    request.campaign = "2021Q4";
    request.out = dir_.path() / "out";
    request.formats = {"json", "html"};
    const auto written = report_campaign(*store_, dir_.path(), request);
    ASSERT_TRUE(written) << written.error().text();
    for (const auto& file : written->files) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        EXPECT_FALSE(text.str().empty());
        all += text.str();
    }
    EXPECT_NE(all.find("云泽县"), std::string::npos);
    EXPECT_EQ(all.find(kReceipt), std::string::npos);
    EXPECT_EQ(all.find(kQueryCode), std::string::npos);
    ExportRequest table{"interactions", "2021Q4", true, false, true};
    const auto exported = export_rows(*store_, table);
    ASSERT_TRUE(exported);
    EXPECT_NE(exported->bytes.find("9999000001"), std::string::npos);
    EXPECT_EQ(exported->bytes.find(kReceipt), std::string::npos);
    EXPECT_EQ(exported->bytes.find(kQueryCode), std::string::npos);
    // The inspector needs both.
    const std::string own = question_text(ledger().rows[0]);
    EXPECT_NE(own.find(kReceipt), std::string::npos);
    EXPECT_NE(own.find(kQueryCode), std::string::npos);
}

TEST_F(QuestionLedger, TakesATableWhollyOrNotAtAllAndTwiceWithoutAChange) {
    const std::string head =
        "网站标识码,互动栏目网址,标题,问题,提问人,受理时间,咨询时间,渠道,受理编号,答复时间,"
        "答复网址,"
        "是否有效,未能提问原因,尝试时间\n";
    const std::string good =
        "9999000001,http://a.gov.cn/xx,咨询办公时间,周末可以办吗,张三,工作日,2021-11-04 09:00,信箱,"
        "S001,2021-11-04 15:00,http://a.gov.cn/xx/1.html,是,,\n";
    const std::string unsent =
        "9999000002,,咨询电话,电话是多少,张三,,,,,,,,须实名登录,2021-11-04 09:30\n";
    const std::string wrong = "9999000002,,咨询电话,电话是多少,张三,,,,,2021-11-05,,,,\n";
    const auto take = [&](const std::string& bytes) {
        const auto report = record_table(*store_, "2021Q4", "台账.csv", bytes, "李四", now_);
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : RecordReport{};
    };
    const RecordReport refused = take(head + good + wrong);
    ASSERT_EQ(refused.errors.size(), 1U);
    EXPECT_EQ(refused.errors[0].line, 3);
    EXPECT_TRUE(load_questions(*store_, "2021Q4")->empty());

    EXPECT_EQ(take(head + good + unsent).steps, 6U);
    EXPECT_EQ(take(head + good + unsent).steps, 0U);
    const auto questions = load_questions(*store_, "2021Q4");
    EXPECT_EQ((*questions)[0].judged_by, "李四");
    EXPECT_TRUE(*(*questions)[0].effective);
    EXPECT_EQ((*questions)[1].unsent->reason, NotSent::real_name);
    EXPECT_EQ(ledger().bands.bands[0].count, 1);
}

TEST_F(QuestionLedger, LeavesImportedInteractionsAlone) {
    Interaction imported;
    imported.site_code = "9999000002";
    imported.asked_at = *parse_instant("2021-11-04 10:00");
    imported.replied_at = *parse_instant("2021-11-04 11:00");
    imported.source = "interactions.csv:2";
    ASSERT_TRUE(store::save<Interaction>(*store_, "2021Q4", {imported}));
    plan();
    ask("9999000001");
    ask("9999000002", "2021-11-04 10:00");  // the same asking, known from both
    const auto rows = store::load<Interaction>(*store_, "2021Q4");
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[0].replied_at, imported.replied_at);
    QuestionEvent corrected = step("9999000001", QuestionStep::asked, "2021-11-03 09:00");
    corrected.note = "日期抄错";
    record(corrected);
    const auto after = store::load<Interaction>(*store_, "2021Q4");
    ASSERT_EQ(after->size(), 2U);  // the wrong asking is gone from what is judged
    EXPECT_EQ((*load_questions(*store_, "2021Q4"))[0].steps.size(), 3U);
}

TEST_F(QuestionLedger, AClosedCampaignTakesNoStep) {
    plan();
    ASSERT_TRUE(close_campaign(*store_, "2021Q4"));
    EXPECT_FALSE(record_step(*store_, "2021Q4",
                             step("9999000001", QuestionStep::asked, "2021-11-04 09:00")));
}

TEST_F(QuestionLedger, SaysWhatTurnsOverToday) {
    plan();
    ask("9999000001", "2021-11-04 09:00");
    const Ledger friday = ledger("2021-11-05");
    ASSERT_EQ(friday.tasks.size(), 2U);
    EXPECT_EQ(friday.tasks[0].kind, ledger::TaskKind::turns_over);
    EXPECT_EQ(friday.tasks[0].limit, 1);
    EXPECT_EQ(friday.tasks[1].kind, ledger::TaskKind::ask);
    EXPECT_NE(tasks_table(friday).find("第1个工作日今天结束"), std::string::npos);
}

TEST(QuestionBank, TheShippedOneIsSoundAndAnOfficeExtendsIt) {
    mingcha::testing::TempDir dir;
    const auto store = *store::Store::open(dir.path());
    const auto shipped = question_bank(*store, ruleset::builtin_sources());
    ASSERT_TRUE(shipped) << shipped.error().text();
    EXPECT_GE(shipped->size(), 10U);
    BankQuestion own;
    own.id = "Q01";
    own.title = "自拟";
    own.question = "自拟问题";
    ASSERT_TRUE(store::save<BankQuestion>(*store, {}, {own}));
    own.id = "自1";
    ASSERT_TRUE(store::save<BankQuestion>(*store, {}, {own}));
    const auto bank = question_bank(*store, ruleset::builtin_sources());
    EXPECT_EQ(bank->size(), shipped->size() + 1);
    EXPECT_EQ((*bank)[0].title, "自拟");
}

}  // namespace
}  // namespace mingcha::app
