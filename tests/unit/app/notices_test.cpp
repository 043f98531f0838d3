// The outbox in a store, with a courier that only writes down what it was given.
#include "app/notices.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/casework.h"
#include "app/channels.h"
#include "app/demands.h"
#include "app/directory.h"
#include "app/verdicts.h"
#include "notify/texts.h"
#include "secrets/sealed.h"
#include "store/backup.h"
#include "store/notify_rows.h"
#include "store/people_rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

using notify::Answered;
using notify::Notice;
using notify::NoticeState;

constexpr const char* kUnit = "北溪县财政局";
constexpr const char* kOther = "南渡县教育局";
const std::string kPassword = "Yunze-2031-Pass";

class Recorder : public courier::Courier {
public:
    struct Carried {
        std::string channel, to, unit, kind, key, title;
    };
    Answered carry(const courier::Letter& letter) override {
        carried.push_back({letter.channel.id, letter.to, letter.message.unit, letter.message.kind,
                           letter.secret.key + letter.secret.query, letter.message.title});
        return answer;
    }
    std::vector<Carried> carried;
    Answered answer{notify::Outcome::sent, {}};
};

class Notices : public ::testing::Test {
protected:
    void SetUp() override {
        store_ = std::move(*store::Store::open(dir_.path()));
        const Actor setup{"setup", "terminal", now_};
        ASSERT_TRUE(first_start(*store_, {"boss", "", kPassword, "云泽市"}, setup));
        for (const auto& [id, unit] : {std::pair{"finance", kUnit}, std::pair{"school", kOther}}) {
            people::Office office{id, unit, people::OfficeKind::unit, "top", {}, {unit}};
            ASSERT_TRUE(store::save<people::Office>(*store_, {}, {office}));
        }
        Site north, south;
        north.site_code = "9999000001";
        north.name = "财政局网站";
        north.unit = kUnit;
        south.site_code = "9999000002";
        south.name = "教育局网站";
        south.unit = kOther;
        ASSERT_TRUE(store::save<Site>(*store_, {}, {north, south}));
        campaign_.id = "2031Q4";
        campaign_.ruleset = "national-2019";
        campaign_.window = {*parse_date("2031-11-01"), *parse_date("2031-11-20")};
        campaign_.as_of = *parse_instant("2031-11-20T18:00:00+08:00");
        campaign_.title = "2031年第四季度";
        keep_campaign();
        contact("wang", "finance", "wang@unit.example");
        contact("li", "school", "li@unit.example");
        add("mail", notify::ChannelKind::smtp);
        notify::NoticeSettings settings;
        settings.on = true;
        settings.origin = "http://10.1.1.1:8080";
        ASSERT_TRUE(change_notice_settings(*store_, settings, setup));
    }
    void keep_campaign() { ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign_})); }
    void contact(const std::string& id, const std::string& office, const std::string& email) {
        people::Person person;
        person.id = id;
        person.office = office;
        person.email = email;
        person.grants = {{people::Role::unit_contact, office}};
        ASSERT_TRUE(store::save<people::Person>(*store_, {}, {person}));
    }
    void add(const std::string& id, notify::ChannelKind kind, const std::string& office = "top") {
        ChannelEdit edit;
        edit.kind = kind;
        edit.name = id;
        edit.office = office;
        if (kind == notify::ChannelKind::smtp) {
            edit.address = "mail.example:465";
            edit.from = "wzjc@city.example";
            edit.user = "wzjc";
            edit.key = "mail-password";
        } else {
            edit.address = "https://robot.example/send?key=robot-key";
        }
        const auto added = add_channel(*store_, dir_.path(), id, edit, {"boss", "", now_});
        ASSERT_TRUE(added) << added.error().text();
    }
    void demand(const std::string& due) {
        Demand row{"2031Q4-细则", "2031Q4", "制定管理细则", *parse_date(due), {kUnit, kOther},
                   "boss",        now_};
        ASSERT_TRUE(store::save<Demand>(*store_, {}, {row}));
    }
    PlannedNotices plan() {
        const auto planned = plan_notices(*store_, dir_.path(), now_);
        EXPECT_TRUE(planned) << (planned ? "" : planned.error().text());
        return planned ? *planned : PlannedNotices{};
    }
    SentNotices send() {
        const auto sent = send_notices(*store_, dir_.path(), courier_, [this] { return now_; });
        EXPECT_TRUE(sent) << (sent ? "" : sent.error().text());
        return sent ? *sent : SentNotices{};
    }
    std::vector<Notice> in(std::string_view scope) { return *store::load<Notice>(*store_, scope); }
    static std::string bytes_of(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void at_day(const std::string& text) { now_ = *parse_instant(text); }

    testing::TempDir dir_;
    Instant now_ = *parse_instant("2031-12-01T09:00:00+08:00");
    std::unique_ptr<store::Store> store_;
    Campaign campaign_;
    Recorder courier_;
};

