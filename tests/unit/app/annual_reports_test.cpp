#include "app/annual_reports.h"

#include <gtest/gtest.h>

#include "app/annual_output.h"
#include "app/corrections.h"
#include "app/importing.h"
#include "ruleset/load.h"
#include "store/rows.h"
#include "tests/testing/temp_dir.h"

namespace mingcha::app {
namespace {

const Instant kNow = at(*parse_date("2022-01-10"));

Site site(const char* code, const char* name) {
    Site made;
    made.site_code = code;
    made.name = name;
    made.unit = name;
    made.url = std::string("http://") + code + ".example/";
    made.kind = SiteKind::department;
    return made;
}

class Annual : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(store::save(
            *store_, {},
            std::vector{site("9978010011", "清河县林业局"), site("9978010012", "清河县教育局")}));
        query_.year = 2021;
    }

    void import(const char* kind, const std::string& csv) {
        ImportRequest request;
        request.kind = kind;
        request.file = std::string(kind) + ".csv";
        request.bytes = csv;
        const auto report = import_rows(*store_, ruleset::builtin_sources(), request);
        ASSERT_TRUE(report) << report.error().what;
        ASSERT_TRUE(report->taken);
    }

    AnnualFill fill() {
        auto filled = fill_annual(*store_, folder_.path(), query_, kNow);
        EXPECT_TRUE(filled) << filled.error().what;
        return std::move(*filled);
    }

    testing::TempDir folder_;
    std::unique_ptr<store::Store> store_ = *store::Store::open(folder_.path());
    AnnualQuery query_;
};

TEST_F(Annual, TakesImportedColumnsByTheirPrintedNames) {
    import("annual",
           "网站标识码,年度,网站总访问量,是否开展应急演练,备注栏\n"
           "9978010011,2021,\"12,345\",有,甲\n9978010011,2020,1,否,乙\n");
    const AnnualFill filled = fill();
    ASSERT_EQ(filled.entries.size(), 2U);
    const auto& values = filled.entries[0].report.values;
    EXPECT_EQ(values.at("visits").text, "12345");
    EXPECT_EQ(values.at("visits").origin, AnnualOrigin::imported);
    EXPECT_EQ(values.at("drills").text, "是");
    EXPECT_EQ(values.at("site_type").text, "部门网站");
    ASSERT_EQ(filled.warnings.size(), 1U);
    EXPECT_NE(filled.warnings[0].find("备注栏"), std::string::npos);
    EXPECT_EQ(filled.entries[1].report.values.count("visits"), 0U);
    // The same again changes nothing.
    EXPECT_EQ(fill().values, 0U);
}

TEST_F(Annual, SaysWhichImportedValueDoesNotFitAndKeepsTheRest) {
    import("annual", "网站标识码,年度,网站总访问量,独立用户访问总量\n9978010011,2021,很多,7\n");
    const AnnualFill filled = fill();
    ASSERT_EQ(filled.warnings.size(), 1U);
    EXPECT_NE(filled.warnings[0].find("很多"), std::string::npos);
    EXPECT_EQ(filled.entries[0].report.values.at("visitors").text, "7");
}

TEST_F(Annual, EntersAllValuesOrNone) {
    query_.subjects = {"9978010011"};
    EXPECT_FALSE(enter_annual(*store_, query_, {"visits=5", "drills=也许"}, "张三", kNow));
    EXPECT_EQ(annual_entries(*store_, query_)->front().report.values.count("visits"), 0U);
    ASSERT_TRUE(enter_annual(*store_, query_, {"visits=5", "drills=否"}, "张三", kNow));
    EXPECT_EQ(annual_entries(*store_, query_)->front().report.values.at("visits").text, "5");
}

TEST_F(Annual, RefusesSitesAndYearsItDoesNotKnow) {
    query_.subjects = {"9978010099"};
    const auto entries = annual_entries(*store_, query_);
    ASSERT_FALSE(entries);
    EXPECT_EQ(entries.error().where, "9978010099");
    query_.subjects.clear();
    query_.year = 21;
    EXPECT_FALSE(annual_entries(*store_, query_));
    query_.year = 2021;
    query_.form = AnnualForm::oversight;
    EXPECT_FALSE(annual_entries(*store_, query_));
}

TEST_F(Annual, LetsNoFormThroughWhereOneOfThemMayNot) {
    EXPECT_FALSE(move_annual(*store_, query_, {AnnualStage::reviewed, "李四", "", "", kNow}));
    const auto entries = annual_entries(*store_, query_);
    for (const AnnualEntry& each : *entries) {
        EXPECT_EQ(each.report.stage, AnnualStage::draft);
    }
}

TEST_F(Annual, CountsTheSitesOfTheOversightForm) {
    query_.form = AnnualForm::oversight;
    query_.subjects = {"清河县人民政府办公室"};
    const AnnualFill filled = fill();
    const auto& values = filled.entries[0].report.values;
    EXPECT_EQ(values.at("sites").text, "2");
    // No campaign: not inspected is not none failed.
    EXPECT_EQ(values.count("failed_q1"), 0U);
    EXPECT_EQ(values.count("inspected"), 0U);
}

TEST_F(Annual, ReadsTheLedgerOfCorrections) {
    import("corrections",
           "编号,网站标识码,收到时间,办理期限,办结时间,重办次数\n"
           "1,9978010011,2021-03-01 09:00,2021-03-04 18:00,2021-03-03 10:00,0\n"
           "2,9978010012,2021-03-01 09:00,,2021-03-09 10:00,2\n");
    const auto plain = load_corrections(*store_, {}, 0);
    ASSERT_TRUE(plain);
    const auto ledger = annual::count_corrections(*plain, 2021, kNow);
    EXPECT_EQ(ledger.all.in_time, 1);
    EXPECT_EQ(ledger.all.undated, 1);
    EXPECT_EQ(ledger.all.reopened, 1);
    EXPECT_EQ(ledger.units[1].unit, "清河县教育局");
    // Three working days behind Monday the 1st of March end on Thursday the 4th.
    const Ruleset ruleset = *ruleset::load_or_fail("luan-2021", ruleset::builtin_sources());
    const auto dated = load_corrections(*store_, ruleset.calendar, 3);
    ASSERT_TRUE(dated);
    EXPECT_EQ(annual::count_corrections(*dated, 2021, kNow).all.late, 1);
}

TEST_F(Annual, WritesEveryFileOrNone) {
    query_.subjects = {"9978010011"};
    EXPECT_FALSE(write_annual(*store_, query_, folder_.path() / "out", "html,xls"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "out"));
    const auto files = write_annual(*store_, query_, folder_.path() / "out", "docx,html,xlsx");
    ASSERT_TRUE(files) << files.error().what;
    EXPECT_EQ(files->size(), 3U);
}

}  // namespace
}  // namespace mingcha::app
