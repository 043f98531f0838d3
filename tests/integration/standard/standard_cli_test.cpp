// What a script sees of the standard: rules, workday and score as processes.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/testing/shell.h"

namespace {

using Json = nlohmann::json;

using mingcha::testing::Ran;  // stdout alone

class StandardCli : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ =
            std::filesystem::temp_directory_path() /
            ("mingcha-standard-" + std::string(test->name()) + "-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Ran run(const std::string& arguments) const {
        const std::string command = "cd '" + folder_.string() +
                                    "' && '" MINGCHA_PROGRAM "' --data data " + arguments +
                                    " 2>errors";
        return mingcha::testing::run_shell(command);
    }

    void write(const std::string& name, const std::string& text) const {
        const std::filesystem::path path = folder_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    std::filesystem::path folder_;
};

TEST_F(StandardCli, CountsWorkingDays) {
    EXPECT_EQ(run("workday count 2021-11-04 2021-11-11").out, "5\n");
    EXPECT_EQ(run("workday count 2021-09-30 2021-10-09").out, "2\n");
    EXPECT_EQ(run("workday count 2021-11-05 2021-11-06").out, "0\n");
    EXPECT_EQ(run("workday add 2021-09-24 1").out, "2021-09-26\n");
    EXPECT_EQ(run("workday add 2021-11-05 0").out, "2021-11-05\n");
    EXPECT_EQ(run("workday add 2026-12-31 1").status, 1);
    EXPECT_EQ(run("workday count 2018-12-01 2019-01-05").status, 1);
    EXPECT_EQ(run("workday count 2021-02-30 2021-03-05").status, 1);
    EXPECT_EQ(run("workday count 2021-02-03").status, 2);
}

TEST_F(StandardCli, ShowsAndChecksRulesets) {
    const Json rules = Json::parse(run("rules list --ruleset luan-2021 --format json").out);
    const auto active = std::count_if(
        rules.begin(), rules.end(), [](const Json& rule) { return rule.at("stage") == "active"; });
    EXPECT_EQ(active, 58);
    EXPECT_EQ(run("rules show homepage-staleness").status, 0);
    EXPECT_EQ(run("rules show no-such-rule").status, 1);
    EXPECT_EQ(run("rules").status, 2);
    write("good.yaml", "id: good\nextends: luan-2021\n");
    EXPECT_EQ(run("rules validate good.yaml").status, 0);
    write("bad.yaml",
          "id: bad\nextends: luan-2021\nrules:\n    guide-accuracy: {points: x}\n    page-tags: "
          "{detection: robot}\n");
    const Ran bad = run("rules validate bad.yaml");
    EXPECT_EQ(bad.status, 1);
    EXPECT_NE(bad.out.find("bad.yaml:4:30: "), std::string::npos) << bad.out;
    EXPECT_NE(bad.out.find("bad.yaml:5:28: "), std::string::npos) << bad.out;
    EXPECT_EQ(run("rules validate absent.yaml").status, 1);
    // A ruleset of one's own lies in the data directory.
    write("data/rulesets/town.yaml", "id: town\ntitle: 某镇\nextends: luan-2021\n");
    EXPECT_EQ(run("rules list --ruleset town").status, 0);
    EXPECT_EQ(run("rules list --ruleset twon").status, 1);
}

TEST_F(StandardCli, ScoresWhatPeopleReported) {
    write("sites.csv",
          "site_code,name,url,kind\n3499000001,某县人民政府,http://www.mouxian.gov.cn,portal\n"
          "3499000002,某市某局,http://moujv.moushi.gov.cn,department\n"
          "3499000003,信用某市,http://credit.moushi.gov.cn,special\n");
    write("accounts.csv",
          "account_code,operator,name,type\n349900M001WX0001,某市某局,某局发布,微信订阅号\n"
          "无,某市某局,某局茶,微信订阅号\n");
    write("findings.csv",
          "target,rule,problem,count,points,reason\n"
          "3499000001,guide-accuracy,办事指南信息存在错误,2,,\n"
          "3499000001,overview-accuracy,概况信息不准确,1,9,核定\n"
          "微信订阅号/某局茶,account-zombie,僵尸账号,1,,\n");
    write("asked.csv",
          "site_code,asked_at,replied_at\n"
          "3499000001,2021-11-05T09:00:00+08:00,2021-11-06T10:00:00+08:00\n"
          "3499000002,2021-11-05T09:00:00+08:00,2021-11-10T10:00:00+08:00\n"
          "3499000003,2021-11-05T09:00:00+08:00,\n");
    for (const char* command :
         {"import sites sites.csv", "import accounts accounts.csv",
          "campaign create Q --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10 --as-of "
          "2021-11-12T23:59:59+08:00 --by-hand",
          "import findings findings.csv --campaign Q",
          "import interactions asked.csv --campaign Q"}) {
        ASSERT_EQ(run(command).status, 0) << command;
    }
    const Ran ran = run("score --campaign Q --format json");
    ASSERT_EQ(ran.status, 0);
    const Json result = Json::parse(ran.out);
    EXPECT_EQ(result["sites"][0]["score"], "95.00");  // 100 − 4 − 5, and 4 for the answer
    EXPECT_EQ(result["sites"][0]["deduction"], "9.00");
    EXPECT_EQ(result["sites"][1]["grade"], "良");
    EXPECT_EQ(result["sites"][2]["grade"], "不合格");
    EXPECT_EQ(result["summary"]["site_pass_rate"], "66.67");
    EXPECT_EQ(result["summary"]["account_pass_rate"], "50.00");
    EXPECT_EQ(result["summary"]["interaction"]["within_1"], Json::array({"3499000001"}));
    EXPECT_EQ(result["summary"]["interaction"]["over_5"], Json::array({"3499000003"}));
    EXPECT_EQ(result["warnings"].size(), 2U) << result["warnings"];
    EXPECT_EQ(run("score --campaign Q --format json").out, ran.out);
    EXPECT_EQ(run("score --campaign none --format json").status, 1);
    EXPECT_EQ(run("score --campaign Q --format yaml").status, 2);
}

}  // namespace
