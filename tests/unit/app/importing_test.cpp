// Files into the store: all or nothing, what is new, changed and gone, rules by class.
#include "app/importing.h"

#include <gtest/gtest.h>

#include "app/campaigns.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

constexpr const char* kSites =
    "site_code,name,url,kind\n9999000001,云泽县,http://a.gov.cn,portal\n"
    "9999000002,云泽局,http://b.gov.cn,department\n";
constexpr const char* kAccounts =
    "account_code,operator,name,type\n999900M010WX0001,局,云泽教育,微信订阅号\n"
    "无,局,云泽发布,新浪微博\n";

class Importing : public ::testing::Test {
protected:
    Importing() : store_(std::move(*store::Store::open(dir_.path()))) {}

    ImportReport take(const std::string& kind, const std::string& bytes, bool partial = false,
                      bool dry_run = false) {
        ImportRequest request;
        request.kind = kind;
        request.file = kind + ".csv";
        request.bytes = bytes;
        request.campaign = kind == "findings" ? "Q" : "";
        request.partial = partial;
        request.dry_run = dry_run;
        request.keep_refused = [this](const std::string& csv) -> Result<bool> {
            rows_when_kept_ = sites();
            refused_ = csv;
            if (disk_full_) return fail("refused.csv", "disk full");
            return true;
        };
        const Result<ImportReport> report =
            import_rows(*store_, ruleset::builtin_sources(), request);
        error_ = report ? "" : report.error().text();
        return report ? *report : ImportReport{};
    }
    std::size_t sites() { return store::load<Site>(*store_)->size(); }
    void make_campaign() {
        Campaign campaign;
        campaign.id = "Q";
        campaign.ruleset = "luan-2021";
        campaign.window = {*parse_date("2021-11-04"), *parse_date("2021-11-10")};
        campaign.as_of = end_of(campaign.window.to);
        ASSERT_TRUE(create_campaign(*store_, ruleset::builtin_sources(), campaign));
    }

    mingcha::testing::TempDir dir_;
    std::unique_ptr<store::Store> store_;
    std::string refused_;
    std::string error_;
    std::size_t rows_when_kept_ = 0;
    bool disk_full_ = false;
};

