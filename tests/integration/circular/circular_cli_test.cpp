// Two quarters by hand: the circular of the second tells what became of the first, by an office's
// own layout. What a script sees of demands and honours on the way.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/testing/local_server.h"
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

class CircularCli : public ::testing::Test {
protected:
    void SetUp() override {
        write("units.csv",
              "name,short_name,order\n云泽市人民政府,云泽市政府,1\n云泽市甲局,市甲局,2\n"
              "云泽市乙局,市乙局,3\n云泽市丙局,市丙局,4\n临江县人民政府,临江县政府,5\n"
              "临江县丁局,,6\n");
        write("divisions.csv", "code,name,order\n990100,市本级,1\n990102,临江县,2\n");
        write("sites.csv",
              "site_code,name,unit,url,kind,division\n"
              "9901000001,云泽市网站,云泽市人民政府,https://www.yunze.example/,portal,990100\n"
              "9901000002,甲局网站,云泽市甲局,http://jia.yunze.example/,department,990100\n"
              "9901000003,乙局网站,云泽市乙局,https://yi.yunze.example/,department,990100\n"
              "9901000004,丙局网站,云泽市丙局,https://bing.yunze.example/,department,990100\n"
              "9901020001,临江县网站,临江县人民政府,https://lj.example/,portal,990102\n");
        write("accounts.csv",
              "account_code,operator,name,type,division\n"
              "990100M001WX0001,云泽市甲局,云泽甲局,微信订阅号,990100\n"
              "990100M002WX0001,云泽市乙局,云泽乙局,微信订阅号,990100\n"
              "990100M003XL0001,云泽市丙局,云泽丙局,新浪微博,990100\n"
              "990102M001WX0001,临江县人民政府,临江发布,微信订阅号,990102\n"
              "990102M002XL0001,临江县丁局,临江丁局,新浪微博,990102\n"
              "990102M002WX0001,临江县丁局,临江丁局服务,微信服务号,990102\n");
        for (const char* kind : {"units", "divisions", "sites", "accounts"}) {
            done(std::string("import ") + kind + " " + kind + ".csv");
        }
    }

