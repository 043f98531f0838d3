// Work by hand, objections and mending over the API: what is asked, who may, what is left in the
// log.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/audit_log.h"
#include "app/verdicts.h"
#include "secrets/secrets.h"
#include "server/console.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::server {
namespace {

using testing::TempDir;
using Json = nlohmann::ordered_json;

const Instant kNow = *parse_instant("2021-11-20T09:00:00+08:00");
constexpr const char* kFinding = "aaaaaaaaaaaa0001";
constexpr const char* kSite = "9900000001";
constexpr const char* kOther = "9900000002";

struct Visitor {
    std::string cookie, csrf;
};

class Work : public ::testing::Test {
protected:
    void SetUp() override {
        store_ = std::move(*store::Store::open(dir_.path()));
        fill();
        ConsoleOptions options;
        options.data_dir = dir_.path();
        options.open_store = [this] { return store::Store::open(dir_.path()); };
        options.make_token = secrets::random_token;
        options.random_bytes = secrets::random_bytes;
        options.now = [this] { return now_; };
        options.on_first_start = [this](const std::string& path) {
            token_ = path.substr(path.find('=') + 1);
        };
        console_ = std::make_unique<Console>(*store_, options);
        admin_ =
            come_in("/first-start",
                    {{"token", token_}, {"name", "admin"}, {"password", "Yun-Ze-2031-console"}});
        call(admin_, "POST", "/offices",
             {{"id", "south"},
              {"name", "南县"},
              {"kind", "county"},
              {"parent_id", "top"},
              {"divisions", Json::array({"990002"})}});
        ASSERT_EQ(status_, 201) << last_;
    }

    void fill() {
        Campaign campaign;
        campaign.id = "2021Q4";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        campaign.fields["rectify_by"] = "2021-12-24";
        ASSERT_TRUE(store::save<Campaign>(*store_, {}, {campaign}));
        ASSERT_TRUE(store::save<Division>(
            *store_, {},
            {Division{"990001", "北县", "北县", 1}, Division{"990002", "南县", "南县", 2}}));
        std::vector<Site> sites(2);
        sites[0].site_code = kSite;
        sites[0].division = "990001";
        sites[1].site_code = kOther;
        sites[1].division = "990002";
        for (Site& site : sites) {
            site.name = site.site_code + "网站";
            site.unit = site.site_code + "单位";
            site.url = "http://" + site.site_code + ".example/";
            site.kind = SiteKind::portal;
        }
        ASSERT_TRUE(store::save<Site>(*store_, {}, sites));
        ImportedFinding row;
        row.target = kSite;
        row.rule = "blank-columns";
        row.problem = "空白栏目";
        row.row = 1;
        ASSERT_TRUE(store::save<ImportedFinding>(*store_, "2021Q4", {row}));
    }

    httpd::Response ask(const Visitor& who, const std::string& method, const std::string& target,
                        const std::string& body) {
        httpd::Request request;
        request.method = method;
        request.target = std::string(kApi) + target;
        const std::size_t mark = request.target.find('?');
        request.path = request.target.substr(0, mark);
        if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
        request.remote = "127.0.0.1";
        request.body = body;
        request.headers = {{"Content-Type", "application/json"}};
        if (!who.cookie.empty()) request.headers.emplace_back("Cookie", who.cookie);
        if (!who.csrf.empty()) request.headers.emplace_back("X-CSRF-Token", who.csrf);
        return console_->respond(request);
    }

    // The answer's body; its status is kept. A view that is being made is asked for again.
    Json call(const Visitor& who, const std::string& method, const std::string& target,
              const Json& body = nullptr) {
        httpd::Response answer;
        for (int i = 0; i < 3; ++i) {
            answer = ask(who, method, target, body.is_null() ? "" : body.dump());
            if (answer.status != 503) break;
        }
        status_ = answer.status;
        last_ = answer.body;
        return Json::parse(answer.body, nullptr, false);
    }

    Visitor come_in(const std::string& target, const Json& body) {
        const httpd::Response answer = ask({}, "POST", target, body.dump());
        EXPECT_TRUE(answer.status == 200 || answer.status == 201) << answer.body;
        Visitor visitor;
        for (const auto& [name, value] : answer.headers) {
            if (name == "Set-Cookie") visitor.cookie = value.substr(0, value.find(';'));
        }
        visitor.csrf = Json::parse(answer.body).at("csrf_token").get<std::string>();
        return visitor;
    }