TEST_F(Notices, RemindOfADemandOnceADayMarkAndUnit) {
    demand("2031-12-10");
    EXPECT_EQ(plan().made, 0) << "nine days before nobody is reminded";
    at_day("2031-12-03T07:59:00+08:00");
    EXPECT_EQ(plan().made, 0) << "too early in the day";
    at_day("2031-12-03T08:00:00+08:00");
    EXPECT_EQ(plan().made, 2);
    EXPECT_EQ(plan().made, 0) << "once";
    EXPECT_EQ(send().sent, 2);
    at_day("2031-12-04T08:00:00+08:00");
    EXPECT_EQ(plan().made, 0) << "seven days' reminder went out already";
    at_day("2031-12-07T08:00:00+08:00");
    EXPECT_EQ(plan().made, 2);
    at_day("2031-12-11T08:00:00+08:00");
    EXPECT_EQ(plan().made, 2) << "overdue";
    at_day("2031-12-12T08:00:00+08:00");
    EXPECT_EQ(plan().made, 0) << "once";
    ASSERT_FALSE(courier_.carried.empty());
    EXPECT_EQ(courier_.carried[0].key, "mail-password");
}

TEST_F(Notices, GoToWhomTheyConcern) {
    add("robot", notify::ChannelKind::wecom, "finance");
    demand("2031-12-10");
    at_day("2031-12-07T08:00:00+08:00");
    EXPECT_EQ(plan().made, 3);
    send();
    ASSERT_EQ(courier_.carried.size(), 3U);
    for (const auto& each : courier_.carried) {
        if (each.to == "wang@unit.example" || each.channel == "robot") {
            EXPECT_EQ(each.unit, kUnit);
        }
        if (each.to == "li@unit.example") {
            EXPECT_EQ(each.unit, kOther);
        }
    }
}

TEST_F(Notices, RemindNobodyOfWhatIsDone) {
    demand("2031-12-10");
    DemandStep step;
    step.demand = "2031Q4-细则";
    step.on = *parse_date("2031-12-01");
    step.proof = "某发〔2031〕1号";
    step.by = "wang";
    step.logged_at = now_;
    ASSERT_TRUE(take_demand_steps(*store_, step, {kUnit}));
    at_day("2031-12-07T08:00:00+08:00");
    EXPECT_EQ(plan().made, 1);
    send();
    EXPECT_EQ(courier_.carried.at(0).unit, kOther);
}

TEST_F(Notices, TellWhichUnitNobodySpeaksFor) {
    PersonChange change;
    change.disabled = true;
    ASSERT_TRUE(change_person(*store_, "li", change, {"boss", "", now_}));
    demand("2031-12-02");
    const PlannedNotices planned = plan();
    EXPECT_EQ(planned.made, 1);
    EXPECT_EQ(planned.unreached, std::vector<std::string>{kOther});
    contact("zhao", "school", "zhao@unit.example");
    at_day("2031-12-02T08:00:00+08:00");
    EXPECT_EQ(plan().made, 2) << "who gets an address is reached from then on";
}