    Ran run(const std::string& arguments) const {
        const std::string command = "cd '" + dir_.path().string() +
                                    "' && '" MINGCHA_PROGRAM "' --data data " + arguments +
                                    " 2>errors.txt";
        return {mingcha::testing::run_shell(command), read("errors.txt")};
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
        std::filesystem::create_directories((dir_.path() / name).parent_path());
        std::ofstream(dir_.path() / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(dir_.path() / name, std::ios::binary).rdbuf();
        return text.str();
    }

    // Failed: two sites, four accounts; one more site with a deduction.
    void third_quarter() const {
        done("campaign create Q3 --ruleset luan-2021 --by-hand --title 2021年第三季度"
             " --from 2021-08-02 --to 2021-08-06 --as-of 2021-08-10T18:00:00+08:00");
        write("f3.csv",
              "target,rule,problem,points,reason\n"
              "9901000003,required-repost,未转载国务院重要信息,,\n"
              "9901000004,blank-columns,空白栏目5个,,\n"
              "9901020001,overview-accuracy,概况信息不准确,3,一处\n"
              "990100M002WX0001,account-staleness,更新不及时,,\n"
              "990100M003XL0001,account-zombie,僵尸账号,,\n"
              "990102M002XL0001,account-staleness,更新不及时,,\n"
              "990102M002WX0001,account-staleness,更新不及时,,\n");
        done("import findings f3.csv --campaign Q3");
        done("campaign set Q3 rectify_by=2021-09-24");
    }

    // One of them mended, one account cancelled, one merged; the rest as it was.
    void fourth_quarter(const std::string& ruleset) const {
        done("campaign close Q3");
        done("registry transition 990100M003XL0001 cancel --by 张三 --on 2021-10-08"
             " --approval 云政办1号 --cause zombie");
        done("registry transition 990102M002WX0001 merge --by 张三 --on 2021-10-09"
             " --approval 云政办2号 --into 990102M001WX0001");
        done("campaign create Q4 --ruleset " + ruleset +
             " --by-hand --title 2021年第四季度 --from 2021-11-04 --to 2021-11-10"
             " --as-of 2021-11-12T18:00:00+08:00 --accounts-as-of 2021-11-08");
        write("f4.csv",
              "target,rule,problem,points,reason\n"
              "9901000003,required-repost,未转载国务院重要信息,,\n"
              "9901020001,overview-accuracy,概况信息不准确,3,一处\n"
              "9901000001,guide-accuracy,信息存在错误,2,一处\n"
              "9901000002,guide-accuracy,信息存在错误,,\n"
              "9901020001,guide-accuracy,依据缺失,2,一处\n"
              "990102M002XL0001,account-staleness,更新不及时,,\n");
        done("import findings f4.csv --campaign Q4");
        done("campaign set Q4 office=云泽市人民政府办公室 city=云泽市 issue_date=2021-12-06"
             " rectify_by=2021-12-24 report_due=2022-01-14 recipients=各县区人民政府"
             " report_to=市政府办公室");
    }

    // All paragraphs of the letter, a line each.
    std::string circular(const std::string& campaign) const {
        done("report --campaign " + campaign + " -o out --formats docx,json");
        const Json made = Json::parse(read("out/circular.json"));
        std::string text;
        for (const Json& paragraph : made["paragraphs"]) {
            text += paragraph.get<std::string>() + "\n";
        }
        const Json checked = Json::parse(done("check-circular out/circular.docx --format json"));
        EXPECT_TRUE(checked["problems"].empty()) << checked.dump(2);
        return text;
    }
    Json annexes() const { return Json::parse(read("out/circular.json"))["annexes"]; }

    mingcha::testing::TempDir dir_;
};

TEST_F(CircularCli, TheNextCircularTellsWhatBecameOfTheLast) {
    third_quarter();
    fourth_quarter("luan-2021");
    const std::string text = circular("Q4");
    for (const char* words :
         {"（三）上期通报问题整改。对第三季度通报的问题进行了复查",
          "应整改政府网站2家，其中已整改1家、未整改1家（市乙局）。",
          "应整改政务新媒体4个，其中已整改1个、已注销1个、已整合1个、未整改1个（“临江丁局”）。",
          "应整改的问题7项，其中已整改2项、随关停、注销、整合不再存在2项、整改后仍存在3项。",
          // Sites 3 of 5 and 4 of 5; accounts 2 of 6 and 3 of 4.
          "总体合格率80.00%，较第三季度上升20个百分点", "总体合格率75.00%，较第三季度上升41.67个百分点",
          "累计关停注销政务新媒体账号1个"}) {
        EXPECT_TRUE(has(text, words)) << words << "\n" << text;
    }
    EXPECT_EQ(annexes().size(), 3U);  // the seed's, without the interaction test
    EXPECT_TRUE(has(read("errors.txt") + run("report --campaign Q4 -o out").errors,
                    "取自名录变动记录"));
}

TEST_F(CircularCli, ProblemsAreGroupedTheWorstFirstWithTheNumberBesideTheWord) {
    third_quarter();
    fourth_quarter("luan-2021");
    done("campaign set Q4 problems_more='有的单位审核把关不严。'");
    const std::string text = circular("Q4");
    const std::size_t worst = text.find("个别网站（1家）在“重要信息转载”方面存在问题：市乙局。");
    const std::size_t many =
        text.find("部分网站（3家）在“办事指南”方面存在问题：云泽市政府、市甲局、临江县政府。"
                  "主要是“信息存在错误”“依据缺失”。");
    const std::size_t few = text.find("个别网站（1家）在“概况信息”方面存在问题：临江县政府。");
    EXPECT_LT(worst, many) << text;
    EXPECT_LT(many, few) << text;
    EXPECT_NE(few, std::string::npos) << text;
    EXPECT_TRUE(has(text, "个别政务新媒体（1个）")) << text;
    EXPECT_GT(text.find("有的单位审核把关不严。"), few);
}

TEST_F(CircularCli, AnOfficeLaysItOutItself) {
    write("data/rulesets/office.yaml",
          "id: office\nextends: luan-2021\ncircular:\n"
          "    sections:\n"
          "        - {heading: 总体情况, parts: [accounts, platforms, sites, praise]}\n"
          "        - {heading: 问责情况, parts: [accountability]}\n"
          "        - {heading: 主要问题, parts: [problems]}\n"
          "    annexes: [platforms, divisions, rectified]\n"
          "    amounts: [{word: 少数, up_to: 1}, {word: 许多}]\n"
          "    named: 2\n    problems: 1\n    praised: 1\n    praise_scores: true\n");
    third_quarter();
    fourth_quarter("office");
    done("campaign set Q4 accountability=本期没有问责情况。");
    const std::string text = circular("Q4");
    for (const char* words :
         {"一、总体情况", "二、问责情况\n本期没有问责情况。", "三、主要问题",
          "（一）政务新媒体。", "（二）政府网站。",
          "检查的4个政务新媒体，按平台分，微信订阅号3个、新浪微博1个；按级别分，市级2个、县区级2个"
          "（附件1）。不合格的1个，按平台分，新浪微博1个；按级别分，县区级1个。",
          "得分靠前的政府门户网站：云泽市政府（98分）。",
          "少数网站（1家）在“重要信息转载”方面存在问题：市乙局。", "其他2方面的问题见附件。"}) {
        EXPECT_TRUE(has(text, words)) << words << "\n" << text;
    }
    EXPECT_FALSE(has(text, "上期通报问题整改"));  // only its annex was asked for
    const Json tables = annexes();
    ASSERT_EQ(tables.size(), 3U);
    const Json head{"平台", "级别", "总数", "检查数", "不合格数", "合格率"};
    EXPECT_EQ(tables[0]["head"], head);
    const Json sum{"合计", "", "4", "4", "1", "75.00%"};
    EXPECT_EQ(tables[0]["rows"].back(), sum);
    const Json county{"临江县", "1", "1", "0", "100%", "2", "2", "1", "50.00%"};
    EXPECT_EQ(tables[1]["rows"][1], county);
    EXPECT_EQ(tables[2]["rows"].size(), 6U);
    EXPECT_EQ(tables[2]["rows"][3][4], "已注销");
}

TEST_F(CircularCli, ALayoutWithAMistakeIsRefusedWithItsLine) {
    write("data/rulesets/office.yaml",
          "id: office\nextends: luan-2021\ncircular:\n    annexes: [sites, platform]\n");
    const Ran ran = run("rules validate data/rulesets/office.yaml");
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out + ran.errors, "office.yaml:4")) << ran.out << ran.errors;
    EXPECT_TRUE(has(ran.out + ran.errors, "did you mean \"platforms\"?"));
}

