// The campaign planner: what it makes is what the command line makes, what it warns of, whom it
// fixes, what it hands on.
#include "app/campaign_plan.h"
#include "store/rows.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

const char* const kNext =
    R"({"id":"2022Q1","ruleset":"luan-2021","title":"2022年第一季度","from":"2022-01-24",)"
    R"("to":"2022-02-11","as_of":"2022-02-12","interactions_from":"2022-02-07",)"
    R"("interactions_to":"2022-02-09","accounts_as_of":"2022-01-28","previous_site_rate":"93.75",)"
    R"("by_hand":true)";

class Plan : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("admin", Role::administrator);
        admin_ = sign_in("admin");
    }
    Answer create(const std::string& body) { return ask(admin_, "POST", "/campaigns", body); }
    std::string stored(const std::string& id) {
        const auto all = store::load<Campaign>(*store_);
        for (const Campaign& each : *all) {
            if (each.id == id) return store::encode(each);
        }
        return "";
    }
    static bool says(const Answer& answer, const std::string& what) {
        for (const auto& each : answer.json.at("warnings")) {
            if (each.get<std::string>().find(what) != std::string::npos) return true;
        }
        return false;
    }
    Visitor admin_;
};

TEST_F(Plan, MakesWhatTheCommandLineMakes) {
    const Answer made = create(std::string(kNext) + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    // As `campaign create 2022Q1 --ruleset … --from … --to …` puts it together.
    app::CampaignWish wish;
    wish.id = "2022Q1";
    wish.ruleset = "luan-2021";
    wish.title = "2022年第一季度";
    wish.from = "2022-01-24";
    wish.to = "2022-02-11";
    wish.as_of = "2022-02-12";
    wish.interactions_from = "2022-02-07";
    wish.interactions_to = "2022-02-09";
    wish.accounts_as_of = "2022-01-28";
    wish.previous_site_rate = "93.75";
    wish.by_hand = true;
    const auto typed = app::campaign_of(wish);
    ASSERT_TRUE(typed);
    EXPECT_EQ(stored("2022Q1"), store::encode(*typed));
    EXPECT_EQ(made.json["campaign"]["as_of"], "2022-02-12T23:59:59+08:00");
}

TEST_F(Plan, ShowsWindowsWithTheirWorkingDays) {
    const Answer trial = create(std::string(kNext) + R"(,"dry_run":true})");
    ASSERT_EQ(trial.status, 200) << trial.body;
    EXPECT_EQ(stored("2022Q1"), "") << "nothing is made";
    const auto& windows = trial.json["windows"];
    ASSERT_EQ(windows.size(), 4U);
    EXPECT_EQ(windows[0]["kind"], "sites");
    EXPECT_EQ(windows[0]["days"], 19);
    // 24–30 January (29 and 30 make up for the feast), 7–11 February.
    EXPECT_EQ(windows[0]["workdays"], 12);
    EXPECT_EQ(windows[1]["kind"], "interactions");
    EXPECT_EQ(windows[1]["workdays"], 3);
    EXPECT_TRUE(says(trial, "节假日")) << trial.json["warnings"].dump();
    EXPECT_TRUE(says(trial, "还没有结束")) << "2021Q4 is open";
    EXPECT_EQ(trial.json["days"].size(), 20U);
    EXPECT_EQ(trial.json["days"][5]["works"], true) << "Saturday, 29 January";
    EXPECT_EQ(trial.json["days"][8]["works"], false) << "1 February";
    EXPECT_EQ(trial.json["population"]["sites"]["total"], 3);
}

TEST_F(Plan, SaysWhatIsAgainstEachOther) {
    ASSERT_EQ(create(std::string(kNext) + "}").status, 201);
    const Answer set = ask(admin_, "PATCH", "/campaigns/2022Q1/plan",
                           R"({"fields":{"report_due":"2022-03-31","issue_date":"2022-02-10",)"
                           R"("rectify_by":"2022-02-10","office":"云泽市政府办"}})");
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_TRUE(says(set, "早于年度报表发布期限 2022-03-31"));
    EXPECT_TRUE(says(set, "成文日期 2022-02-10 早于检查截止日 2022-02-11"));
    EXPECT_TRUE(says(set, "整改期限 2022-02-10 不晚于成文日期"));
    const Answer overlap =
        create(R"({"id":"again","ruleset":"luan-2021","from":"2022-02-01","to":"2022-02-28",)"
               R"("dry_run":true})");
    EXPECT_TRUE(says(overlap, "重叠")) << overlap.body;
    const Answer late =
        create(R"({"id":"late","ruleset":"luan-2021","from":"2099-01-01","to":"2099-01-31",)"
               R"("dry_run":true})");
    EXPECT_TRUE(late.json["windows"][0]["workdays"].is_null()) << "never guessed";
    EXPECT_TRUE(says(late, "工作日表没有"));
}

TEST_F(Plan, RefusesWhatTheCommandLineRefuses) {
    const std::string days = R"("ruleset":"luan-2021","from":"2022-01-01","to":"2022-01-31")";
    EXPECT_EQ(create(R"({"id":"2021Q4",)" + days + "}").status, 422) << "taken";
    EXPECT_EQ(create(R"({"id":"../x",)" + days + "}").json["where"], "id");
    EXPECT_EQ(create(R"({"id":"a","ruleset":"none","from":"2022-01-01","to":"2022-01-31"})").status,
              422);
    const Answer reversed =
        create(R"({"id":"a","ruleset":"luan-2021","from":"2022-02-01","to":"2022-01-31"})");
    EXPECT_EQ(reversed.status, 422);
    EXPECT_EQ(
        create(R"({"id":"a","ruleset":"luan-2021","from":"x","to":"2022-01-31"})").json["where"],
        "from");
    EXPECT_EQ(store_->count("campaign", ""), 1);
    EXPECT_EQ(ask(admin_, "PATCH", of_campaign("/plan"), R"({"fields":{"officce":"x"}})").status,
              422);
    EXPECT_EQ(ask(admin_, "PATCH", of_campaign("/plan"), R"({"fields":{"issue_date":"x"}})").status,
              422);
    EXPECT_EQ(ask(admin_, "PATCH", "/campaigns/none/plan", R"({"fields":{}})").status, 404);
}

TEST_F(Plan, FixesWhomTheCampaignIsAbout) {
    const std::string scope = R"("scope":{"divisions":["990001"],"accounts_percent":50,"seed":3})";
    const Answer preview =
        ask(admin_, "POST", of_campaign("/population"), "{" + scope + R"(,"dry_run":true})");
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_TRUE(preview.json["frozen"].is_null());
    const Answer before = ask(admin_, "GET", of_campaign("/plan"));
    EXPECT_TRUE(before.json["population"]["frozen"].is_null());
    EXPECT_EQ(before.json["population"]["sites"]["total"], 3);
    const Answer fixed = ask(admin_, "POST", of_campaign("/population"), "{" + scope + "}");
    ASSERT_EQ(fixed.status, 200) << fixed.body;
    EXPECT_EQ(fixed.json["hash"], preview.json["hash"]) << "the same draw";
    EXPECT_EQ(fixed.json["frozen"]["by"], "admin");
    EXPECT_EQ(fixed.json["sites"]["total"], 2);
    EXPECT_EQ(fixed.json["accounts"]["total"], 1);
    const Answer plan = ask(admin_, "GET", of_campaign("/plan"));
    EXPECT_EQ(plan.json["population"]["hash"], fixed.json["hash"]);
    EXPECT_EQ(ask(admin_, "POST", of_campaign("/population"), "{" + scope + "}").status, 422)
        << "frozen already";
    EXPECT_EQ(
        ask(admin_, "POST", of_campaign("/population"), R"({"again":true,"reason":"名录补齐"})")
            .json["sites"]["total"],
        3);
    for (const char* wrong :
         {R"({"scope":{"kinds":["castle"]}})", R"({"scope":{"accounts_percent":0}})",
          R"({"scope":{"area":["x"]}})", R"({"on":"yesterday"})", R"({"scope":[]})"}) {
        EXPECT_EQ(ask(admin_, "POST", of_campaign("/population"), wrong).status, 422) << wrong;
    }
}

TEST_F(Plan, ClosesAndHandsOn) {
    const Answer open = create(std::string(kNext) + "}");
    EXPECT_TRUE(open.json["previous"].is_null()) << "2021Q4 is open";
    const Answer closed = ask(admin_, "POST", of_campaign("/end"));
    ASSERT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(closed.json["campaign"]["closed"], true);
    const Answer next = ask(admin_, "GET", "/campaigns/2022Q1/plan");
    EXPECT_EQ(next.json["previous"]["campaign"]["id"], kCampaign);
    EXPECT_FALSE(says(next, "还没有结束"));
}

TEST_F(Plan, TellsACountyNothingOfTheWhole) {
    add_person("north", Role::reader, "north");
    const Answer plan = ask(sign_in("north"), "GET", of_campaign("/plan"));
    ASSERT_EQ(plan.status, 200);
    EXPECT_TRUE(plan.json["population"].is_null());
    EXPECT_EQ(plan.body.find("南渡"), std::string::npos);
}

TEST_F(Plan, ListsRulesets) {
    const Answer rulesets = ask(admin_, "GET", "/rulesets");
    ASSERT_EQ(rulesets.status, 200);
    std::set<std::string> ids;
    for (const auto& each : rulesets.json["items"]) ids.insert(each["id"]);
    EXPECT_EQ(ids, (std::set<std::string>{"anhui", "luan-2021", "national-2019"}));
}

}  // namespace
}  // namespace mingcha::server