TEST_F(Notices, ComeNotWhileTheyAreOff) {
    notify::NoticeSettings settings;
    ASSERT_TRUE(change_notice_settings(*store_, settings, {"boss", "", now_}));
    demand("2031-12-02");
    EXPECT_EQ(plan().made, 0);
}

TEST_F(Notices, TellOfADraftRoundOnce) {
    Verdict verdict;
    verdict.rule = "site-unreachability";
    verdict.target = "9999000001";
    verdict.outcome = mingcha::Outcome::fail;
    Finding finding;
    finding.id = "f1f1f1f1f1f1";
    finding.rule = verdict.rule;
    finding.target = verdict.target;
    finding.outcome = mingcha::Outcome::fail;
    finding.problem = "首页打不开";
    verdict.findings = {finding};
    ASSERT_TRUE(store_verdicts(*store_, "2031Q4", "national-2019", {verdict}));
    ASSERT_TRUE(open_round(*store_, "2031Q4", *parse_date("2031-12-05"), "boss", now_));
    EXPECT_EQ(plan().made, 1) << "the other unit has no finding";
    EXPECT_EQ(plan().made, 0);
    send();
    EXPECT_EQ(courier_.carried.at(0).kind, "round");
    ASSERT_TRUE(open_round(*store_, "2031Q4", *parse_date("2031-12-08"), "boss", now_));
    EXPECT_EQ(plan().made, 1) << "another last day is told";
}

TEST_F(Notices, WarnAUnitOnceADayOfWhatRunsOut) {
    campaign_.ruleset = "luan-2021";
    campaign_.as_of = *parse_instant("2031-12-20T18:00:00+08:00");
    keep_campaign();
    Account account;
    account.account_code = "419999M001WX0001";
    account.name = "财政发布";
    account.operator_name = kUnit;
    account.type = "微信订阅号";
    Post post;
    post.account_key = account.account_code;
    post.published_at = *parse_instant("2031-11-22T10:00:00+08:00");
    post.url = "http://posts.example/1";
    ASSERT_TRUE(store::save<Account>(*store_, {}, {account}));
    ASSERT_TRUE(store::save<Post>(*store_, {}, {post}));
    EXPECT_EQ(plan().made, 1) << "a post is due on the 6th; the other unit has nothing";
    EXPECT_EQ(plan().made, 0);
    now_.seconds += 3'600;
    EXPECT_EQ(plan().made, 0) << "one a day";
    EXPECT_EQ(send().sent, 1);
    EXPECT_EQ(courier_.carried.at(0).kind, "digest");
    EXPECT_EQ(courier_.carried.at(0).to, "wang@unit.example");
    at_day("2031-12-02T08:00:00+08:00");
    EXPECT_EQ(plan().made, 1) << "and again the next";
    send();
    const auto counts = warnings_of(*store_, "2031Q4");
    ASSERT_TRUE(counts);
    ASSERT_EQ(counts->size(), 1U);
    EXPECT_EQ((*counts)[0].digests, 2);
    EXPECT_EQ((*counts)[0].warnings, 2);
    post.published_at = *parse_instant("2031-12-02T10:00:00+08:00");
    post.url = "http://posts.example/2";
    ASSERT_TRUE(store::save<Post>(*store_, {}, {post}));
    at_day("2031-12-03T08:00:00+08:00");
    EXPECT_EQ(plan().made, 0) << "nothing is due, nothing is sent";
}

