// Results and decisions through the API.
#include <gtest/gtest.h>

#include "app/snapshot.h"
#include "store/rows.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

class Results : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("first", Role::reviewer);
        who_ = sign_in("first");
    }
    Answer get(const std::string& rest, const std::string& etag = "") {
        return ask(who_, "GET", of_campaign(rest), "", etag);
    }
    Visitor who_;
};

TEST_F(Results, CountWhatWasMeasuredApart) {
    const Answer overview = get("/overview");
    ASSERT_EQ(overview.status, 200) << overview.body;
    EXPECT_EQ(overview.json["sites"]["total"], 3);
    EXPECT_EQ(overview.json["accounts"]["total"], 2);
    EXPECT_EQ(overview.json["accounts"]["checked"], 0);
    EXPECT_EQ(overview.json["accounts"]["not_measured"], 2);
    EXPECT_TRUE(overview.json["accounts"]["pass_rate"].is_null());
    EXPECT_EQ(overview.json["findings"]["vetoes_waiting"], 1);
    EXPECT_EQ(overview.json["todo"][0]["kind"], "review_vetoes");
    EXPECT_EQ(overview.json["todo"][0]["text"], "1 个单项否决问题待两人确认");
    EXPECT_EQ(overview.json["trend"].size(), 1U);
    EXPECT_EQ(ask(who_, "GET", "/campaigns").json["items"][0]["id"], kCampaign);
    EXPECT_EQ(ask(who_, "GET", "/campaigns/none/overview").status, 404);
}

TEST_F(Results, ArePagedSortedAndFiltered) {
    const auto codes = [&](const std::string& query) {
        std::string out;
        const Answer page = get("/sites" + query);
        for (const auto& row : page.json["items"]) {
            out += row["site_code"].get<std::string>().substr(9);
        }
        return out;
    };
    EXPECT_EQ(codes(""), "123");
    EXPECT_EQ(codes("?sort=-code"), "321");
    EXPECT_EQ(codes("?sort=-code&size=2"), "32");
    EXPECT_EQ(codes("?sort=-code&size=2&page=2"), "1");
    EXPECT_EQ(codes("?page=9"), "");
    EXPECT_EQ(codes("?q=%E8%B4%A2%E6%94%BF"), "23");
    EXPECT_EQ(codes("?division=990001"), "12");
    EXPECT_EQ(codes("?kind=portal"), "1");
    EXPECT_EQ(codes("?sort=-open").substr(0, 1), "1");
    EXPECT_EQ(get("/sites?sort=password").status, 422);
    EXPECT_EQ(get("/sites?kind=x").status, 422);
    EXPECT_EQ(get("/sites?passed=maybe").status, 422);
}

TEST_F(Results, AreNotSentTwice) {
    const Answer first = get("/sites");
    ASSERT_FALSE(first.etag.empty());
    EXPECT_EQ(get("/sites", first.etag).status, 304);
    EXPECT_EQ(get("/accounts", first.etag).status, 200) << "another address";
    ASSERT_EQ(ask(who_, "POST", decisions(kNorth), R"({"state":"confirmed"})").status, 200);
    EXPECT_EQ(get("/sites", first.etag).status, 200) << "it changed";
}

TEST_F(Results, TellOneSiteWhole) {
    const Answer site = get("/sites/9999000001");
    ASSERT_EQ(site.status, 200) << site.body;
    EXPECT_EQ(site.json["findings"].size(), 3U);
    EXPECT_EQ(site.json["site"]["waiting"].get<int>() > 0, true);
    EXPECT_EQ(site.json["history"].size(), 1U);
    EXPECT_FALSE(site.json["mending"]["standing"].get<std::string>().empty());
    EXPECT_FALSE(site.json["not_measured"].empty());
    EXPECT_EQ(get("/accounts/990001M000WX0001").status, 200);
    EXPECT_EQ(get("/sites/1").status, 404);
}