TEST_F(CircularCli, DemandsBecomeTasksThatTheNextCircularCounts) {
    third_quarter();
    EXPECT_TRUE(has(done("demands draft --campaign Q3 --by 张三"), "布置 4 个单位"));
    EXPECT_TRUE(has(run("demands draft --campaign Q3 --by 张三").errors, "已有 Q3-整改"));
    EXPECT_TRUE(has(refused("demands add Q3-细则 --campaign Q3 --title 制定细则 --due 2021-10-15"
                            " --to 云泽市已局 --by 张三"),
                    "云泽市"));
    EXPECT_TRUE(has(refused("demands add Q3-细则 --campaign Q3 --title 制定细则 --due 2021-08-01"
                            " --for sites --by 张三"),
                    "早于检查截止日"));
    done("demands add Q3-细则 --campaign Q3 --title 制定细则 --due 2021-10-15 --for sites --by 张三");
    done("demands done Q3-整改 市乙局 市丙局 --on 2021-09-24 --proof 云乙〔2021〕5号 --by 张三");
    done("demands done Q3-整改 临江县政府 --on 2021-09-25 --proof 临政〔2021〕9号 --by 张三");
    done("demands excuse Q3-细则 市甲局 --reason 已有细则 --on 2021-09-10 --by 张三");
    EXPECT_TRUE(has(refused("demands done Q3-整改 市乙局 --proof x --by 张三"), "退回"));
    EXPECT_EQ(run("demands done Q3-整改 市乙局 --by 张三").status, 2);  // without proof
    const Json list = Json::parse(done("demands list --on 2021-11-12 --format json"));
    EXPECT_EQ(list["demands"][0]["done"], 2);
    EXPECT_EQ(list["demands"][0]["late"], 1);
    EXPECT_EQ(list["demands"][0]["overdue"], 1);
    EXPECT_EQ(list["demands"][1]["excused"], 1);
    EXPECT_TRUE(has(done("demands list --state overdue --on 2021-11-12 --format csv"),
                    "临江县丁局,逾期"));
    EXPECT_TRUE(has(done("demands show Q3-整改"), "云乙〔2021〕5号"));
    fourth_quarter("luan-2021");
    EXPECT_TRUE(has(circular("Q4"),
                    "上期通报要求的“整改情况报告”（期限2021年9月24日），布置单位4个，其中按期完成2个、"
                    "逾期完成1个、逾期未完成1个（临江县丁局）。"));
}

