// What a script sees of report and explain: files, exit status, and nothing written when refused.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "office/xlsx_read.h"
#include "office/zip_read.h"
#include "tests/testing/shell.h"
#include "tests/testing/testdata.h"

namespace {

namespace fs = std::filesystem;

using mingcha::testing::Ran;  // stdout and stderr

class ReportCli : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / ("mingcha-report-" + std::string(test->name()) + "-" +
                                               std::to_string(::getpid()));
        fs::create_directories(folder_);
        write("sites.csv",
              "site_code,name,unit,url,kind\n"
              "9901000001,云泽市网站,云泽市人民政府,https://www.yunze.example/,portal\n"
              "9901000002,云泽市甲局网站,云泽市甲局,https://jia.yunze.example/,department\n");
        write("findings.csv",
              "target,rule,problem,count,evidence_url\n"
              "9901000001,policy-staleness,政策文件更新不及时,1,https://www.yunze.example/zc/\n"
              "9901000001,page-tags,页面标签缺失,2,\n");
        ASSERT_EQ(run("import sites sites.csv").status, 0);
        ASSERT_EQ(run("campaign create q4 --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10 "
                      "--by-hand")
                      .status,
                  0);
        ASSERT_EQ(run("import findings findings.csv --campaign q4").status, 0);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Ran run(const std::string& arguments) const {
        const std::string command = "cd '" + folder_.string() +
                                    "' && '" MINGCHA_PROGRAM "' --data data " + arguments + " 2>&1";
        return mingcha::testing::run_shell(command);
    }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }

    fs::path folder_;
};

TEST_F(ReportCli, WritesOneNoticeForTheUnitWithFaults) {
    const Ran ran = run("report --campaign q4 -o out --kind notice --formats docx,html");
    EXPECT_EQ(ran.status, 0) << ran.out;
    EXPECT_TRUE(fs::exists(folder_ / "out/notices/001-云泽市人民政府.docx"));
    EXPECT_TRUE(fs::exists(folder_ / "out/notices/001-云泽市人民政府.html"));
    const fs::directory_iterator notices(folder_ / "out/notices");
    EXPECT_EQ(std::distance(fs::begin(notices), fs::end(notices)), 2);
}

TEST_F(ReportCli, WritesASheetForEveryUnitAndLeavesNoScratch) {
    EXPECT_EQ(run("report --campaign q4 -o out --kind unit-sheet --formats docx").status, 0);
    EXPECT_EQ(run("report --campaign q4 -o out --kind unit-sheet --formats docx").status, 0);
    EXPECT_TRUE(fs::exists(folder_ / "out/unit-sheets/002-云泽市甲局.docx"));
    const fs::directory_iterator out(folder_ / "out");
    EXPECT_EQ(std::distance(fs::begin(out), fs::end(out)), 1);
}

TEST_F(ReportCli, WritesNothingWhenRefused) {
    ASSERT_EQ(run("campaign set q4 issue_date=2021-11-20 rectify_by=2021-11-15").status, 0);
    for (const char* kind : {"notice", "unit-sheet", "circular"}) {
        const Ran ran =
            run("report --campaign q4 -o out --formats docx --kind " + std::string(kind));
        EXPECT_EQ(ran.status, 1) << kind << ran.out;
        EXPECT_NE(ran.out.find("2021"), std::string::npos) << ran.out;
    }
    EXPECT_EQ(run("report --campaign none -o out").status, 1);
    EXPECT_EQ(run("report --campaign q4 -o out --kind notice --formats xlsx").status, 1);
    EXPECT_EQ(run("report --campaign q4 -o out --kind letter").status, 2);
    EXPECT_FALSE(fs::exists(folder_ / "out"));
}