TEST_F(Results, StepFromAHundredToTheScore) {
    ASSERT_EQ(ask(who_, "POST", decisions(kNorth), R"({"state":"confirmed"})").status, 200);
    const std::string dismiss = R"({"state":"dismissed","reason":"误报"})";
    ASSERT_EQ(ask(who_, "POST", decisions(kVeto), dismiss).status, 200);
    add_person("second", Role::reviewer);
    const Visitor second = sign_in("second");
    ASSERT_EQ(ask(second, "POST", decisions(kVeto), dismiss).status, 200);
    const Answer site = get("/sites/9999000001");
    const auto& steps = site.json["steps"];
    ASSERT_GE(steps.size(), 3U) << site.body;
    EXPECT_EQ(steps.front()["total"]["text"], "100.00");
    std::int64_t total = steps.front()["total"]["hundredths"];
    for (std::size_t i = 1; i < steps.size(); ++i) {
        total += steps[i]["change"]["hundredths"].get<std::int64_t>();
        EXPECT_EQ(steps[i]["total"]["hundredths"], total);
    }
    EXPECT_EQ(steps.back()["kind"], "result");
    EXPECT_EQ(steps.back()["total"], site.json["site"]["score"]);
}

TEST_F(Results, GroupFindingsOfOneCause) {
    const Answer all = get("/findings");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.json["total"], 5);
    EXPECT_EQ(all.json["items"][0]["id"], kVeto) << "vetoes first";
    ASSERT_EQ(all.json["groups"].size(), 1U);
    EXPECT_EQ(all.json["groups"][0]["count"], 3);
    const std::string key = all.json["groups"][0]["key"];
    EXPECT_EQ(get("/findings?group=" + key).json["total"], 3);
    EXPECT_EQ(get("/findings?rule=page-tags").json["total"], 3);
    EXPECT_EQ(get("/findings?state=confirmed").json["total"], 0);
    EXPECT_EQ(get("/findings?state=x").status, 422);
    const nlohmann::json& veto = all.json["items"][0];
    EXPECT_EQ(veto["veto"], true);
    EXPECT_EQ(veto["waiting"], true);
    EXPECT_EQ(veto["evidence"][0]["snapshot_url"],
              std::string("/api/v1/campaigns/2021Q4/evidence/") + kVeto + "/snapshot?n=0");
}

TEST_F(Results, TakeTwoPeopleForAVeto) {
    const std::string confirm = R"({"state":"confirmed","reason":"看过"})";
    const Answer one = ask(who_, "POST", decisions(kVeto), confirm);
    ASSERT_EQ(one.status, 200) << one.body;
    EXPECT_EQ(one.json["waits_for_second"], true);
    EXPECT_EQ(one.json["finding"]["state"], "candidate");
    EXPECT_EQ(one.json["finding"]["first_word"]["by"], "first");
    EXPECT_EQ(one.json["finding"]["may_undo"], true);
    EXPECT_EQ(ask(who_, "POST", decisions(kVeto), confirm).json["waits_for_second"], true);
    EXPECT_EQ(get("/sites/9999000001").json["site"]["vetoes"].size(), 0U);
    add_person("second", Role::reviewer);
    const Visitor second = sign_in("second");
    const Answer two = ask(second, "POST", decisions(kVeto), confirm);
    EXPECT_EQ(two.json["waits_for_second"], false);
    EXPECT_EQ(two.json["finding"]["state"], "confirmed");
    EXPECT_EQ(two.json["finding"]["decision"]["by"], "first、second");
    const Answer site = get("/sites/9999000001");
    EXPECT_EQ(site.json["site"]["vetoes"][0], "homepage-staleness");
    EXPECT_EQ(site.json["site"]["passed"], false);
}

TEST_F(Results, AreUndoneOnceByWhoeverDecided) {
    EXPECT_EQ(ask(who_, "DELETE", decisions(kNorth)).status, 409) << "nothing was said";
    EXPECT_EQ(ask(who_, "POST", decisions(kNorth), R"({"state":"dismissed"})").status, 422)
        << "why";
    ASSERT_EQ(
        ask(who_, "POST", decisions(kNorth), R"({"state":"dismissed","reason":"误报"})").status,
        200);
    add_person("second", Role::reviewer);
    EXPECT_EQ(ask(sign_in("second"), "DELETE", decisions(kNorth)).status, 409);
    const Answer undone = ask(who_, "DELETE", decisions(kNorth));
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_EQ(undone.json["finding"]["state"], "candidate");
    EXPECT_TRUE(undone.json["finding"]["decision"].is_null());
    EXPECT_EQ(ask(who_, "DELETE", decisions(kNorth)).status, 409) << "once";
}