std::string said(const ImportReport& report) {
    std::string all;
    for (const std::string& line : report.changes) all += line + "\n";
    for (const std::string& line : report.gone) all += "gone " + line + "\n";
    for (const intake::RowError& error : report.errors) all += error.text("f") + "\n";
    return all;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(Importing, SaysWhatIsNewChangedSameAndGoneAlsoWhenTried) {
    take("sites", kSites);
    const std::string next =
        "site_code,name,url,kind\n9999000002,云泽局,http://c.gov.cn,department\n"
        "9999000003,云泽区,http://d.gov.cn,portal\n";
    for (const bool dry_run : {true, false}) {
        const ImportReport report = take("sites", next, false, dry_run);
        EXPECT_EQ(report.added, 1U);
        EXPECT_EQ(report.changed, 1U);
        EXPECT_EQ(report.gone_count, 1U);
        EXPECT_EQ(report.taken, !dry_run);
        EXPECT_EQ(
            said(report),
            "变更 9999000002 云泽局（首页网址）\n新增 9999000003 云泽区\ngone 9999000001 云泽县\n");
    }
    EXPECT_EQ(sites(), 3U);  // what is gone from the file is kept
    const ImportReport again = take("sites", next);
    EXPECT_EQ(again.same, 2U);
    EXPECT_EQ(again.added + again.changed, 0U);
}

TEST_F(Importing, NamesAnAccountOnce) {
    EXPECT_EQ(said(take("accounts", kAccounts)),
              "新增 999900M010WX0001 云泽教育\n新增 新浪微博/云泽发布\n");
}

TEST_F(Importing, ARefusedRowIsWrongAndNotGone) {
    take("sites", kSites);
    const ImportReport report = take("sites",
                                     "site_code,name,url,kind\n9999000001,云泽县,http:///,portal\n"
                                     "9999000002,云泽局,http://b.gov.cn,department\n",
                                     true);
    EXPECT_EQ(report.refused, 1U);
    EXPECT_EQ(report.gone_count, 0U) << said(report);
}

TEST_F(Importing, KeepsTheRefusedRowsBeforeTheOthersAreTaken) {
    const std::string wrong = std::string(kSites) + "99990000,=甲,http://x.cn,portal\n";
    disk_full_ = true;
    take("sites", wrong, true);
    EXPECT_TRUE(has(error_, "disk full")) << error_;
    EXPECT_EQ(sites(), 0U);
    disk_full_ = false;
    EXPECT_TRUE(take("sites", wrong, true).taken);
    EXPECT_EQ(rows_when_kept_, 0U);
    EXPECT_EQ(sites(), 2U);
}

TEST_F(Importing, TakesTheMendedRefusedRowsBack) {
    take("sites",
         "网站标识码,网站名称（全称）,首页网址,网站类别\n99990000,=甲,http://x.cn,专项网站\n",
         true);
    EXPECT_TRUE(has(refused_, "网站标识码,网站名称（全称）,首页网址,网站类别,why\r\n")) << refused_;
    const std::size_t code = refused_.find("99990000,");
    ASSERT_NE(code, std::string::npos);
    // Not mended it is refused again, with one column why.
    const std::string first = refused_;
    EXPECT_EQ(take("sites", first, true).refused, 1U);
    EXPECT_EQ(refused_.find(",why,why"), std::string::npos) << refused_;
    const ImportReport mended = take("sites", std::string(first).replace(code, 8, "9999000009"));
    EXPECT_EQ(mended.added, 1U) << said(mended);
    EXPECT_TRUE(mended.warnings.empty()) << mended.warnings.front();
    EXPECT_EQ(store::load<Site>(*store_)->front().name, "=甲");
}

TEST_F(Importing, RefusesARuleOfTheOtherClassAndNamesLikelyOnes) {
    take("sites", kSites);
    take("accounts", kAccounts);
    make_campaign();
    const auto errors = [&](const std::string& target, const std::string& rule) {
        return said(
            take("findings", "target,rule,problem\n" + target + "," + rule + ",x\n", false, true));
    };
    EXPECT_EQ(errors("9999000001", "column-staleness"), "");
    // What the machine judges on portals only may be imported for any site.
    EXPECT_EQ(errors("9999000002", "news-staleness"), "");
    EXPECT_EQ(errors("新浪微博/云泽发布", "account-zombie"), "");
    EXPECT_TRUE(has(errors("999900M010WX0001", "column-staleness"), "account-staleness"));
    EXPECT_TRUE(has(errors("9999000001", "account-staleness"), "staleness（"));
    EXPECT_FALSE(has(errors("9999000001", "account-staleness"), "account-zombie"));
    EXPECT_TRUE(has(errors("9999000001", "news-stalenes"), "是否为 news-staleness（动态要闻）"));
    EXPECT_TRUE(has(errors("9999000001", "空白栏目"), "blank-columns"));
    EXPECT_TRUE(has(errors("9999000001", "qqq"), "rules list"));
    EXPECT_TRUE(has(errors("9999000003", "news-staleness"), "是否为 9999000001"));
    // An account that has a code is named by it.
    EXPECT_TRUE(has(errors("微信订阅号/云泽教育", "account-zombie"), "是否为 999900M010WX0001"));
}

TEST_F(Importing, FindsTheCodeOfADivisionByItsName) {
    take("divisions", "code,name,short_name\n999901,云泽县,云泽\n");
    const ImportReport report = take("sites",
                                     "site_code,name,url,kind,division\n"
                                     "9999000001,甲,http://a.cn,portal,云泽县\n"
                                     "9999000002,乙,http://b.cn,portal,999901\n"
                                     "9999000003,丙,http://c.cn,portal,别处\n");
    const auto sites = store::load<Site>(*store_);
    ASSERT_TRUE(sites && sites->size() == 3);
    EXPECT_EQ((*sites)[0].division, "999901");
    EXPECT_EQ((*sites)[1].division, "999901");
    EXPECT_EQ((*sites)[2].division, "别处");
    ASSERT_EQ(report.warnings.size(), 1U);
    EXPECT_TRUE(has(report.warnings[0], "“别处”")) << report.warnings[0];
}

TEST_F(Importing, ComparesByEveryCellButNotByItsPlaceInTheFile) {
    take("sites", kSites);
    make_campaign();
    const std::string rows = "9999000001,news-staleness,无更新,1\n";
    take("findings", "target,rule,problem,count\n" + rows);
    EXPECT_EQ(take("findings", "标题\n\ntarget,rule,problem,count\n" + rows).same, 1U);
    const ImportReport changed = take("findings",
                                      "target,rule,problem,count\n9999000001,news-staleness,"
                                      "无更新,2\n");
    EXPECT_TRUE(has(said(changed), "（数量）")) << said(changed);
}

}  // namespace
}  // namespace mingcha::app
