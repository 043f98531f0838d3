// What a script sees of questions, registry, campaign freeze, reposts and solicitations.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/testing/shell.h"
#include "tests/testing/temp_dir.h"

namespace {

using Json = nlohmann::json;

struct Ran : mingcha::testing::Ran {
    std::string errors;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class LedgerCli : public ::testing::Test {
protected:
    void SetUp() override {
        write("sites.csv",
              "site_code,name,unit,url,kind\n"
              "9999000001,云泽市政府,市政府,http://www.yunze.gov.cn,portal\n"
              "9999000002,云泽市教育局,市教育局,http://jyj.yunze.gov.cn,department\n");
        write("accounts.csv",
              "account_code,operator,name,type\n999900M010WX0001,市教育局,云泽教育,微信订阅号\n"
              "999900M010WX0002,市教育局,云泽校园,微信订阅号\n");
        done("import sites sites.csv");
        done("import accounts accounts.csv");
        done(
            "campaign create 2026Q1 --ruleset luan-2021 --from 2026-02-02 --to 2026-02-13 "
            "--by-hand");
    }

    Ran run(const std::string& arguments) const {
        const std::string command = "cd '" + dir_.path().string() +
                                    "' && '" MINGCHA_PROGRAM "' --data data " + arguments +
                                    " 2>errors.txt";
        Ran ran{mingcha::testing::run_shell(command), {}};
        std::ostringstream text;
        text << std::ifstream(dir_.path() / "errors.txt", std::ios::binary).rdbuf();
        ran.errors = text.str();
        return ran;
    }
    std::string done(const std::string& arguments) const {
        const Ran ran = run(arguments);
        EXPECT_EQ(ran.status, 0) << arguments << "\n" << ran.errors;
        return ran.out;
    }
    std::string refused(const std::string& arguments) const {
        const Ran ran = run(arguments);
        EXPECT_EQ(ran.status, 1) << arguments << "\n" << ran.out;
        return ran.errors;
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(dir_.path() / name, std::ios::binary) << text;
    }

    mingcha::testing::TempDir dir_;
};

TEST_F(LedgerCli, AQuestionGoesFromTheDrawToTheBand) {
    EXPECT_TRUE(has(done("questions plan --campaign 2026Q1 --by 张三"), "列入计划 2 个网站"));
    done(
        "questions record 9999000001 --campaign 2026Q1 --by 张三 --asked --at '2026-02-05 09:00' "
        "--channel 市长信箱 --receipt SLH-55123 --query-code CXM-90");
    EXPECT_TRUE(has(refused("questions judge 9999000001 --campaign 2026Q1 --by 张三 --effective y"),
                    "还没有答复可判"));
    // Thursday 2026-02-05: the first working day is the 6th; both limits by the calendar of 2026.
    const Json today =
        Json::parse(done("questions today --campaign 2026Q1 --on 2026-02-06 --format json"));
    EXPECT_EQ(today["tasks"][0]["task"], "turns_over");
    EXPECT_EQ(today["tasks"][0]["limit"], 1);
    EXPECT_EQ(today["tasks"][1]["task"], "ask");
    EXPECT_TRUE(has(refused("questions record 9999000001 --campaign 2026Q1 --by 张三 --replied "
                            "--at '2026-02-06 10:00'"),
                    "--proof"));
    done(
        "questions record 9999000001 --campaign 2026Q1 --by 张三 --replied --at '2026-02-06 10:00' "
        "--proof 答复.png --excerpt '受理编号SLH-55123，周末可办'");
    done("questions judge 9999000001 --campaign 2026Q1 --by 王五 --effective y");
    done(
        "questions record 9999000002 --campaign 2026Q1 --by 张三 --not-sent captcha --at "
        "'2026-02-05 09:10'");
    const std::string list = done("questions list --campaign 2026Q1 --format json");
    const Json ledger = Json::parse(list);
    EXPECT_EQ(ledger["questions"][0]["band"], "within_1");
    EXPECT_EQ(ledger["questions"][0]["effective"], true);
    EXPECT_EQ(ledger["questions"][1]["not_sent"]["theirs"], false);
    EXPECT_EQ(ledger["bands"][1]["cumulative"], "100.00");
    EXPECT_EQ(ledger["not_measured"], 1);
    const Json score = Json::parse(done("score --campaign 2026Q1 --format json"));
    EXPECT_EQ(score["summary"]["interaction"]["within_1"][0], "9999000001");
    EXPECT_EQ(score["summary"]["interaction"]["not_measured"][0], "9999000002");
    const std::string out =
        list + score.dump() + done("export interactions --campaign 2026Q1 --public --chinese");
    EXPECT_FALSE(has(out, "SLH-55123"));
    EXPECT_FALSE(has(out, "CXM-90"));
    EXPECT_TRUE(has(done("questions show 9999000001 --campaign 2026Q1"), "SLH-55123"));
    EXPECT_TRUE(has(done("export interactions --campaign 2026Q1"), "SLH-55123"));
}

TEST_F(LedgerCli, TheBoardsAreLookedThroughOnlyWhereTheyWereRead) {
    done("questions plan --campaign 2026Q1 --by 张三");
    done("questions record 9999000001 --campaign 2026Q1 --by 张三 --asked --at '2026-02-05 09:00'");
    const Json found =
        Json::parse(done("questions find --campaign 2026Q1 --by 张三 --format json"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]["state"], "unread");
}

TEST_F(LedgerCli, RegistryStepsAreLoggedAndAPopulationIsFrozen) {
    EXPECT_TRUE(has(refused("registry transition 9999000002 suspend --by 张三 --on 2026-02-01"),
                    "--until"));
    done(
        "registry transition 9999000002 suspend --by 张三 --on 2026-02-01 --until 2026-02-20 "
        "--notice 2026-01-30 --approval 云政办〔2026〕3号");
    write("steps.csv",
          "标识码,事项,日期,批准文号,主账号\n"
          "999900M010WX0002,整合,2026-03-01,云政办2号,999900M010WX0001\n");
    done("registry import steps.csv --by 张三");
    const Json log = Json::parse(done("registry log --format json"));
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0]["to"], "suspended");
    EXPECT_EQ(log[1]["into"], "999900M010WX0001");
    const Json counts = Json::parse(done("registry counts --year 2026 --format json"));
    EXPECT_EQ(counts[0]["accounts"]["merged"], 1);
    // As of the first day of the window: the merger came later.
    const Json frozen = Json::parse(done("campaign freeze 2026Q1 --by 张三 --format json"));
    EXPECT_EQ(frozen["on"], "2026-02-02");
    EXPECT_EQ(frozen["sites"][1]["state"], "suspended");
    EXPECT_EQ(frozen["accounts"][1]["state"], "running");
    EXPECT_EQ(frozen["site_counts"]["total"], 1);
    EXPECT_EQ(Json::parse(done("campaign population 2026Q1 --format json"))["hash"],
              frozen["hash"]);
    EXPECT_TRUE(has(refused("campaign freeze 2026Q1 --by 张三"), "--again"));
    const Json score = Json::parse(done("score --campaign 2026Q1 --format json"));
    EXPECT_EQ(score["summary"]["sites_checked"], 1);
    EXPECT_EQ(score["summary"]["accounts_checked"], 2);
    done(
        "campaign set 2026Q1 office=云泽市人民政府办公室 city=云泽市 issue_date=2026-03-06 "
        "rectify_by=2026-03-24 recipients=各县区人民政府");
    done("report --campaign 2026Q1 -o out --formats html");
    std::ostringstream html;
    html << std::ifstream(dir_.path() / "out/circular.html", std::ios::binary).rdbuf();
    EXPECT_TRUE(has(html.str(), "1家网站临时下线或正在关停"));
    done("registry rectified --year 2026 --format json");
}

TEST_F(LedgerCli, ListsOfRepostsAndSolicitationsSayWhatWasNotRead) {
    write("reposts.csv", "id,title,issued_at\n1,国务院关于某事的通知,2026-02-03 09:00\n");
    done("import reposts reposts.csv");
    const Json reposts = Json::parse(done("reposts --campaign 2026Q1 --format json"));
    EXPECT_EQ(reposts["items"][0]["due"], "2026-02-04T09:00:00+08:00");
    EXPECT_EQ(reposts["all"]["unknown"], 2);
    EXPECT_TRUE(reposts["all"]["in_time_rate"].is_null());
    EXPECT_TRUE(has(done("reposts --campaign 2026Q1 --format csv"), "未测"));
    const Json library = Json::parse(done("solicitations --campaign 2026Q1 --format json"));
    EXPECT_EQ(library["held"], 0);
    EXPECT_FALSE(library["sites"][0]["unread"].is_null());
}

}  // namespace