TEST_F(Results, AreDecidedByGroupsThatWereLookedAt) {
    const auto decide = [&](std::vector<std::string> ids, std::vector<std::string> opened) {
        return ask(
            who_, "POST", of_campaign("/decisions"),
            nlohmann::json{{"findings", ids}, {"opened", opened}, {"state", "confirmed"}}.dump());
    };
    EXPECT_EQ(decide({kSouth, kNorth2, kNorth3}, {kSouth, kNorth2}).status, 409);
    EXPECT_EQ(decide({kVeto, kNorth}, {kVeto, kNorth}).status, 409) << "a veto";
    EXPECT_EQ(decide({kNorth, "aaaa0000ffffffff"}, {kNorth, "aaaa0000ffffffff"}).status, 404);
    EXPECT_EQ(get("/findings?state=confirmed").json["total"], 0);
    const Answer done = decide({kSouth, kNorth2, kNorth3}, {kSouth, kNorth2, kNorth3});
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.json["decided"], 3);
    EXPECT_EQ(get("/findings?state=confirmed").json["total"], 3);
}

TEST_F(Results, ComeWithTheRulesTheyLeanOn) {
    const Answer rules = ask(who_, "GET", "/rules");
    ASSERT_EQ(rules.status, 200) << rules.body.substr(0, 300);
    EXPECT_GT(rules.json["items"].size(), 50U);
    EXPECT_EQ(ask(who_, "GET", "/rules?ruleset=none").status, 404);
    EXPECT_EQ(ask(who_, "GET", "/rules", "", rules.etag).status, 304);
}

TEST_F(Results, ComeAsACircular) {
    const Answer model = get("/circular");
    ASSERT_EQ(model.status, 200) << model.body;
    EXPECT_FALSE(model.json["blocks"].empty());
    const Answer html = get("/circular.html");
    ASSERT_EQ(html.status, 200) << html.body;
    EXPECT_NE(html.policy.find("sandbox"), std::string::npos);
    EXPECT_EQ(get("/circular.exe").status, 404);
}

TEST_F(Results, AreFedByFiles) {
    add_person("inspector", Role::inspector);
    const Visitor inspector = sign_in("inspector");
    const std::string table =
        "site_code,name,url,kind,division\n"
        "9999000004,东岭县,http://s4.example.gov.cn/,department,990001\n"
        "999900000X,坏行,http://s5.example.gov.cn/,department,990001\n";
    const Answer dry = ask(inspector, "POST", "/imports/sites?dry_run=true&file=a.csv", table);
    ASSERT_EQ(dry.status, 200) << dry.body;
    EXPECT_EQ(dry.json["taken"], false);
    EXPECT_EQ(dry.json["refused"], 1);
    EXPECT_EQ(dry.json["faults"][0]["line"], 3);
    EXPECT_EQ(dry.json["gone"], 3);
    EXPECT_EQ(ask(inspector, "POST", "/imports/sites", table).json["taken"], false);
    const Answer taken = ask(inspector, "POST", "/imports/sites?partial=true", table);
    EXPECT_EQ(taken.json["taken"], true);
    EXPECT_EQ(taken.json["added"], 1);
    EXPECT_EQ(store_->records("site", "")->size(), 4U);
    EXPECT_EQ(ask(inspector, "POST", "/imports/passwords", table).status, 404);
    EXPECT_EQ(ask(inspector, "POST", "/imports/sites", "nothing").status, 422);
}