TEST_F(CircularCli, HonoursNeedSourceAndProofAndFeedTheCircular) {
    const std::string head = "编号,类别,单位,网站标识码,名称,名次,做法,发布机构,日期,来源,凭证\n";
    write("wrong.csv",
          head + "1,表扬,云泽市甲局,,某通报,,,某厅,2021-10-12,,通报.pdf\n"
                 "2,名次,云泽市甲局,,某评估,,,某厅,2021-10-12,某号,图.png\n"
                 "3,典型做法,云泽市甲局,,某做法,,,某厅,2021-10-12,某号,图.png\n"
                 "4,表扬,云泽市甲局,12,某通报,,,某厅,2021-10-12,某号,图.png\n"
                 "5,表扬,云泽市甲局,,某通报,,,某厅,2991-10-12,某号,图.png\n"
                 "6,第一,云泽市甲局,,某通报,,,某厅,2021-10-12,某号,图.png\n"
                 "7,表扬,云泽市甲局,,某通报,,,某厅,2021-10-12,某号,\n");
    const std::string errors = refused("import honours wrong.csv");
    for (const char* words : {"wrong.csv:2", "来源", "名次不能为空", "典型做法不能为空", "10位数字",
                              "日期还没有到", "名次、百强、表扬、典型做法", "wrong.csv:8"}) {
        EXPECT_TRUE(has(errors, words)) << words << "\n" << errors;
    }
    write("honours.csv",
          head +
              "H1,名次,云泽市人民政府,9901000001,政府网站绩效评估,5,,某中心,2021-10-20,"
              "https://eval.example/1,1.png\n"
              "H2,百强,临江县人民政府,9901020001,县区政府网站百强,,,某中心,2021-10-20,某号,2.png\n"
              "H3,表扬,云泽市甲局,,办事公开的通报,,,某省政府办公厅,2021-10-12,某号,3.pdf\n"
              "H4,典型做法,云泽市乙局,,招商云平台,,依托本部门网站开设“招商云平台”,某办,2021-10-15,"
              "简报第3期,4.pdf\n");
    EXPECT_TRUE(has(done("import honours honours.csv"), "新增 4"));
    EXPECT_TRUE(has(done("import honours honours.csv"), "不变 4"));
    write("again.csv", done("honours list --format csv"));
    EXPECT_TRUE(has(done("import honours again.csv"), "不变 4"));
    EXPECT_EQ(Json::parse(done("honours list --year 2021 --format json")).size(), 4U);
    EXPECT_EQ(Json::parse(done("honours list --year 2020 --format json")).size(), 0U);
    third_quarter();
    fourth_quarter("luan-2021");
    // No points: a person gives them. Only sites that are scored, and named.
    const Ran proposal = run("honours propose --campaign Q4");
    EXPECT_TRUE(has(proposal.out, "9901000001,innovation,名次：政府网站绩效评估,,,"));
    EXPECT_TRUE(has(proposal.out, "9901020001,innovation"));
    EXPECT_FALSE(has(proposal.out, "H3"));
    EXPECT_TRUE(has(proposal.errors, "H3"));
    const std::string text = circular("Q4");
    for (const char* words :
         {"云泽市政府网站排名第5名，临江县人民政府进入全国百强", "市甲局受到某省政府办公厅表扬",
          "市乙局依托本部门网站开设“招商云平台”。"}) {
        EXPECT_TRUE(has(text, words)) << words << "\n" << text;
    }
}

TEST_F(CircularCli, MessagesAndRepostsStandInTheTextWithWhatIsNotKnown) {
    third_quarter();
    fourth_quarter("luan-2021");
    write("corrections.csv",
          "编号,网站标识码,收到时间,办理期限,办结时间\n"
          "1,9901000002,2021-10-08 09:00,2021-10-13 18:00,2021-10-12 10:00\n"
          "2,9901000002,2021-10-09 09:00,2021-10-14 18:00,2021-10-18 10:00\n"
          "3,9901000003,2021-10-19 09:00,2021-10-22 18:00,\n"
          "4,9901000003,2021-11-11 09:00,2021-11-16 18:00,\n"
          "5,9901000003,2021-08-01 09:00,2021-08-06 18:00,\n");  // of the period before
    done("import corrections corrections.csv");
    write("reposts.csv",
          "id,title,issued_at\n1,国务院某通知,2021-11-01 09:00\n2,国务院某文件,2021-11-12 09:00\n");
    done("import reposts reposts.csv");
    const std::string text = circular("Q4");
    for (const char* words :
         {"2021年8月11日至11月12日，“我为政府网站找错”平台收到网民留言4条。",
          "到期3条，其中按期办结1条、超期办结1条、超期未办结1条，按期率33.3%。",
          "1条尚在办理期限内。", "应转载的国务院和省政府重要信息1条。", "5家网站未取得结果，不计入。"}) {
        EXPECT_TRUE(has(text, words)) << words << "\n" << text;
    }
}