// All parts of all files under `folder`, archives unpacked.
std::string all_bytes(const fs::path& folder) {
    std::string out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string bytes = mingcha::testing::read_file(entry.path());
        const auto archive = mingcha::office::ZipReader::open(bytes);
        if (!archive) {
            out += bytes;
            continue;
        }
        for (const std::string& name : archive->names()) {
            const auto part = archive->read(name);
            EXPECT_TRUE(part) << name;
            if (part) out += *part;
        }
    }
    return out;
}

TEST_F(ReportCli, ThePublicVersionHoldsNothingPrivate) {
    write("interactions.csv",
          "site_code,question,channel,asked_at,replied_at,effective,reply_excerpt,receipt_no,"
          "query_code\n9901000002,怎么办理,信箱,2021-11-04 09:00,2021-11-09 10:00,y,摘录戊,"
          "RECEIPT777,QUERY888\n");
    write("more.csv",
          "target,rule,problem,inspector,note\n"
          "9901000002,required-repost,未转载重要信息,检查员己,内部备注庚\n");
    ASSERT_EQ(run("import interactions interactions.csv --campaign q4").status, 0);
    ASSERT_EQ(run("import findings more.csv --campaign q4").status, 0);
    ASSERT_EQ(run("campaign set q4 contact=联系人辛；电话0000 rectify_by=2021-12-24").status, 0);
    for (const char* kind : {"circular --formats docx,html,xlsx,json", "notice --formats docx,html",
                             "unit-sheet --formats docx,html"}) {
        for (const char* audience : {"public", "internal"}) {
            const Ran ran = run("report --campaign q4 -o " + std::string(audience) +
                                " --audience " + audience + " --kind " + kind);
            ASSERT_EQ(ran.status, 0) << ran.out;
        }
    }
    const std::string open = all_bytes(folder_ / "public");
    ASSERT_NE(open.find("未转载重要信息"), std::string::npos);  // it was looked at
    for (const char* secret :
         {"RECEIPT777", "QUERY888", "检查员己", "内部备注庚", "联系人辛", "0000）", "未填"}) {
        EXPECT_EQ(open.find(secret), std::string::npos) << secret;
    }
    EXPECT_NE(all_bytes(folder_ / "internal").find("联系人辛"), std::string::npos);
}

TEST_F(ReportCli, NoCellOfTheWorkbookBeginsLikeAFormula) {
    write("accounts.csv", "account_code,operator,name,type\n无,云泽市甲局,=1+1,抖音\n");
    write("zombies.csv", "target,rule,problem\n抖音/=1+1,account-zombie,@僵尸账号\n");
    ASSERT_EQ(run("import accounts accounts.csv").status, 0);
    const Ran found = run("import findings zombies.csv --campaign q4");
    ASSERT_EQ(found.status, 0) << found.out;
    const Ran ran = run("report --campaign q4 -o out --formats xlsx");
    ASSERT_EQ(ran.status, 0) << ran.out;
    const std::string xml = all_bytes(folder_ / "out");
    const auto sheets =
        mingcha::office::read_xlsx(mingcha::testing::read_file(folder_ / "out/circular.xlsx"));
    ASSERT_TRUE(sheets) << sheets.error().text();
    const auto& cells = sheets->back().rows.back().cells;
    EXPECT_EQ(cells.at(3), "'=1+1");
    EXPECT_EQ(cells.at(6), "'@僵尸账号");
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
    EXPECT_NE(xml.find("state=\"frozen\""), std::string::npos);
    EXPECT_NE(xml.find("<autoFilter ref=\"A1:"), std::string::npos);
}

TEST_F(ReportCli, RefusesWhatAnOfficesTemplateGetsWrong) {
    write(
        "data/circular-templates.txt",
        "# "
        "本单位的文字\nsites-all-passed=对备案的{sites_total}家政府网站进行检查，1家合格，1家不合格"
        "，总体合格率50%（附件1）。\n");
    const Ran ran = run("report --campaign q4 -o out --formats docx,json");
    EXPECT_EQ(ran.status, 1);
    EXPECT_NE(ran.out.find("[summary-annex]"), std::string::npos) << ran.out;
    EXPECT_FALSE(fs::exists(folder_ / "out"));
    write("data/circular-templates.txt", "sites=x\ndemands=于{rectify_at}前\n");
    const Ran unknown = run("report --campaign q4 -o out --formats docx");
    EXPECT_EQ(unknown.status, 1);
    EXPECT_NE(unknown.out.find("circular-templates.txt:2:10: 没有字段 {rectify_at}"),
              std::string::npos)
        << unknown.out;
}

