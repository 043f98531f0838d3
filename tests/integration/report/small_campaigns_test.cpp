// Campaigns at the edges: nothing of a kind, none failed, none measured, one of each. The text must
// read right in all of them, and check-circular must find nothing in the docx it becomes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "tests/testing/shell.h"
#include "tests/testing/testdata.h"

namespace mingcha {
namespace {

namespace fs = std::filesystem;

const std::string kSiteHead = "site_code,name,unit,url,kind,has_services,state,division\n";
const std::string kAccountHead = "account_code,operator,name,type,division,state\n";
const std::string kFindingHead = "target,rule,problem,points,reason\n";
const std::string kInteractionHead = "site_code,question,asked_at,replied_at,effective\n";

const std::string kPortal =
    "9901000001,云泽市网站,云泽市人民政府,https://www.yunze.example/,portal,y,running,\n";
const std::string kPortal2 =
    "9901000005,临江县网站,临江县人民政府,https://www.linjiang.example/,portal,y,running,\n";
const std::string kJia =
    "9901000002,甲局网站,云泽市甲局,https://jia.yunze.example/,department,y,running,\n";
const std::string kYi =
    "9901000003,乙局网站,云泽市乙局,https://yi.yunze.example/,department,y,running,\n";
const std::string kSpecial =
    "9901000004,开放云泽,云泽市乙局,https://open.yunze.example/,special,y,running,\n";
const std::string kGoodAccount = "990100M001WX0001,云泽市甲局,云泽甲局,微信订阅号,990100,\n";
const std::string kBadAccount = "990102M002WX0001,临江县丙局,临江丙局,新浪微博,990102,\n";
const std::string kZombie = "990102M002WX0001,account-zombie,僵尸账号,,\n";
const std::string kStale = "990102M002WX0001,account-staleness,更新不及时,,\n";
const std::string kDivisions =
    "code,name,order\n990100,市本级,1\n990102,临江县,2\n990103,望湖县,3\n";

struct Case {
    const char* name;
    std::string ruleset = "luan-2021";
    std::string sites{}, accounts{}, findings{}, interactions{};
    std::string sets{};         // campaign set
    std::string unreachable{};  // a site whose probes fail too often: found, not confirmed
    bool by_hand = true;
    bool divisions = false;
    std::size_t annexes = 0;
    std::vector<std::string> says{}, lacks{};
};

void PrintTo(const Case& each, std::ostream* out) {
    *out << each.name;
}

std::vector<Case> cases() {
    std::vector<Case> all;
    Case c{"NoAccounts"};
    c.sites = kPortal + kJia;
    c.annexes = 2;
    c.says = {"全市政府网站检查情况的通报", "全部合格", "没有网站得分达到100分",
              "1家部门网站中，检查结果均为优（附件2）"};
    c.lacks = {"个政务新媒体", "（一）", "（二）", "附件3"};
    c.findings = "9901000001,policy-staleness,政策文件更新不及时,3,按次数\n";
    all.push_back(c);

    c = {"OnlyGoodAccounts"};
    c.accounts = kGoodAccount;
    c.says = {"全市政务新媒体检查情况的通报", "未发现不合格账号", "巩固成果",
              "本次检查未发现突出问题"};
    c.lacks = {"网站合格", "附件", "（二）", "合格率"};
    all.push_back(c);

    c = {"OnlyABadAccount"};
    c.accounts = kGoodAccount + kBadAccount;
    c.findings = kZombie;
    c.annexes = 1;
    c.says = {"发现1个不合格，总体合格率50.00%（附件）", "附件：2021年第四季度存在突出问题",
              "被通报单位整改情况"};
    c.lacks = {"附件1", "未列区划", "附件：1."};
    all.push_back(c);

    c = {"DivisionsWithNoneAndWithoutAccounts"};
    c.accounts = kGoodAccount + kBadAccount;
    c.findings = kZombie;
    c.divisions = true;
    c.annexes = 1;
    c.says = {"（其中临江县1个，市本级、望湖县0个）"};
    all.push_back(c);

    c = {"FailedOutsideTheKnownDivisions"};
    c.accounts =
        kGoodAccount + kBadAccount + "990109M002WX0001,远山县丙局,远山丙局,新浪微博,990109,\n";
    c.findings = kZombie + "990109M002WX0001,account-zombie,僵尸账号,,\n";
    c.divisions = true;
    c.annexes = 1;
    c.says = {"（其中临江县1个，其他1个，市本级、望湖县0个）"};
    all.push_back(c);

    c = {"NoPortals"};
    c.sites = kJia + kYi + kSpecial;
    c.accounts = kGoodAccount;
    c.findings = "9901000003,required-repost,未转载国务院重要信息,,\n";
    c.annexes = 2;
    c.says = {"2家合格，1家不合格（云泽市乙局），总体合格率66.67%（附件1）",
              "3家部门和专项网站中，2家、1家网站检查结果分别为优、不合格，依次占比66.7%、33.3%",
              "（二）政务新媒体。", "个别网站（1家）在“重要信息转载”方面存在问题：云泽市乙局。",
              "主要是“未转载国务院重要信息”。"};
    c.lacks = {"门户网站平均", "加分指标评分"};
    all.push_back(c);

    c = {"NothingFound"};
    c.sites = kPortal + kJia;
    c.accounts = kGoodAccount;
    c.annexes = 2;
    c.says = {"检查比例100%，全部合格，总体合格率100%（附件1）", "未发现不合格账号",
              "1家进入加分指标评分环节，得分在100分以上的网站有1家（云泽市人民政府）",
              "本次检查未发现突出问题。", "巩固成果"};
    c.lacks = {"被通报单位", "家不合格（"};
    all.push_back(c);

    c = {"OneSite"};
    c.sites = kJia;
    c.annexes = 2;
    c.says = {"备案的1家政府网站", "全部合格"};
    all.push_back(c);

    c = {"NothingMeasured"};
    c.sites = kPortal + kJia;
    c.accounts = kGoodAccount;
    c.by_hand = false;
    c.annexes = 1;
    c.says = {"2家政府网站，本次均未取得检查结果，不计算合格率（附件）",
              "1个政务新媒体（采样数据截至2021年11月10日），本次均未取得检查结果",
              "本次未取得检查结果，不作评价。", "另行安排检查"};
    c.lacks = {"合格率0", "未测%", "被通报", "全部合格"};
    all.push_back(c);

    c = {"National"};
    c.ruleset = "national-2019";
    c.sites = kPortal + kJia + kYi;
    c.accounts = kGoodAccount + kBadAccount;
    c.findings = kStale + "9901000003,homepage-staleness,首页超过2周未更新,,\n";
    c.annexes = 3;
    c.says = {"2家合格，1家不合格（云泽市乙局）", "部门网站的检查结果见附件2。",
              "发现1个不合格，总体合格率50.00%（附件3）"};
    c.lacks = {"全国政府网站绩效评估", "年度报表", "安徽"};
    all.push_back(c);

    c = {"AnhuiWithARank"};
    c.ruleset = "anhui";
    c.sites = kPortal + kJia;
    c.accounts = kGoodAccount;
    c.sets = " national_rank=5 city=云泽市";
    c.annexes = 2;
    c.says = {"云泽市政府网站排名第5名。", "安徽省政府网站检查"};
    c.lacks = {"百强", "关停注销", "年度报表", "排名〔待填〕"};
    all.push_back(c);

    c = {"PortalsBelowTheBonus"};
    c.sites = kPortal + kPortal2;
    c.findings =
        "9901000001,policy-staleness,政策文件更新不及时,30,多处\n"
        "9901000001,guide-accuracy,信息错误,30,多处\n"
        "9901000005,policy-staleness,政策文件更新不及时,30,多处\n"
        "9901000005,guide-accuracy,信息错误,30,多处\n";
    c.annexes = 2;
    c.says = {"2家政府门户网站平均得分", "没有网站得分达到100分。"};
    c.lacks = {"0家进入", "家网站中，", "部门（专项）网站"};
    all.push_back(c);

    c = {"OnlyPortalFailsByVeto"};
    c.sites = kPortal;
    c.findings = "9901000001,blank-columns,空白栏目5个,,\n";
    c.annexes = 1;
    c.says = {"0家合格，1家不合格（云泽市人民政府），总体合格率0%（附件）",
              "个别网站（1家）在“空白栏目”方面存在问题：云泽市人民政府。"};
    c.lacks = {"平均得分", "未测"};
    all.push_back(c);

    c = {"ClosedAndSuspendedSites"};
    c.sites = kJia + kYi +
              "9901000006,丁局网站,云泽市丁局,https://ding.yunze.example/,department,y,closed,\n"
              "9901000007,戊局网站,云泽市戊局,https://wu.yunze.example/,department,y,suspended,\n";
    c.annexes = 2;
    c.says = {"备案的3家政府网站进行检查，实际检查2家", "1家未取得检查结果、不计入合格率",
              "总体合格率100%", "暂停"};
    c.lacks = {"丁局"};
    all.push_back(c);

    c = {"AllAnsweredTheSameDay"};
    c.sites = kJia + kYi;
    c.interactions =
        "9901000002,怎么办,2021-11-04 09:00,2021-11-04 11:00,y\n"
        "9901000003,怎么办,2021-11-04 09:00,2021-11-04 12:00,y\n";
    c.annexes = 3;
    c.says = {
        "检查2家政府网站实时互动情况，全部网站当天答复网友留言，全部网站在1个工作日内"
        "作出答复（附件3）。"};
    c.lacks = {"未在5个工作日内"};
    all.push_back(c);

    c = {"NoneAnsweredInTime"};
    c.sites = kJia + kYi;
    c.interactions =
        "9901000002,怎么办,2021-11-04 09:00,,n\n"
        "9901000003,怎么办,2021-11-04 09:00,2021-11-09 12:00,y\n";
    c.annexes = 3;
    c.says = {
        "没有网站当天答复网友留言，没有网站在1个工作日内作出答复（附件3）。"
        "云泽市甲局未在5个工作日内答复"};
    all.push_back(c);

    c = {"TwoSitesOfOneUnit"};
    c.sites = kJia +
              "9901000009,甲局档案网,云泽市甲局,https://da.yunze.example/,department,y,running,"
              "\n" +
              kYi;
    c.interactions =
        "9901000002,怎么办,2021-11-04 09:00,2021-11-04 11:00,y\n"
        "9901000009,怎么办,2021-11-04 09:00,2021-11-04 12:00,y\n";
    c.annexes = 3;
    c.says = {"甲局网站、甲局档案网"};
    c.lacks = {"云泽市甲局、云泽市甲局"};
    all.push_back(c);

    c = {"APortalWaitsForReview"};
    c.sites =
        kPortal + kPortal2 +
        "9901000010,望湖县网站,望湖县人民政府,https://www.wanghu.example/,portal,y,running,\n";
    c.unreachable = "9901000005";
    c.annexes = 2;
    c.says = {"实际检查3家，检查比例100%；1家待复核、暂不列为不合格，总体合格率100%",
              "3家政府门户网站平均得分100.00分", "100分（待复核）"};
    c.lacks = {"全部合格", "3家合格"};
    all.push_back(c);

    c = {"ADepartmentWaitsForReview"};
    c.sites = kJia + kYi + kSpecial;
    c.findings = "9901000002,repost-column-name,“重要转载”栏目名称不规范,,\n";
    c.unreachable = "9901000003";
    c.annexes = 2;
    c.says = {"3家部门和专项网站中，1家待复核，评定结果见附件2。", "1家待复核、暂不列为不合格"};
    c.lacks = {"全部合格", "依次占比"};
    all.push_back(c);

    c = {"EverythingFails"};
    c.sites = kJia + kYi;
    c.accounts = kBadAccount;
    c.findings = kZombie +
                 "9901000002,required-repost,未转载,,\n"
                 "9901000003,required-repost,未转载,,\n";
    c.annexes = 3;
    c.says = {"0家合格，2家不合格（云泽市甲局、云泽市乙局），总体合格率0%",
              "2家部门网站中，检查结果均为不合格", "总体合格率0%（附件3）"};
    all.push_back(c);

    c = {"LongNamesAndBrackets"};
    c.sites =
        "9901000008,网站,云泽市甲乙丙丁戊己庚辛壬癸综合管理与服务协调委员会（云泽市综合服务局）"
        ",https://c.yunze.example/,department,y,running,\n" +
        kYi;
    c.findings = "9901000008,required-repost,未转载,,\n";
    c.accounts =
        "无,云泽市甲乙丙丁戊己庚辛壬癸综合管理与服务协调委员会（云泽市综合服务局）,"
        "综合（测试）,抖音,990100,\n";
    c.annexes = 2;
    c.says = {"1家合格，1家不合格（云泽市甲乙丙丁"};
    all.push_back(c);
    return all;
}

class SmallCampaign : public ::testing::TestWithParam<Case> {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("mingcha-small-" + std::string(GetParam().name) +
                                               "-" + std::to_string(getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    int run(const std::string& arguments) {
        const std::string command = "cd '" + folder_.string() +
                                    "' && '" MINGCHA_PROGRAM "' --data data " + arguments +
                                    " 2>errors";
        testing::Ran ran = testing::run_shell(command);
        said_ = std::move(ran.out);
        return ran.status;
    }
    void import(const std::string& kind, const std::string& text, const std::string& more = "") {
        std::ofstream(folder_ / (kind + ".csv"), std::ios::binary) << text;
        ASSERT_EQ(run("import " + kind + " " + kind + ".csv" + more), 0) << errors();
    }
    std::string errors() const { return testing::read_file(folder_ / "errors"); }

    void load(const Case& c) {
        if (c.divisions) import("divisions", kDivisions);
        if (!c.sites.empty()) import("sites", kSiteHead + c.sites);
        if (!c.accounts.empty()) import("accounts", kAccountHead + c.accounts);
        ASSERT_EQ(run("campaign create q4 --ruleset " + c.ruleset +
                      " --from 2021-11-04 --to 2021-11-10 --as-of 2021-11-15T18:00:00+08:00" +
                      (c.by_hand ? " --by-hand" : "")),
                  0)
            << errors();
        ASSERT_EQ(run("campaign set q4 office=云泽市人民政府办公室 issue_date=2021-12-06"
                      " rectify_by=2021-12-24 recipients=各单位 report_to=市政府办" +
                      c.sets),
                  0)
            << errors();
        if (!c.findings.empty()) {
            import("findings", kFindingHead + c.findings, " --campaign q4");
        }
        if (!c.unreachable.empty()) {
            std::string probes = "site_code,vantage,at,ok,http_status,elapsed_ms\n";
            constexpr int kDays = 8, kHours = 24;
            for (int visit = 0; visit < kDays * kHours; ++visit) {
                const std::string day = std::to_string(104 + visit / kHours).substr(1);
                const std::string hour = std::to_string(100 + visit % kHours).substr(1);
                probes += c.unreachable + ",a,2021-11-" + day + " " + hour + ":30," +
                          (visit % 4 == 0 ? "n,503" : "y,200") + ",300\n";
            }
            import("probes", probes);
        }
        if (!c.interactions.empty()) {
            import("interactions", kInteractionHead + c.interactions, " --campaign q4");
        }
    }

    fs::path folder_;
    std::string said_;
};

TEST_P(SmallCampaign, ReadsRightAndAgreesWithItself) {
    const Case& c = GetParam();
    ASSERT_NO_FATAL_FAILURE(load(c));
    ASSERT_EQ(run("report --campaign q4 -o out --formats docx,html,xlsx,json"), 0) << errors();
    const auto circular = nlohmann::json::parse(testing::read_file(folder_ / "out/circular.json"));
    std::string text;
    for (const auto& paragraph : circular["paragraphs"]) {
        text += paragraph.get<std::string>() + "\n";
    }
    for (const auto& annex : circular["annexes"]) text += annex["rows"].dump() + "\n";
    for (const std::string& words : c.says) EXPECT_NE(text.find(words), std::string::npos) << words;
    for (const std::string& words : c.lacks) {
        EXPECT_EQ(text.find(words), std::string::npos) << words;
    }
    for (const char* words :
         {"、、", "（）", "，，", "。。", "，。", "；。", "：。", "、。", "，）", "；，", "{",
          "0/0", "0家不合格", "0个不合格", "未测%", "（、"}) {
        std::string body = text.substr(0, text.find("[[\""));
        EXPECT_EQ(body.find(words), std::string::npos) << words << " in\n" << body;
    }
    EXPECT_EQ(circular["annexes"].size(), c.annexes) << text;
    for (const auto& annex : circular["annexes"]) EXPECT_FALSE(annex["rows"].empty());
    ASSERT_EQ(run("check-circular out/circular.docx --format json"), 0) << errors();
    const auto checked = nlohmann::json::parse(said_);
    EXPECT_TRUE(checked["problems"].empty()) << checked["problems"].dump(1) << "\n" << text;
    ASSERT_EQ(run("check-circular out/circular.docx --campaign q4 --format json"), 0) << errors();
    EXPECT_TRUE(nlohmann::json::parse(said_)["problems"].empty()) << said_;
}

INSTANTIATE_TEST_SUITE_P(All, SmallCampaign, ::testing::ValuesIn(cases()),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace mingcha