TEST(Snapshot, CanDoNothing) {
    const std::string page = app::inert_html(
        "<html><head><script>alert(1)</script><meta http-equiv=refresh content='0;url=//x'>"
        "<base href='//x/'><link rel=stylesheet href='//x'><style>p{color:red}</style></head>"
        "<body onload=alert(2)><p onclick='alert(3)' class=a>本页已停止更新内容</p>"
        "<img src='//x/a.png' alt='标志'><a href='javascript:alert(4)'>链接</a>"
        "<iframe src='//x'></iframe><svg><script>alert(5)</script></svg>"
        "<form action='//x'><input name=a></form><object data=x></object></body></html>",
        "text/html; charset=utf-8", "本页已停止更新内容");
    for (const char* gone : {"alert", "<script", "<meta", "<base", "<link", "<iframe", "<svg",
                             "<form", "<input", "<object", "onload", "onclick", "src=", "href="}) {
        const std::size_t at = page.find(gone);
        const bool told = std::string(gone) == "alert" &&
                          page.find("title=\"javascript:alert(4)\"") != std::string::npos;
        if (told) continue;  // where a link would have led
        EXPECT_EQ(at, std::string::npos) << gone << "\n" << page;
    }
    EXPECT_NE(page.find("<p class=\"a\"><mark>本页已停止更新内容</mark></p>"), std::string::npos)
        << page;
    EXPECT_NE(page.find("<style>p{color:red}</style>"), std::string::npos);
    EXPECT_NE(page.find("<img alt=\"标志\">"), std::string::npos);
}

TEST(Snapshot, StaysWithinTheEvidence) {
    mingcha::testing::TempDir folder;
    for (const char* place : {"../mingcha.db#0", "/etc/passwd#0", "a.warc.gz", "a#", "#0", "..#0",
                              "a.warc.gz#-1", "a.warc.gz#1x"}) {
        EXPECT_FALSE(app::snapshot_html(folder.path(), place, "")) << place;
    }
}

TEST_F(Results, AreSavedAsTablesWithoutFormulas) {
    auto sites = store::load<Site>(*store_);
    ASSERT_TRUE(sites);
    sites->at(1).name = "=cmd|'/c calc'!A1";
    ASSERT_TRUE(store::save<Site>(*store_, {}, *sites));
    Answer file;
    for (int tries = 0; tries < 3; ++tries) {
        file = get("/sites.csv?sort=code&division=990001");
        if (file.status == 200 && file.body.find("cmd|") != std::string::npos) break;
    }
    ASSERT_EQ(file.status, 200) << file.body;
    EXPECT_EQ(file.content_type, "text/csv; charset=utf-8");
    EXPECT_NE(file.body.find("\r\n9999000002,'=cmd|'/c calc'!A1,"), std::string::npos) << file.body;
    EXPECT_EQ(file.body.find("9999000003"), std::string::npos) << "of the other county";
    const Answer book = get("/findings.xlsx");
    ASSERT_EQ(book.status, 200);
    EXPECT_TRUE(book.body.starts_with("PK"));
    EXPECT_EQ(get("/accounts.xlsx").status, 200);
    EXPECT_EQ(get("/tasks.csv").status, 200);
    EXPECT_EQ(get("/sites.ods").status, 404);
    EXPECT_EQ(get("/sites.csv?sort=colour").status, 422);
}

TEST_F(Results, CountWhatHasNoDivisionWithTheCityItself) {
    ASSERT_TRUE(store::save<Division>(*store_, {}, {{"990000", "市本级", "市本级", 3}}));
    auto sites = store::load<Site>(*store_);
    ASSERT_TRUE(sites);
    sites->at(1).division.clear();
    sites->at(2).division = "990000";
    ASSERT_TRUE(store::save<Site>(*store_, {}, *sites));
    nlohmann::json city;
    for (int tries = 0; tries < 5 && city.is_null(); ++tries) {
        const Answer overview = get("/overview");
        if (overview.status != 200) continue;
        for (const auto& row : overview.json.at("divisions")) {
            if (row.at("name") != "市本级") continue;
            EXPECT_TRUE(city.is_null()) << "two rows of one name";
            city = row;
        }
    }
    ASSERT_FALSE(city.is_null());
    EXPECT_EQ(city.at("division"), "990000");
    EXPECT_EQ(city.at("sites").at("total"), 2);
}

}  // namespace
}  // namespace mingcha::server