TEST_F(Notices, SendMendingOutAndRemindUntilItIsAnswered) {
    Finding finding;
    finding.id = "f1f1f1f1f1f1";
    finding.rule = "site-unreachability";
    finding.target = "9999000001";
    finding.outcome = mingcha::Outcome::fail;
    finding.state = FindingState::confirmed;
    finding.problem = "首页打不开";
    Verdict verdict;
    verdict.rule = finding.rule;
    verdict.target = finding.target;
    verdict.outcome = finding.outcome;
    verdict.findings = {finding};
    ASSERT_TRUE(store_verdicts(*store_, "2031Q4", "national-2019", {verdict}));
    campaign_.fields["rectify_by"] = "2031-12-10";
    keep_campaign();
    EXPECT_EQ(plan().made, 0) << "the circular is not settled";
    campaign_.closed = true;
    keep_campaign();
    EXPECT_EQ(plan().made, 1);
    EXPECT_EQ(plan().made, 0);
    at_day("2031-12-03T08:00:00+08:00");
    EXPECT_EQ(plan().made, 1) << "seven days before";
    at_day("2031-12-07T08:00:00+08:00");
    EXPECT_EQ(plan().made, 1) << "three days before";
    StepRequest reply;
    reply.campaign = "2031Q4";
    reply.finding = finding.id;
    reply.step.event = CaseEvent::replied;
    reply.step.by = "wang";
    reply.step.text = "已恢复";
    reply.step.logged_at = now_;
    const auto taken = take_step(*store_, dir_.path(), reply);
    ASSERT_TRUE(taken) << taken.error().text();
    at_day("2031-12-09T08:00:00+08:00");
    EXPECT_EQ(plan().made, 0) << "it was answered";
    send();
    ASSERT_EQ(courier_.carried.size(), 3U);
    EXPECT_EQ(courier_.carried[0].kind, "mending");
    EXPECT_EQ(courier_.carried[1].kind, "reminder");
}

TEST_F(Notices, AreTriedAgainAndNeverTwiceAtOnce) {
    demand("2031-12-02");
    plan();
    courier_.answer = {notify::Outcome::later, "HTTP 503"};
    EXPECT_EQ(send().put_off, 2);
    EXPECT_EQ(send().put_off, 0) << "not before its time";
    now_.seconds += 60;
    courier_.answer = {notify::Outcome::sent, {}};
    EXPECT_EQ(send().sent, 2);
    EXPECT_TRUE(in(notify::kOutbox).empty());
    ASSERT_EQ(in(notify::kSentLog).size(), 2U);
    EXPECT_EQ(in(notify::kSentLog)[0].tries, 2);
    EXPECT_EQ(send().sent, 0);
    EXPECT_EQ(courier_.carried.size(), 4U);
}

TEST_F(Notices, AreNotSentTwiceByARestart) {
    demand("2031-12-02");
    plan();
    // The program ended between the try and its end.
    const Notice left = notify::begin_try(in(notify::kOutbox).at(0), now_);
    ASSERT_TRUE(store::save<Notice>(*store_, notify::kOutbox, {left}));
    EXPECT_EQ(send().sent, 1) << "the other one";
    now_.seconds += notify::kSendingSeconds;
    const SentNotices after = send();
    EXPECT_EQ(after.sent, 0);
    EXPECT_EQ(after.unclear, 1);
    EXPECT_EQ(courier_.carried.size(), 1U);
    const auto again = send_again(*store_, key_of(left), {"boss", "", now_});
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(send().sent, 1) << "a person decided";
    EXPECT_FALSE(send_again(*store_, key_of(left), {"boss", "", now_})) << "it was sent";
}

TEST_F(Notices, KeepTheRateThatRobotsAllow) {
    add("robot", notify::ChannelKind::wecom);
    std::vector<Notice> many;
    for (int i = 0; i < 30; ++i) {
        Notice notice = notify::test_notice(std::to_string(i), now_);
        notice.channel = "robot";
        notice.next_at = now_;
        many.push_back(notice);
    }
    ASSERT_TRUE(store::save<Notice>(*store_, notify::kOutbox, many));
    EXPECT_EQ(send().sent, 20);
    EXPECT_EQ(send().sent, 10);
}