    // Somebody with one role at an office, signed in.
    Visitor person(const std::string& id, const std::string& role, const std::string& office) {
        const std::string first = "Nan-Xian-2031-first", second = "Nan-Xian-2031-second";
        call(admin_, "POST", "/people",
             {{"id", id},
              {"office_id", office},
              {"password", first},
              {"grants", Json::array({{{"role", role}, {"office_id", office}}})}});
        EXPECT_EQ(status_, 201) << id << last_;
        Visitor visitor = come_in("/session", {{"name", id}, {"password", first}});
        call(visitor, "PUT", "/session/password", {{"password", first}, {"new_password", second}});
        EXPECT_LT(status_, 300) << id;
        return come_in("/session", {{"name", id}, {"password", second}});
    }

    std::string finding() {
        return call(admin_, "GET", "/campaigns/2021Q4/cases?kind=mending")
            .at("items")
            .at(0)
            .at("finding")
            .get<std::string>();
    }

    TempDir dir_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Console> console_;
    std::string token_;
    Visitor admin_;
    Instant now_ = kNow;
    int status_ = 0;
    std::string last_;  // body
};

TEST_F(Work, IsSharedOutMovedAndDone) {
    const std::string base = "/campaigns/2021Q4";
    call(admin_, "PUT", "/inspectors/admin", {{"unit", std::string(kOther) + "单位"}});
    EXPECT_EQ(status_, 200);
    call(admin_, "POST", base + "/tasks/assignments", {{"what", "share"}});
    EXPECT_EQ(status_, 422) << "nobody may inspect the other unit";
    call(admin_, "PUT", "/inspectors/second", Json::object());
    EXPECT_EQ(call(admin_, "POST", base + "/tasks/assignments", {{"what", "share"}})["assigned"],
              2);
    const Json tasks = call(admin_, "GET", base + "/tasks");
    EXPECT_EQ(tasks["total"], 2);
    EXPECT_EQ(tasks["unassigned"], 0);
    const Json before = call(admin_, "GET", base + "/worksheets/" + kSite);
    const Json after = call(admin_, "POST", base + "/worksheets/" + kSite + "/words",
                            {{"rule", "smart-search"}, {"outcome", "pass"}});
    EXPECT_EQ(status_, 200);
    EXPECT_EQ(after["waiting"].get<int>(), before["waiting"].get<int>() - 1);
    call(admin_, "POST", base + "/worksheets/" + kSite + "/words",
         {{"rule", "smart-search"}, {"outcome", "fault"}});
    EXPECT_EQ(status_, 422) << "a fault without its phrase";
    call(admin_, "POST", base + "/worksheets/" + kOther + "/words",
         {{"rule", "smart-search"}, {"outcome", "pass"}});
    EXPECT_EQ(status_, 422) << "his own unit";
    call(admin_, "POST", base + "/tasks/moves", {{"from", "second"}, {"to", "nobody"}});
    EXPECT_EQ(status_, 422);
}

TEST_F(Work, AnObjectionIsHeardDecidedAndClosesTheRound) {
    const std::string base = "/campaigns/2021Q4";
    const std::string id = finding();
    const Json objection{{"event", "objected"}, {"text", "已更新"}};
    call(admin_, "POST", base + "/findings/" + id + "/unit-steps", objection);
    EXPECT_EQ(status_, 422) << "no round is open";
    EXPECT_EQ(call(admin_, "PUT", base + "/draft-round", {{"until", "2021-11-21"}})["stage"],
              "feedback");
    Json with_proof = objection;
    with_proof["on_behalf"] = "某局";
    with_proof["proof"] = {{"name", "来函.pdf"}, {"base64", "JVBERi0="}};
    const Json objected =
        call(admin_, "POST", base + "/findings/" + id + "/unit-steps", with_proof);
    EXPECT_EQ(objected["objection"], "open");
    const std::string proof = objected["steps"][0].value("proof_url", "");
    ASSERT_TRUE(proof.starts_with(kApi)) << last_;
    const httpd::Response letter = ask(admin_, "GET", proof.substr(kApi.size()), "");
    EXPECT_EQ(letter.body, "%PDF-");
    now_ = at(*parse_date("2021-11-23"));
    admin_ = come_in("/session", {{"name", "admin"}, {"password", "Yun-Ze-2031-console"}});
    call(admin_, "POST", base + "/draft-round/end");
    EXPECT_EQ(status_, 422) << "an objection waits";
    EXPECT_EQ(call(admin_, "POST", base + "/findings/" + id + "/office-steps",
                   {{"event", "rejected"}, {"text", "晚于监测时间点"}})["objection"],
              "rejected");
    EXPECT_EQ(call(admin_, "POST", base + "/draft-round/end")["stage"], "final");
}

TEST_F(Work, AReplyIsSeenToBeMended) {
    const std::string steps = "/campaigns/2021Q4/findings/" + finding();
    EXPECT_EQ(call(admin_, "POST", steps + "/unit-steps",
                   {{"event", "replied"}, {"text", "已整改"}, {"on_behalf", "某局"}})["mending"],
              "replied");
    EXPECT_EQ(call(admin_, "POST", steps + "/office-steps",
                   {{"event", "extended"}, {"text", "平台迁移"}, {"due", "2022-01-10"}})["due"],
              "2022-01-10");
    EXPECT_EQ(call(admin_, "POST", steps + "/office-steps",
                   {{"event", "mended"}, {"text", "查看属实"}})["mending"],
              "mended");
    call(admin_, "POST", steps + "/office-steps", {{"event", "objected"}, {"text", "x"}});
    EXPECT_EQ(status_, 422) << "an office does not object";
    call(admin_, "POST", steps + "/unit-steps",
         {{"event", "replied"}, {"text", "x"}, {"proof", {{"name", "a.png"}, {"base64", "!"}}}});
    EXPECT_EQ(status_, 422);
    const Json mending = call(admin_, "GET", "/campaigns/2021Q4/cases?kind=mending");
    EXPECT_EQ(mending["counts"][0]["mended"], 1);
    EXPECT_EQ(call(admin_, "GET", "/campaigns/2021Q4/cases?kind=mending&open=true")["total"], 0);
}

TEST_F(Work, RolesAndCountiesAreKeptApart) {
    const std::string base = "/campaigns/2021Q4";
    const std::string id = finding();
    const Visitor contact = person("contact", "unit_contact", "south");
    const Visitor reader = person("reader", "reader", "top");
    // Another county's finding and site are not there.
    EXPECT_EQ(call(contact, "GET", base + "/cases?kind=mending")["total"], 0);
    call(contact, "POST", base + "/findings/" + id + "/unit-steps",
         {{"event", "replied"}, {"text", "x"}});
    EXPECT_EQ(status_, 404);
    call(contact, "GET", base + "/worksheets/" + kSite);
    EXPECT_EQ(status_, 404);
    call(contact, "GET", base + "/worksheets/" + kOther);
    EXPECT_EQ(status_, 200);
    // A contact decides nothing; a reader does nothing.
    call(contact, "POST", base + "/findings/" + id + "/office-steps",
         {{"event", "mended"}, {"text", "x"}});
    EXPECT_EQ(status_, 403);
    call(reader, "POST", base + "/findings/" + id + "/unit-steps",
         {{"event", "replied"}, {"text", "x"}});
    EXPECT_EQ(status_, 403);
    for (const char* path : {"/tasks/assignments", "/tasks/moves", "/draft-round/end"}) {
        call(reader, "POST", base + path, Json::object());
        EXPECT_EQ(status_, 403) << path;
    }
}

TEST_F(Work, EveryChangeStandsInTheLog) {
    const std::string id = finding();
    call(admin_, "POST", "/campaigns/2021Q4/findings/" + id + "/unit-steps",
         {{"event", "replied"}, {"text", "已整改"}, {"on_behalf", "某局"}});
    call(admin_, "PUT", "/campaigns/2021Q4/draft-round", {{"until", "2021-11-01"}});
    EXPECT_EQ(status_, 422) << "a day that is over";
    const auto page = app::audit_page(*store_, {"admin", "case.replied", 0, 10});
    ASSERT_TRUE(page);
    ASSERT_EQ(page->total, 1);
    EXPECT_EQ(page->entries[0].object, "2021Q4/" + id);
    EXPECT_EQ(app::audit_page(*store_, {"", "round.open", 0, 10})->total, 0)
        << "what was refused changed nothing";
    EXPECT_TRUE(app::verify_audit_log(*store_, {})->faults.empty());
}

TEST_F(Work, TakesProofsLargerThanOtherBodies) {
    httpd::Request head;
    head.method = "POST";
    head.path = std::string(kApi) + "/campaigns/2021Q4/findings/" + kFinding + "/unit-steps";
    EXPECT_EQ(console_->body_limit(head), kMaxBody) << "a stranger sends no files";
    head.headers.emplace_back("Cookie", admin_.cookie);
    EXPECT_EQ(console_->body_limit(head), kMaxUpload);
}

}  // namespace
}  // namespace mingcha::server
