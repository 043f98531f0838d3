#include "tests/unit/server/console_fixture.h"

#include <algorithm>

#include "app/campaigns.h"
#include "app/directory.h"
#include "app/judge_campaign.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "store/people_rows.h"
#include "store/rows.h"

namespace mingcha::server {

using people::Office;
using people::OfficeKind;

namespace {

constexpr const char* kRuleset = "luan-2021";

std::string header(const httpd::Response& response, const std::string& name) {
    for (const auto& [each, value] : response.headers) {
        if (each == name) return value;
    }
    return "";
}

Site site_of(const std::string& code, const std::string& name, const std::string& unit,
             SiteKind kind, const std::string& division) {
    Site site;
    site.site_code = code;
    site.name = name;
    site.unit = unit;
    site.url = "http://s" + code + ".example.gov.cn/";
    site.kind = kind;
    site.division = division;
    return site;
}

Account account_of(const std::string& code, const std::string& name, const std::string& unit,
                   const std::string& division) {
    Account account;
    account.account_code = code;
    account.name = name;
    account.operator_name = unit;
    account.type = "微信订阅号";
    account.division = division;
    return account;
}

}  // namespace

void ConsoleFixture::SetUp() {
    now_ = at(*parse_date("2021-11-12"), 9 * 3600);
    auto opened = store::Store::open(data_dir());
    ASSERT_TRUE(opened) << opened.error().text();
    store_ = std::move(*opened);
    inspect_ = [](store::Store&, const app::InspectRequest&, const std::atomic<bool>&) {
        return Result<app::InspectSummary>(app::InspectSummary{});
    };
    app::DeskOptions desk;
    desk.data_dir = data_dir();
    desk.open_store = [this] { return store::Store::open(data_dir()); };
    desk.now = [this] { return now_; };
    desk.inspect = [this](store::Store& store, const app::InspectRequest& request,
                          const std::atomic<bool>& stop) { return inspect_(store, request, stop); };
    desk_ = std::make_unique<app::InspectionDesk>(std::move(desk));
    ConsoleOptions options;
    options.desk = desk_.get();
    options.data_dir = data_dir();
    options.version = "0.0.0";
    options.open_store = [this] { return store::Store::open(data_dir()); };
    options.make_token = [this] { return "token-" + std::to_string(++tokens_) + "-0123456789"; };
    options.random_bytes = [this](std::size_t count) {
        return std::string(count, static_cast<char>(++tokens_));
    };
    options.now = [this] { return now_; };
    options.bundle = bundle_;
    options.on_first_start = [this](const std::string& path) { first_link_ = path; };
    console_ = std::make_unique<Console>(*store_, options);
}

void ConsoleFixture::add_city() {
    ASSERT_TRUE(store::save<Division>(
        *store_, {}, {{"990001", "北溪县", "北溪", 1}, {"990002", "南渡县", "南渡", 2}}));
    ASSERT_TRUE(store::save<Unit>(*store_, {},
                                  {{"北溪县人民政府", "", "", "", 1, {}},
                                   {"北溪县财政局", "", "", "", 2, {}},
                                   {"南渡县财政局", "", "", "", 3, {}}}));
    ASSERT_TRUE(store::save<Site>(
        *store_, {},
        {site_of("9999000001", "北溪县人民政府", "北溪县人民政府", SiteKind::portal, "990001"),
         site_of("9999000002", "北溪县财政局", "北溪县财政局", SiteKind::department, "990001"),
         site_of("9999000003", "<b>南渡县财政局</b>", "南渡县财政局", SiteKind::department,
                 "990002")}));
    ASSERT_TRUE(store::save<Account>(
        *store_, {},
        {account_of("990001M000WX0001", "北溪发布", "北溪县人民政府", "990001"),
         account_of("990002M000WX0001", "南渡发布", "南渡县财政局", "990002")}));
    ASSERT_TRUE(store::save<Office>(
        *store_, {},
        {Office{"top", "云泽市政府办", OfficeKind::city, "", {}, {}},
         Office{"north", "北溪县政府办", OfficeKind::county, "top", {"990001"}, {}},
         Office{"south", "南渡县政府办", OfficeKind::county, "top", {"990002"}, {}},
         Office{"finance", "北溪县财政局", OfficeKind::unit, "north", {}, {"北溪县财政局"}}}));
    Campaign campaign;
    campaign.id = kCampaign;
    campaign.ruleset = kRuleset;
    campaign.title = "2021年第四季度";
    campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
    campaign.as_of = at(*parse_date("2021-11-12"), 86399);
    ASSERT_TRUE(app::create_campaign(*store_, ruleset::builtin_sources(), campaign));
    add_findings();
}

// Judged once, so that nothing is judged again; then with what a machine might have found.
void ConsoleFixture::add_findings() {
    app::JudgeRequest judging;
    judging.data_dir = data_dir();
    judging.campaign = kCampaign;
    judging.threads = 1;
    ASSERT_TRUE(app::judge_campaign(*store_, judging));
    auto verdicts = app::stored_verdicts(*store_, kCampaign, kRuleset);
    ASSERT_TRUE(verdicts);
    const auto add = [&](const std::string& id, const std::string& target, const std::string& rule,
                         const std::string& problem) {
        for (Verdict& verdict : *verdicts) {
            if (verdict.target != target || verdict.rule != rule) continue;
            verdict.outcome = Outcome::fail;
            verdict.reason = {};
            verdict.coverage.checked = 10;
            Finding& finding = verdict.findings.emplace_back();
            finding.id = id;
            finding.target = target;
            finding.rule = rule;
            finding.place = id;
            finding.problem = problem;
            Evidence& evidence = finding.evidence.emplace_back();
            evidence.url = "http://s" + target + ".example.gov.cn/a.html";
            evidence.at = now_;
            evidence.excerpt = "摘录";
            evidence.warc = "none.warc.gz#0";
            return;
        }
        FAIL() << target << " has no verdict of " << rule;
    };
    add(kVeto, "9999000001", "homepage-staleness", "首页超过2周未更新");
    add(kNorth, "9999000001", "footer-identity", "未标明网站标识码");
    add(kSouth, "9999000003", "page-tags", "缺少网页标签");
    add(kNorth2, "9999000001", "page-tags", "缺少网页标签");
    add(kNorth3, "9999000002", "page-tags", "缺少网页标签");
    ASSERT_TRUE(app::store_verdicts(*store_, kCampaign, kRuleset, *verdicts));
}

void ConsoleFixture::add_person(const std::string& id, people::Role role,
                                const std::string& office) {
    const app::NewPerson person{id, "", office, {{role, office}}, kPassword, false};
    const auto added = app::add_person(*store_, person, {"setup", "terminal", now_});
    ASSERT_TRUE(added) << added.error().text();
}

void ConsoleFixture::separate_duties() {
    people::Settings settings;
    settings.separate_duties = true;
    ASSERT_TRUE(store::save<people::Settings>(*store_, {}, {settings}));
}

httpd::Request ConsoleFixture::request(const std::string& method, const std::string& target,
                                       const std::string& body) {
    httpd::Request out;
    out.method = method;
    out.target = target;
    const std::size_t question = target.find('?');
    out.path = target.substr(0, question);
    if (question != std::string::npos) out.query = target.substr(question + 1);
    out.body = body;
    out.remote = "127.0.0.1";
    return out;
}

Answer ConsoleFixture::raw(const httpd::Request& asked) {
    const httpd::Response response = console_->respond(asked);
    Answer answer;
    answer.status = response.status;
    answer.body = response.body;
    answer.content_type = header(response, "Content-Type");
    answer.cookie = header(response, "Set-Cookie");
    answer.etag = header(response, "ETag");
    answer.policy = header(response, "Content-Security-Policy");
    answer.allow = header(response, "Allow");
    if (answer.content_type.find("json") != std::string::npos) {
        answer.json = nlohmann::json::parse(answer.body);
    }
    return answer;
}

ConsoleFixture::Visitor ConsoleFixture::sign_in(const std::string& id,
                                                const std::string& password) {
    const Answer in =
        ask({}, "POST", "/session", nlohmann::json{{"name", id}, {"password", password}}.dump());
    EXPECT_EQ(in.status, 201) << id << " " << in.body;
    if (in.status != 201) return {};
    return {in.cookie.substr(0, in.cookie.find(';')), in.json.at("csrf_token").get<std::string>()};
}

Answer ConsoleFixture::ask(const Visitor& who, const std::string& method, const std::string& target,
                           const std::string& body, const std::string& etag) {
    static const OpenApi kDocumented;
    httpd::Request asked = request(method, std::string(kApi) + target, body);
    if (!who.cookie.empty()) asked.headers.emplace_back("Cookie", who.cookie);
    if (!who.csrf.empty()) asked.headers.emplace_back("X-CSRF-Token", who.csrf);
    if (!etag.empty()) asked.headers.emplace_back("If-None-Match", etag);
    Answer answer = raw(asked);
    const Match match = find_route(method, target.substr(0, target.find('?')));
    if (match.route != nullptr) {
        const auto faults = kDocumented.faults(method, std::string(match.route->path),
                                               answer.status, answer.content_type, answer.body);
        EXPECT_TRUE(faults.empty())
            << method << " " << target << " " << answer.status << ": " << join(faults, "\n") << "\n"
            << answer.body.substr(0, 400);
    }
    return answer;
}

}  // namespace mingcha::server