TEST_F(Notices, CountWarningsByUnitOncePerDigest) {
    const Date today = date_of(now_);
    for (const char* to : {"wang@unit.example", "zhao@unit.example"}) {
        Notice notice = notify::digest(
            kUnit, {{"a", "首页", "", today}, {"a", "栏目", "通知公告", today + 1}}, today);
        notice.campaign = "2031Q4";
        notice.channel = "mail";
        notice.to = to;
        notice.next_at = now_;
        ASSERT_TRUE(store::save<Notice>(*store_, notify::kOutbox, {notice}));
    }
    EXPECT_EQ(send().sent, 2);
    const auto counts = warnings_of(*store_, "2031Q4");
    ASSERT_TRUE(counts);
    ASSERT_EQ(counts->size(), 1U);
    EXPECT_EQ((*counts)[0].digests, 1);
    EXPECT_EQ((*counts)[0].warnings, 2);
    EXPECT_TRUE(warnings_of(*store_, "2031Q3")->empty());
}

TEST_F(Notices, HoldNoSecretInStoreLogOrBackup) {
    add("robot", notify::ChannelKind::wecom);
    const auto backup = dir_.path().parent_path() / (dir_.path().filename().string() + ".tar");
    ASSERT_TRUE(store::write_backup(dir_.path(), backup, now_));
    const std::string text = bytes_of(backup);
    std::filesystem::remove(backup);
    EXPECT_EQ(text.find("mail-password"), std::string::npos);
    EXPECT_EQ(text.find("robot-key"), std::string::npos);
    EXPECT_EQ(text.find(std::string(secrets::kKeyFile)), std::string::npos);
    EXPECT_EQ(text.find(*secrets::house_key(dir_.path())), std::string::npos);
    const auto log = audit_page(*store_, {});
    ASSERT_TRUE(log);
    for (const auto& entry : log->entries) {
        EXPECT_EQ(entry.detail.find("robot-key"), std::string::npos);
        EXPECT_EQ(entry.detail.find("mail-password"), std::string::npos);
    }
}

TEST_F(Notices, SendNobodysSecretElsewhere) {
    ChannelEdit edit;
    edit.address = "evil.example:465";
    EXPECT_FALSE(change_channel(*store_, dir_.path(), "mail", edit, {"boss", "", now_}))
        << "another server wants its own password";
    edit.key = "other";
    ASSERT_TRUE(change_channel(*store_, dir_.path(), "mail", edit, {"boss", "", now_}));
    EXPECT_EQ(secret_of(dir_.path(), *find_channel(*store_, "mail"))->key, "other");
    ChannelEdit name;
    name.name = "新名称";
    ASSERT_TRUE(change_channel(*store_, dir_.path(), "mail", name, {"boss", "", now_}));
    EXPECT_EQ(secret_of(dir_.path(), *find_channel(*store_, "mail"))->key, "other")
        << "what is not given stays";
}

TEST_F(Notices, TryAChannelAndNoteWhatCameOfIt) {
    const Actor boss{"boss", "", now_};
    EXPECT_FALSE(try_channel(*store_, dir_.path(), courier_, "mail", "nobody", boss));
    courier_.answer = {notify::Outcome::later, "连接不上"};
    const auto tried = try_channel(*store_, dir_.path(), courier_, "mail", "a@b.example", boss);
    ASSERT_TRUE(tried) << tried.error().text();
    EXPECT_EQ(tried->state, NoticeState::given_up) << "whoever tests sees it at once";
    EXPECT_EQ(find_channel(*store_, "mail")->tried_reason, "连接不上");
    courier_.answer = {notify::Outcome::sent, {}};
    ASSERT_TRUE(try_channel(*store_, dir_.path(), courier_, "mail", "a@b.example", boss));
    EXPECT_TRUE(find_channel(*store_, "mail")->tried_well);
    EXPECT_EQ(notice_page(*store_, 0, 10)->total, 2);
}

TEST_F(Notices, WaitForNoChannelThatIsGone) {
    demand("2031-12-02");
    plan();
    ASSERT_TRUE(remove_channel(*store_, "mail", {"boss", "", now_}));
    EXPECT_TRUE(in(notify::kOutbox).empty());
    ASSERT_EQ(in(notify::kSentLog).size(), 2U);
    EXPECT_EQ(in(notify::kSentLog)[0].state, NoticeState::given_up);
}

}  // namespace
}  // namespace mingcha::app
