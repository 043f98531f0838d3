// check-circular as a process: its exit status, and what it says of a campaign's own documents.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/testing/shell.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/proof/circular_text.h"

namespace {

using Json = nlohmann::json;

using mingcha::testing::Ran;  // stdout alone

class CheckCircularCli : public ::testing::Test {
protected:
    Ran run(const std::string& arguments) const {
        const std::string command = "cd '" + dir_.path().string() +
                                    "' && '" MINGCHA_PROGRAM "' --data data " + arguments +
                                    " 2>errors";
        return mingcha::testing::run_shell(command);
    }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(dir_.path() / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ifstream in(dir_.path() / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    // A campaign by hand of four sites and three accounts, after a quarter read from a document.
    void make_campaign() const {
        write("sites.csv",
              "site_code,name,unit,url,kind,division\n"
              "9912010001,云东县人民政府网,云东县人民政府,http://www.yd.example,portal,991201\n"
              "9912000011,云泽市教育局网,云泽市教育局,http://jyj.yz.example,department,991200\n"
              "9912000014,云泽市司法局网,云泽市司法局,http://sfj.yz.example,department,991200\n"
              "9912000015,云泽市水务局网,云泽市水务局,http://swj.yz.example,department,991200\n");
        write("accounts.csv",
              "account_code,operator,name,type\n"
              "991200M001WX0001,云泽市林业局,云泽林业,微信订阅号\n"
              "991200M002WX0001,云泽市民政局,云泽民政,微信订阅号\n"
              "991201M003XL0001,云东县文旅局,云东文旅,新浪微博\n");
        write("findings.csv",
              "target,rule,problem,points,reason\n"
              "9912000015,homepage-staleness,首页不更新,,\n"
              "9912010001,guide-accuracy,办事指南信息不准确,2,复核\n"
              "9912010001,service-catalogue,办事指南事项分类不准确,1,复核\n"
              "991200M001WX0001,account-staleness,更新不及时,,\n");
        write("divisions.csv",
              "code,name,short_name,order\n991200,云泽市,市本级,1\n991201,云东县,云东县,2\n");
        write("before.txt", mingcha::proof::sound_circular());
        for (const char* step :
             {"import divisions divisions.csv", "import sites sites.csv",
              "import accounts accounts.csv", "campaign import-baseline 2022Q2 before.txt",
              "campaign create 2022Q3 --ruleset luan-2021 --from 2022-08-08 --to 2022-08-12 "
              "--by-hand",
              "campaign set 2022Q3 office=云泽市人民政府办公室 issue_date=2022-09-01 "
              "rectify_by=2022-09-30 recipients=各县区人民政府 report_to=市政府办公室",
              "import findings findings.csv --campaign 2022Q3",
              "report --campaign 2022Q3 -o out --formats docx,html,json"}) {
            ASSERT_EQ(run(step).status, 0) << step << "\n" << read("errors");
        }
    }

    Json differences(const std::string& file) const {
        const Ran ran = run("check-circular " + file + " --campaign 2022Q3 --format json");
        EXPECT_EQ(ran.status, 0) << read("errors");
        Json out = Json::array();
        const Json report = Json::parse(ran.out);
        for (const Json& problem : report["problems"]) {
            if (problem["kind"] == "differs-from-campaign") out.push_back(problem);
        }
        return out;
    }

    // The one difference after `from` in the campaign's own page became `to`.
    void expect_told(const std::string& from, const std::string& to, const std::string& claimed,
                     const std::string& computed) const {
        std::string page = read("out/circular.html");
        const std::size_t at = page.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write("changed.html", page.replace(at, from.size(), to));
        const Json found = differences("changed.html");
        ASSERT_EQ(found.size(), 1U) << from << "\n" << found.dump(1);
        EXPECT_EQ(found[0]["claimed"], claimed);
        EXPECT_EQ(found[0]["computed"], computed);
        EXPECT_NE(found[0]["where"], "");
    }

    mingcha::testing::TempDir dir_;
};

TEST_F(CheckCircularCli, IsZeroWhenReadWithProblemsOrNot) {
    write("sound.txt", mingcha::proof::sound_circular());
    const Ran sound = run("check-circular sound.txt --format json");
    EXPECT_EQ(sound.status, 0);
    EXPECT_TRUE(Json::parse(sound.out)["problems"].empty());
    write("wrong.txt", mingcha::proof::spoiled("优（3家）", "优（4家）"));
    const Ran wrong = run("check-circular wrong.txt --format json");
    EXPECT_EQ(wrong.status, 0);
    EXPECT_FALSE(Json::parse(wrong.out)["problems"].empty());
}

TEST_F(CheckCircularCli, IsOneWhenItCannotBeRead) {
    EXPECT_EQ(run("check-circular absent.docx").status, 1);
    write("rubbish.docx", "no zip");
    EXPECT_EQ(run("check-circular rubbish.docx").status, 1);
    write("sound.txt", mingcha::proof::sound_circular());
    EXPECT_EQ(run("check-circular sound.txt --campaign none").status, 1);
    EXPECT_NE(read("errors").find("none"), std::string::npos);
}

TEST_F(CheckCircularCli, TheCampaignsOwnDocumentsAgreeWithIt) {
    make_campaign();
    EXPECT_EQ(differences("out/circular.docx"), Json::array());
    EXPECT_EQ(differences("out/circular.html"), Json::array());
    // Empty bands print 无, which is no name.
    const Json own = Json::parse(run("check-circular out/circular.docx --format json").out);
    EXPECT_EQ(own["problems"], Json::array());
}

TEST_F(CheckCircularCli, TheBaselineIsThePreviousQuarter) {
    make_campaign();
    const std::string page = read("out/circular.html");
    // 75% before and 3 of 4 now; the problem of 水务局 stood in the circular before.
    EXPECT_EQ(run("check-circular before.txt --campaign 2022Q2").status, 1);
    EXPECT_NE(page.find("与第二季度持平"), std::string::npos);
    EXPECT_NE(page.find("首页不更新（二季度通报问题未整改）"), std::string::npos);
}

TEST_F(CheckCircularCli, ChangesOfANumberANameAndACellAreTold) {
    make_campaign();
    expect_told("75.00%", "76.00%", "76.00%", "75.00%");
    expect_told("2022年9月30日前", "2022年9月29日前", "2022年9月29日", "2022年9月30日");
    expect_told(">9912000014<", ">9912000019<", "9912000019", "9912000014");
    expect_told(">云泽林业<", ">云泽林木<", "云泽林木", "云泽林业");
    expect_told(">首页不更新（二", ">首页更新慢（二", "首页更新慢（二季度通报问题未整改）",
                "首页不更新（二季度通报问题未整改）");
}

}  // namespace