TEST_F(ReportCli, RefusesWhatATypedParagraphGetsWrong) {
    ASSERT_EQ(run("campaign set q4 'problems=云泽市甲局、云泽市乙局等1家网站未转载。'").status, 0);
    const Ran ran = run("report --campaign q4 -o out --formats docx");
    EXPECT_EQ(ran.status, 1);
    EXPECT_NE(ran.out.find("[list-count]"), std::string::npos) << ran.out;
    EXPECT_FALSE(fs::exists(folder_ / "out"));
}

// Windows that differ in the campaign's own data are a warning, in a text somebody wrote a refusal.
TEST_F(ReportCli, WarnsOfWindowsThatDifferInTheData) {
    ASSERT_EQ(run("campaign create q5 --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10 "
                  "--as-of 2021-11-15T18:00:00+08:00 --interactions-from 2021-11-04 "
                  "--interactions-to 2021-11-12 --by-hand")
                  .status,
              0);
    write("interactions.csv",
          "site_code,asked_at,replied_at\n9901000002,2021-11-04 09:00,2021-11-04 10:00\n");
    ASSERT_EQ(run("import interactions interactions.csv --campaign q5").status, 0);
    const Ran ran = run("report --campaign q5 -o out --formats json");
    EXPECT_EQ(ran.status, 0) << ran.out;
    EXPECT_NE(ran.out.find("检查时间两处不一致"), std::string::npos) << ran.out;
    EXPECT_NE(all_bytes(folder_ / "out").find("检查时间两处不一致"), std::string::npos);
    write("data/circular-templates.txt",
          "interaction=检查时间为2021年11月4日至2021年11月11日，检查{asked}"
          "家政府网站实时互动情况。\n");
    EXPECT_EQ(run("report --campaign q5 -o out --formats json").status, 1);
}

TEST_F(ReportCli, AFolderInTheWayLeavesTheEarlierFiles) {
    ASSERT_EQ(run("report --campaign q4 -o out --formats docx,html").status, 0);
    const std::string before = all_bytes(folder_ / "out");
    fs::create_directories(folder_ / "out/circular.json");
    ASSERT_EQ(run("campaign set q4 office=另一个办公室").status, 0);
    const Ran ran = run("report --campaign q4 -o out --formats docx,html,json");
    EXPECT_EQ(ran.status, 1);
    EXPECT_NE(ran.out.find("circular.json"), std::string::npos) << ran.out;
    EXPECT_EQ(all_bytes(folder_ / "out"), before);
    const fs::directory_iterator here(folder_);
    for (const auto& entry : here) {
        EXPECT_FALSE(entry.path().filename().string().starts_with(".mingcha")) << entry.path();
    }
}

TEST_F(ReportCli, ExplainsByCodeAndByUnit) {
    const Ran by_code = run("explain 9901000001 --campaign q4");
    EXPECT_EQ(by_code.status, 0);
    EXPECT_LT(by_code.out.find("政策文件"), by_code.out.find("页面标签"));
    EXPECT_NE(by_code.out.find("https://www.yunze.example/zc/"), std::string::npos);
    EXPECT_EQ(run("explain 云泽市人民政府 --campaign q4").out, by_code.out);
}

TEST_F(ReportCli, NamesTheNearOnesOfAnUnknownSite) {
    const Ran ran = run("explain 9901000009 --campaign q4");
    EXPECT_EQ(ran.status, 1);
    EXPECT_NE(ran.out.find("9901000001"), std::string::npos) << ran.out;
}

}  // namespace
