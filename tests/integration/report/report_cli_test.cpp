// What a script sees of report and explain: files, exit status, and nothing written when refused.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;

struct Ran {
    int status = -1;
    std::string out;  // stdout and stderr
};

class ReportCli : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() /
                  ("mingcha-report-" + std::string(test->name()) + "-" +
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
        Ran ran;
        std::FILE* pipe = ::popen(command.c_str(), "r");
        if (pipe == nullptr) return ran;
        std::array<char, 4096> chunk{};
        while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), pipe)) {
            ran.out.append(chunk.data(), got);
        }
        const int status = ::pclose(pipe);
        ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return ran;
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
