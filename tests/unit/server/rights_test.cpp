// Every route × every role, against a table written by hand; and a county sees nothing of another.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "tests/unit/server/console_fixture.h"

namespace mingcha::server {
namespace {

using people::Role;

// One letter a role: A administrator, I inspector, R reviewer, P approver, U unit contact, D
// reader, S system, C security, L audit administrator. All at the top of the tree.
const std::map<char, Role> kLetters{
    {'A', Role::administrator}, {'I', Role::inspector},      {'R', Role::reviewer},
    {'P', Role::approver},      {'U', Role::unit_contact},   {'D', Role::reader},
    {'S', Role::system_admin},  {'C', Role::security_admin}, {'L', Role::audit_admin}};

struct Expected {
    const char* method;
    const char* path;
    const char* usually;    // who may; *: strangers too
    const char* separated;  // who may in 等保 mode
};

constexpr const char* kAll = "AIRPUDSCL";

const std::vector<Expected> kTable{
    {"GET", "/about", "*", "*"},
    {"POST", "/first-start", "*", "*"},
    {"GET", "/session", kAll, kAll},
    {"POST", "/session", "*", "*"},
    {"PUT", "/session/password", kAll, kAll},
    {"POST", "/session/totp", kAll, kAll},
    {"PUT", "/session/totp", kAll, kAll},
    {"DELETE", "/session/totp", kAll, kAll},
    {"GET", "/settings", kAll, kAll},
    {"PATCH", "/settings", "A", "S"},
    {"GET", "/offices", kAll, kAll},
    {"POST", "/offices", "A", "S"},
    {"PATCH", "/offices/{office}", "A", "S"},
    {"GET", "/people", "A", "SC"},
    {"POST", "/people", "A", "SC"},
    {"PATCH", "/people/{person}", "A", "SC"},
    {"GET", "/campaigns", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns", "AR", "R"},
    {"GET", "/rulesets", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/plan", "AIRPUD", "IRPUD"},
    {"PATCH", "/campaigns/{id}/plan", "AR", "R"},
    {"POST", "/campaigns/{id}/population", "AR", "R"},
    {"GET", "/campaigns/{id}/overview", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/inspection", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/inspection", "AI", "I"},
    {"DELETE", "/campaigns/{id}/inspection", "AI", "I"},
    {"GET", "/campaigns/{id}/inspection/events", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/sites", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/sites.{format}", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/accounts.{format}", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/findings.{format}", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/tasks.{format}", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/sites/{code}", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/accounts", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/accounts/{key}", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/findings", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/decisions", "R", "R"},
    {"POST", "/campaigns/{id}/findings/{key}/decisions", "R", "R"},
    {"DELETE", "/campaigns/{id}/findings/{key}/decisions", "R", "R"},
    {"POST", "/campaigns/{id}/findings/{key}/merge", "R", "R"},
    {"GET", "/campaigns/{id}/evidence/{finding}/snapshot", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/evidence/{finding}/picture", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/findings/{key}/proof", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/draft-round", "AIRPUD", "IRPUD"},
    {"PUT", "/campaigns/{id}/draft-round", "AP", "P"},
    {"POST", "/campaigns/{id}/draft-round/end", "AP", "P"},
    {"GET", "/campaigns/{id}/cases", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/findings/{key}/unit-steps", "IRU", "IRU"},
    {"POST", "/campaigns/{id}/findings/{key}/office-steps", "R", "R"},
    {"GET", "/campaigns/{id}/tasks", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/tasks/assignments", "AR", "R"},
    {"POST", "/campaigns/{id}/tasks/moves", "AR", "R"},
    {"GET", "/campaigns/{id}/worksheets/{target}", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/worksheets/{target}/words", "IR", "IR"},
    {"GET", "/campaigns/{id}/questions", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/questions.{format}", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/question-plan", "AR", "R"},
    {"POST", "/campaigns/{id}/question-table", "AI", "I"},
    {"POST", "/campaigns/{id}/question-search", "IR", "IR"},
    {"GET", "/campaigns/{id}/questions/{code}", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/questions/{code}/steps", "IR", "IR"},
    {"GET", "/campaigns/{id}/questions/{code}/proof", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/annual-forms", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/annual-forms", "AI", "I"},
    {"GET", "/campaigns/{id}/annual-looks", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/annual-forms/{code}", "AIRPUD", "IRPUD"},
    {"PUT", "/campaigns/{id}/annual-forms/{code}/values", "IRU", "IRU"},
    {"POST", "/campaigns/{id}/annual-forms/{code}/unit-steps", "IRU", "IRU"},
    {"POST", "/campaigns/{id}/annual-forms/{code}/office-steps", "R", "R"},
    {"GET", "/campaigns/{id}/annual-forms/{code}/form.{format}", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/worksheets/{target}/capture-links", "IR", "IR"},
    {"GET", "/campaigns/{id}/captures/{number}", "AIRPUD", "IRPUD"},
    // The key of a link lets in, not a session: rights_test sends none and is told 410.
    {"POST", "/capture", "*", "*"},
    {"GET", "/capture", "*", "*"},
    {"DELETE", "/capture", "*", "*"},
    {"POST", "/capture/pictures", "*", "*"},
    {"DELETE", "/capture/pictures/{number}", "*", "*"},
    {"PUT", "/capture/note", "*", "*"},
    {"GET", "/campaigns/{id}/media", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/strays", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/stray-words", "AI", "I"},
    {"GET", "/campaigns/{id}/life-log", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/life-log", "AI", "I"},
    {"GET", "/rule-exceptions", "AIRPUD", "IRPUD"},
    {"POST", "/rule-exceptions", "AR", "R"},
    {"POST", "/rule-exceptions/{number}/end", "AR", "R"},
    {"GET", "/office-words", "AIRPUD", "IRPUD"},
    {"POST", "/office-words", "AI", "I"},
    {"DELETE", "/office-words/{number}", "AI", "I"},
    {"GET", "/office-word-table", "AIRPUD", "IRPUD"},
    {"POST", "/office-word-table", "AI", "I"},
    {"GET", "/inspectors", "AIRPUD", "IRPUD"},
    {"PUT", "/inspectors/{name}", "AR", "R"},
    {"GET", "/campaigns/{id}/due", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/circular", "AIRP", "IRP"},
    {"GET", "/campaigns/{id}/circular.{format}", "AIRP", "IRP"},
    {"GET", "/campaigns/{id}/circular/pages", "AIRP", "IRP"},
    {"GET", "/campaigns/{id}/circular/pages/{page}", "AIRP", "IRP"},
    {"GET", "/campaigns/{id}/circular/texts", "AIRP", "IRP"},
    {"PUT", "/campaigns/{id}/circular/texts/{text}", "AIR", "IR"},
    {"POST", "/campaigns/{id}/circular/texts/{text}/preview", "AIRP", "IRP"},
    {"PUT", "/campaigns/{id}/circular/fields/{field}", "AIR", "IR"},
    {"GET", "/campaigns/{id}/publication", "AIRP", "IRP"},
    {"POST", "/campaigns/{id}/publication/submission", "AIR", "IR"},
    {"DELETE", "/campaigns/{id}/publication/submission", "AIR", "IR"},
    {"POST", "/campaigns/{id}/publication/approval", "P", "P"},
    {"POST", "/campaigns/{id}/publication/versions", "AIP", "IP"},
    {"GET", "/campaigns/{id}/publication/versions/{version}/{format}", "AIRP", "IRP"},
    {"POST", "/campaigns/{id}/publication/correction", "AIR", "IR"},
    {"POST", "/campaigns/{id}/publication/returned", "AIR", "IR"},
    {"POST", "/campaigns/{id}/publication/returned/acceptances", "P", "P"},
    {"POST", "/campaigns/{id}/publication/returned/discard", "AIR", "IR"},
    {"GET", "/channels", "A", "S"},
    {"POST", "/channels", "A", "S"},
    {"PATCH", "/channels/{channel}", "A", "S"},
    {"DELETE", "/channels/{channel}", "A", "S"},
    {"POST", "/channels/{channel}/tests", "A", "S"},
    {"GET", "/notices", "A", "S"},
    {"POST", "/notices/retries", "A", "S"},
    {"GET", "/notice-settings", "A", "S"},
    {"PUT", "/notice-settings", "A", "S"},
    {"GET", "/backups", "A", "S"},
    {"POST", "/backups", "A", "S"},
    {"GET", "/backups/{backup}", "A", "S"},
    {"POST", "/backups/{backup}/verifications", "A", "S"},
    {"GET", "/exemptions", "AIRPUD", "IRPUD"},
    {"POST", "/exemptions", "IRU", "IRU"},
    {"POST", "/exemptions/{filing}/decisions", "R", "R"},
    {"GET", "/campaigns/{id}/warnings", "AIRPUD", "IRPUD"},
    {"GET", "/campaigns/{id}/demands", "AIRPUD", "IRPUD"},
    {"POST", "/campaigns/{id}/demands/{demand}/unit-steps", "IRU", "IRU"},
    {"POST", "/campaigns/{id}/demands/{demand}/office-steps", "R", "R"},
    {"POST", "/imports/{kind}", "AI", "I"},
    {"GET", "/example-data", "AIRPUD", "IRPUD"},
    {"DELETE", "/example-data", "AI", "I"},
    {"GET", "/rules", "AIRPUD", "IRPUD"},
    {"GET", "/audit-log", "A", "L"},
    {"GET", "/audit-log/verification", "A", "L"},
    {"POST", "/campaigns/{id}/end", "AR", "R"},
    {"DELETE", "/session", kAll, kAll},
};

std::string filled(std::string path) {
    const bool account = path.find("/accounts/") != std::string::npos;
    const std::pair<std::string, std::string> values[] = {
        {"{office}", "north"},
        {"{person}", "nobody"},
        {"{id}", kCampaign},
        {"{code}", "9999000001"},
        {"{finding}", kNorth},
        {"{format}", "html"},
        {"{target}", "9999000001"},
        {"{name}", "zhangsan"},
        {"{number}", "1"},
        {"{channel}", "mail"},
        {"{backup}", "mingcha-20310101-000000.tar"},
        {"{filing}", "豁-0001"},
        {"{demand}", "some"},
        {"{kind}", "sites"},
        {"{page}", "1"},
        {"{text}", "opening"},
        {"{field}", "office"},
        {"{version}", "1"},
        {"{key}", account ? "990001M000WX0001" : kNorth}};
    for (const auto& [name, value] : values) path = replace_all(path, name, value);
    return path;
}

class Rights : public ConsoleFixture {
protected:
    void walk(bool separated) {
        add_city();
        for (const auto& [letter, role] : kLetters) {
            add_person("person-" + std::string(1, letter), role);
        }
        if (separated) separate_duties();
        for (const auto& [letter, role] : kLetters) {
            const Visitor who = sign_in("person-" + std::string(1, letter));
            for (const Expected& row : kTable) expect(row, separated, letter, who);
        }
        for (const Expected& row : kTable) expect(row, separated, '-', {});
    }
    void expect(const Expected& row, bool separated, char letter, const Visitor& who) {
        const std::string allowed = separated ? row.separated : row.usually;
        const Answer answer = ask(who, row.method, filled(row.path), "{}");
        const std::string type =
            answer.status >= 400 ? answer.json.at("type").get<std::string>() : "";
        const std::string what = std::string(1, letter) + " " + row.method + " " + row.path + " " +
                                 std::to_string(answer.status) + " " + type;
        const bool may = allowed == "*" || allowed.find(letter) != std::string::npos;
        if (may) {
            EXPECT_NE(answer.status, 401) << what;
            EXPECT_NE(type, "urn:mingcha:not-allowed") << what;
        } else if (letter == '-') {
            EXPECT_EQ(answer.status, 401) << what;
        } else {
            EXPECT_EQ(answer.status, 403) << what;
            EXPECT_EQ(type, "urn:mingcha:not-allowed") << what;
        }
    }
};

TEST_F(Rights, AreThoseOfTheTable) {
    walk(false);
}

TEST_F(Rights, AreThoseOfTheTableWhileDutiesAreSeparated) {
    walk(true);
}

TEST(RightsTable, NamesEveryRouteAndNoOther) {
    std::set<std::string> table, real, documented;
    for (const Expected& row : kTable) table.insert(std::string(row.method) + " " + row.path);
    for (const Route& route : routes()) {
        real.insert(std::string(route.method) + " " + std::string(route.path));
    }
    const OpenApi api;
    for (const OpenApi::Operation& each : api.operations()) {
        documented.insert(each.method + " " + each.path);
        const auto route = std::find_if(routes().begin(), routes().end(), [&](const Route& one) {
            return one.method == each.method && one.path == each.path;
        });
        ASSERT_NE(route, routes().end()) << each.method << " " << each.path << " has no route";
        EXPECT_EQ(each.action, people::to_string(route->action)) << each.method << " " << each.path;
    }
    EXPECT_EQ(real, documented);
    EXPECT_EQ(real, table);
}

class County : public ConsoleFixture {
protected:
    void SetUp() override {
        ConsoleFixture::SetUp();
        add_city();
        add_person("north", Role::reviewer, "north");
        north_ = sign_in("north");
    }
    Visitor north_;
};

TEST_F(County, SeesItsOwnOnly) {
    const Answer sites = ask(north_, "GET", of_campaign("/sites"));
    ASSERT_EQ(sites.status, 200) << sites.body;
    EXPECT_EQ(sites.json["total"], 2);
    EXPECT_EQ(sites.body.find("990002"), std::string::npos);
    EXPECT_EQ(sites.body.find("南渡"), std::string::npos);
    EXPECT_EQ(ask(north_, "GET", of_campaign("/accounts")).json["total"], 1);
    const Answer overview = ask(north_, "GET", of_campaign("/overview"));
    ASSERT_EQ(overview.json["divisions"].size(), 1U) << overview.body;
    EXPECT_EQ(overview.json["divisions"][0]["name"], "北溪县");
    EXPECT_EQ(overview.json["sites"]["total"], 2);
    EXPECT_EQ(overview.json["accounts"]["total"], 1);
    EXPECT_TRUE(overview.json["trend"].empty()) << "figures of the whole city";
    EXPECT_EQ(overview.body.find("南渡"), std::string::npos);
    const Answer findings = ask(north_, "GET", of_campaign("/findings"));
    EXPECT_EQ(findings.json["total"], 4);
    EXPECT_EQ(findings.body.find(kSouth), std::string::npos) << "not in a group either";
    const Answer due = ask(north_, "GET", of_campaign("/due?within=90&overdue=true"));
    EXPECT_EQ(due.body.find("南渡"), std::string::npos);
}

TEST_F(County, FindsNothingOfTheOtherByItsName) {
    EXPECT_EQ(ask(north_, "GET", of_campaign("/sites/9999000001")).status, 200);
    EXPECT_EQ(ask(north_, "GET", of_campaign("/sites/9999000003")).status, 404);
    EXPECT_EQ(ask(north_, "GET", of_campaign("/accounts/990002M000WX0001")).status, 404);
    EXPECT_EQ(ask(north_, "GET", of_campaign("/sites?division=990002")).json["total"], 0);
    EXPECT_EQ(ask(north_, "GET", of_campaign("/findings?target=9999000003")).json["total"], 0);
    const std::string snapshot = of_campaign(std::string("/evidence/") + kSouth + "/snapshot");
    EXPECT_EQ(ask(north_, "GET", snapshot).status, 404);
}

TEST_F(County, ChangesNothingOfTheOther) {
    EXPECT_EQ(ask(north_, "POST", decisions(kSouth), R"({"state":"confirmed"})").status, 404);
    EXPECT_EQ(ask(north_, "DELETE", decisions(kSouth)).status, 404);
    const nlohmann::json group{{"findings", {kSouth, kNorth2, kNorth3}},
                               {"opened", {kSouth, kNorth2, kNorth3}},
                               {"state", "confirmed"}};
    EXPECT_EQ(ask(north_, "POST", of_campaign("/decisions"), group.dump()).status, 404);
    EXPECT_TRUE(store_->records(store::kDecisionKind, kCampaign)->empty());
    EXPECT_EQ(ask(north_, "GET", of_campaign("/circular")).status, 403);
}

TEST_F(County, DecidesItsOwn) {
    const Answer done = ask(north_, "POST", decisions(kNorth), R"({"state":"confirmed"})");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.json["finding"]["state"], "confirmed");
}

TEST_F(County, ManagesItsOwnPeopleOnly) {
    add_person("chief", Role::administrator, "north");
    add_person("boss", Role::administrator, "top");
    add_person("other", Role::reader, "south");
    const Visitor chief = sign_in("chief");
    EXPECT_EQ(ask(chief, "GET", "/people").json["total"], 2) << "chief and north";
    EXPECT_EQ(ask(chief, "PATCH", "/people/other", R"({"disabled":true})").status, 404);
    EXPECT_EQ(ask(chief, "PATCH", "/people/boss", R"({"reset_password":true})").status, 404);
    const auto grant = [&](const std::string& id, const std::string& office) {
        nlohmann::json row{{"role", "administrator"}, {"office_id", office}};
        nlohmann::json body;
        body["grants"] = nlohmann::json::array({row});
        return ask(chief, "PATCH", "/people/" + id, body.dump()).status;
    };
    EXPECT_EQ(grant("north", "top"), 403) << "nobody gives what they do not have";
    EXPECT_EQ(grant("north", "south"), 403);
    EXPECT_EQ(grant("north", "finance"), 200);
    EXPECT_EQ(ask(chief, "POST", "/people", R"({"id":"new","office_id":"south"})").status, 403);
    EXPECT_EQ(ask(chief, "PATCH", "/offices/south", R"({"name":"甲"})").status, 404);
    const std::string grab = R"({"divisions":["990001","990002"]})";
    EXPECT_EQ(ask(chief, "PATCH", "/offices/north", grab).status, 422);
    const Answer offices = ask(chief, "GET", "/offices");
    EXPECT_EQ(offices.json["items"].size(), 2U) << offices.body;
}

TEST_F(County, HasNoSayOverSomebodyWhoReachesFurther) {
    add_person("chief", Role::administrator, "north");
    const app::NewPerson wide{"wide",    "",   "north", {{Role::administrator, "top"}},
                              kPassword, false};
    ASSERT_TRUE(app::add_person(*store_, wide, {"setup", "terminal", now_}));
    const Visitor chief = sign_in("chief");
    EXPECT_EQ(ask(chief, "PATCH", "/people/wide", R"({"reset_password":true})").status, 403);
    EXPECT_EQ(ask(chief, "PATCH", "/people/wide", R"({"disabled":true})").status, 403);
}

TEST_F(County, DoesNotJudgeItsOwnUnit) {
    add_person("clerk", Role::reviewer, "finance");
    const Visitor clerk = sign_in("clerk");
    EXPECT_EQ(ask(clerk, "GET", of_campaign("/sites")).json["total"], 1);
    const std::string body = R"({"state":"dismissed","reason":"没有问题"})";
    EXPECT_EQ(ask(clerk, "POST", decisions(kNorth3), body).status, 403);
}

}  // namespace
}  // namespace mingcha::server