TEST_F(CircularCli, ALimitOfTheRulesetBindsTheRegistry) {
    write("data/rulesets/office.yaml",
          "id: office\nextends: luan-2021\nlife_cycle:\n"
          "    suspension_days: {value: 5, confidence: V1, source: 本省办法第三条}\n");
    const std::string step = "registry transition 9901000002 suspend --by 张三 --on 2021-10-01"
                             " --until 2021-10-07 --notice 2021-09-30 --approval 云政办3号";
    const std::string errors = refused(step + " --ruleset office");
    EXPECT_TRUE(has(errors, "超过 5 天")) << errors;
    EXPECT_TRUE(has(errors, "本省办法第三条")) << errors;
    done(step);
}

TEST_F(CircularCli, TheYearlyFormsFollowTheFrozenPopulation) {
    third_quarter();
    done("campaign freeze Q3 --by 张三 --on 2021-08-02");
    done("registry transition 9901000004 announce --by 张三 --on 2021-09-01 --approval 云政办4号"
         " --notice 2021-09-01 --notice-url https://www.yunze.example/gg --new-url"
         " https://www.yunze.example/bing");
    EXPECT_EQ(Json::parse(done("annual show --year 2021 --format json")).size(), 5U);
    EXPECT_EQ(Json::parse(done("annual show --year 2022 --format json")).size(), 4U);
}

TEST_F(CircularCli, AccountsThatAPageNamesAndNoRegistryHasAreProposed) {
    const mingcha::testing::LocalServer server([](const mingcha::testing::LocalRequest& request) {
        if (request.target != "/") return mingcha::testing::answer("no", "404 Not Found");
        return mingcha::testing::answer(
            "<html><head><title>甲局网站</title></head><body><h1>甲局网站</h1>"
            "<p>扫一扫关注“云泽甲局”微信公众号</p><p>抖音号“甲局在线”</p>"
            "<a href=\"https://weibo.com/u/77\">官方微博</a></body></html>");
    });
    done("campaign create Q5 --ruleset luan-2021 --from 2021-11-04 --to 2021-11-10");
    done("inspect --campaign Q5 --only 9901000002 --rate 0 --no-render --allow-net 127.0.0.0/8"
         " --resolve-all " + server.address() + " --max-seconds 4");
    const Json strays = Json::parse(done("registry strays --campaign Q5 --format json"));
    // 云泽甲局 is registered as 微信订阅号: the same platform.
    ASSERT_EQ(strays.size(), 2U) << strays.dump(2);
    EXPECT_EQ(strays[0]["key"], "抖音/甲局在线");
    EXPECT_EQ(strays[0]["unit"], "云泽市甲局");
    EXPECT_EQ(strays[0]["page"], "http://jia.yunze.example/");
    EXPECT_EQ(strays[1]["url"], "https://weibo.com/u/77");
    EXPECT_TRUE(strays[1]["name"].is_null());
    EXPECT_TRUE(has(refused("registry strays --campaign Q5 --take 抖音/某局 --by 张三"),
                    "不在提示的账号中"));
    EXPECT_TRUE(has(refused("registry strays --campaign Q5 --take https://weibo.com/u/77 --by 张三"),
                    "没有账号名称"));
    EXPECT_TRUE(has(refused("registry strays --campaign Q5 --take 抖音/甲局在线"), "--by"));
    done("registry strays --campaign Q5 --take 抖音/甲局在线 --by 张三");
    EXPECT_TRUE(has(done("registry strays --campaign Q5"), "抖音/甲局在线（已登记）"));
    const Json score = Json::parse(done("score --campaign Q5 --format json"));
    EXPECT_TRUE(has(score["accounts"].dump(), "账号未备案：抖音“甲局在线”"));
}

}  // namespace
