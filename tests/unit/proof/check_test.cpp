#include "proof/check.h"

#include <gtest/gtest.h>

#include "tests/testing/testdata.h"
#include "tests/unit/proof/circular_text.h"

namespace mingcha::proof {
namespace {

Report check_text(const std::string& text) {
    return check(take_apart(document_from_text(text)));
}

std::string listing(const Report& report) {
    std::string out;
    for (const Problem& problem : report.problems) {
        out += problem.kind + " | " + problem.where + " | " + problem.claimed + " | " +
               problem.computed + "\n";
    }
    return out;
}

bool has(const Report& report, std::string_view kind, std::string_view claimed,
         std::string_view computed) {
    for (const Problem& problem : report.problems) {
        if (problem.kind == kind && problem.claimed == claimed && problem.computed == computed) {
            return true;
        }
    }
    return false;
}

TEST(CheckCircular, FindsNothingWhereNothingIsWrong) {
    const Report report = check_text(sound_circular());
    EXPECT_EQ(listing(report), "");
    EXPECT_GT(report.checked, 60);
}

struct Slip {
    const char* name;
    const char* from;
    const char* to;
    const char* kind;
    const char* claimed;
    const char* computed;
};

class Slips : public ::testing::TestWithParam<Slip> {};

TEST_P(Slips, AreFound) {
    const Slip& slip = GetParam();
    const Report report = check_text(spoiled(slip.from, slip.to));
    EXPECT_TRUE(has(report, slip.kind, slip.claimed, slip.computed)) << listing(report);
}

INSTANTIATE_TEST_SUITE_P(
    Circular, Slips,
    ::testing::Values(
        Slip{"StatedCountAgainstList", "优（3家）", "优（4家）", "list-count", "4", "3"},
        Slip{"CountBehindNamesInText", "市水务局2家", "市水务局3家", "list-count", "3", "2"},
        Slip{"PartsAgainstTotal", "云东县2个", "云东县3个", "parts-total", "3", "4"},
        Slip{"RateOfSites", "合格率75%", "合格率74%", "rate", "74%", "75%"},
        Slip{"RateTruncated", "依次占比60.0%、20.0%", "依次占比60.0%、19.9%", "rate", "19.9%",
             "20.0%"},
        Slip{"RateOverTotalInsteadOfChecked", "合格率92.5%", "合格率95%", "rate-denominator", "95%",
             "93%"},
        Slip{"Average", "88.73", "88.37", "average", "88.37", "88.73"},
        Slip{"Difference", "提高12.5个百分点", "提高13.5个百分点", "difference", "13.5", "12.5"},
        Slip{"DifferenceInPercent", "提高12.5个百分点", "提高12.5%", "difference", "12.5%",
             "12.5个百分点"},
        Slip{"WindowPrintedTwice", "时间为2022年5月9日至13日", "时间为2022年5月9日至14日",
             "date-window", "2022年5月9日至14日", "2022年5月9日至13日"},
        Slip{"WindowBackwards", "2022年5月9日至13日，市", "2022年5月19日至13日，市", "date-order",
             "2022年5月19日至13日", "不早于2022年5月19日"},
        Slip{"CheckedAfterIssue", "2022年6月1日\n", "2022年5月11日\n", "date-order", "13日",
             "不晚于2022年5月11日"},
        Slip{"DeadlineBeforeIssue", "2022年6月30日前", "2022年5月30日前", "deadline-before-issue",
             "2022年5月30日", "不早于2022年6月1日"},
        Slip{"HeadingSkipped", "三、工作要求", "四、工作要求", "heading-number", "四、", "三、"},
        Slip{"PointSkipped", "三是部分账号", "四是部分账号", "heading-number", "四是", "三是"},
        Slip{"RowNumberSkipped", "5\t9912000012", "6\t9912000012", "heading-number", "6", "5"},
        Slip{"UnitInTwoBuckets", "5个工作日内答复（1家）\t市司法局",
             "5个工作日内答复（1家）\t市教育局", "two-buckets", "市教育局", "当天答复"},
        Slip{"NameTwice", "优（3家）\t市教育局、市民政局", "优（3家）\t市教育局、市教育局",
             "listed-twice", "市教育局", "只列一次"},
        Slip{"CodeTwice", "9912000013", "9912000012", "listed-twice", "9912000012", "只列一次"},
        Slip{"MoreCheckedThanExist", "新媒体60个", "新媒体30个", "checked-over-total", "40", "30"},
        Slip{"AnnexNotThere", "附件4\n不合格", "不合格", "annex-missing", "附件4",
             "文中没有该附件"},
        Slip{"AnnexNotAnnounced", "（附件4）", "（附件5）", "annex-missing", "附件5", "共4个附件"},
        Slip{"PassedAgainstRows", "6家网站合格", "5家网站合格", "summary-annex", "5", "6"},
        Slip{"GradeAgainstList", "市教育局等3家", "市教育局等2家", "summary-annex", "2", "3"},
        Slip{"HundredAgainstScores", "以上的网站有2家", "以上的网站有3家", "summary-annex", "3",
             "2"},
        Slip{"AccountsAgainstRows", "发现3个政务", "发现4个政务", "summary-annex", "4", "3"},
        Slip{"NoneFoundAgainstRows", "发现3个政务新媒体不合格", "未发现政务新媒体不合格",
             "summary-annex", "未发现", "3"},
        Slip{"BandShare", "75.0%的网站", "57.0%的网站", "rate", "57.0%", "75.0%"},
        Slip{"AnsweredAndLate", "当天答复（3家）\t云东县政府、云西县政府、市教育局",
             "当天答复（3家）\t云东县政府、云西县政府、市司法局", "unit-facts", "当天答复",
             "未在1个工作日内答复"},
        Slip{"GradeOfOneUnit", "http://mzj.yz.example\t优", "http://mzj.yz.example\t良",
             "unit-facts", "优", "良"},
        Slip{"AccountWithoutCode", "991200M001WX0001", "无", "unit-facts", "无",
             "备案账号的标识码"}),
    [](const auto& slip) { return std::string(slip.param.name); });

// Ways of writing that are right and look wrong to a hasty reader.
class Sound : public ::testing::TestWithParam<const char*> {};

TEST_P(Sound, IsLeftAlone) {
    EXPECT_EQ(listing(check_text(GetParam())), "");
}

INSTANTIATE_TEST_SUITE_P(
    Circular, Sound,
    ::testing::Values(
        "本次范围为备案政务新媒体，共314个，其中微信公众号218个（市直单位53个，县（市）区165个）；"
        "微博67个（市直单位28个，县（市）区39个）；其他29个。本季度共检查314个，不合格55个，"
        "合格率为82.48%。",
        "全市共有账号30个，其中微信20个。抽查比例50%。",
        "对县区、市直部门、专项网站48家进行了检查。", "市教育局、市民政局等15家单位更新及时。",
        "随机抽查的53个账号中，16个超过2周未更新，合格率不足70%。",
        "东州、西州两市合格率分别只有82.4%、81.8%。由上季度的100%下降至85.7%。",
        "发现问题单位12家，其中更新不及时9家、错字6家。",
        "共检查网站328个（含153个门户网站），占全国总数的2.3%，总体合格率91.8%。",
        "人力资源和社会保障局、自然资源和规划局2家单位未反馈。",
        "共54家，比上月减少了7家。其中市直部门网站34家，县区门户网站12家，县直部门网站8家。",
        "网站共有30个，政务微信、政务微博共有45个。其中：县级网站12个，市直部门网站18个；"
        "县级政务微博、政务微信20个，市直部门政务微博、政务微信25个。",
        "门户网站共发布信息600条，其中动态类信息120条，公开栏目信息480条；办理来信35条。",
        "共收到留言300条，市直部门收到190条，各县收到110条，其中咨询类100条、投诉类170条、"
        "建言类30条，各单位答复297条，还有3条正在办理，答复率99%。",
        "抽查网站25个，合格网站24个，不合格网站1个，合格率96%。抽查各县区、市直部门新媒体80个，"
        "合格新媒体60个，不合格新媒体20个，合格率75%。",
        "对全市50家网站、200家新媒体进行了全面检查，网站合格率96%，新媒体合格率95%。2家网站、"
        "10家新媒体不同程度存在问题。",
        "开设栏目单位共计30个，分别是12个乡镇政府、18个区直部门。",
        "对运行的900个新媒体中的90个进行了抽查，抽查比例10%，发现存在突出问题9个，合格率90%；"
        "复查发现6个新媒体仍未整改合格。",
        "共开设账号100个。按开设主体分，市级部门账号30个，县级账号70个。按类型分，微信60个，"
        "微博25个，其他15个。"));

// The same ways of writing with one number spoiled.
struct WrongText {
    const char* name;
    const char* text;
    const char* kind;
    const char* claimed;
    const char* computed;
};

class WrongTexts : public ::testing::TestWithParam<WrongText> {};

TEST_P(WrongTexts, AreFound) {
    const WrongText& wrong = GetParam();
    const Report report = check_text(wrong.text);
    EXPECT_TRUE(has(report, wrong.kind, wrong.claimed, wrong.computed)) << listing(report);
    EXPECT_EQ(report.problems.size(), 1U) << listing(report);
}

INSTANTIATE_TEST_SUITE_P(
    Circular, WrongTexts,
    ::testing::Values(
        WrongText{"SecondGroupOfTwoTotals",
                  "网站共有30个，政务微信、政务微博共有45个。其中：县级网站12个，市直部门网站18个；"
                  "县级政务微博、政务微信21个，市直部门政务微博、政务微信25个。",
                  "parts-total", "45", "46"},
        WrongText{"ListingThatGoesOn",
                  "门户网站共发布信息600条，其中动态类信息130条，公开栏目信息480条；办理来信35条。",
                  "parts-total", "600", "610"},
        WrongText{"PartsOfTheFirstOfThreeTotals",
                  "共收到留言300条，市直部门收到190条，各县收到110条，其中咨询类100条、"
                  "投诉类180条、建言类30条，各单位答复297条。",
                  "parts-total", "300", "310"},
        WrongText{"RateOfAnswers", "共收到留言300条，各单位答复297条，处理答复率98%。", "rate",
                  "98%", "99%"},
        WrongText{"PassedAndFailed", "抽查网站25个，合格网站23个，不合格网站1个。", "parts-total",
                  "25", "24"},
        WrongText{"RateBeforeItsCounts",
                  "对全市50家网站、200家新媒体进行了全面检查，网站合格率94%，新媒体合格率95%。"
                  "2家网站、10家新媒体不同程度存在问题。",
                  "rate", "94%", "96%"},
        WrongText{"NumbersBeforeTheirNouns",
                  "开设栏目单位共计31个，分别是12个乡镇政府、18个区直部门。", "parts-total", "31",
                  "30"},
        WrongText{"ShareOfTheCountBeforeTheParts",
                  "4月收到留言8条：咨询类3条，占总数的37%；投诉类5条，占总数的63%。", "rounding",
                  "37%", "38%"},
        WrongText{"ShareOfAllInAnEarlierParagraph",
                  "截至5月1日，全市正在运行的网站400家。\n共抽查网站100家，占运行网站总数的52%。",
                  "rate", "52%", "25%"},
        WrongText{"NamesInTheNextSentence",
                  "经检查，有不合格微信、微博4个，未发现不合格网站。不合格的政务新媒体分别是："
                  "东山发布（微博）、东山教育（微信）、西河林业（微信）。",
                  "list-count", "4", "3"},
        WrongText{"QuotedNamesWithoutStops",
                  "检查账号90个，不合格4个，分别为：“东山发布”“东山教育”“西河林业”。", "list-count",
                  "4", "3"},
        WrongText{"SecondGrouping",
                  "共开设账号100个。按开设主体分，市级部门账号30个，县级账号70个。按类型分，"
                  "微信60个，微博26个，其他15个。",
                  "parts-total", "100", "101"},
        WrongText{"DeadlineWithAnHour",
                  "关于检查情况的通报\n一、请于2025年4月6日12:00前报市政府办公室。\n"
                  "云泽市人民政府办公室\n2025年4月11日",
                  "deadline-before-issue", "2025年4月6日", "不早于2025年4月11日"}),
    [](const auto& wrong) { return std::string(wrong.param.name); });

TEST(CheckCircular, SeedHasItsFourSlipsAndNoOther) {
    MINGCHA_NEEDS_TESTDATA(seed, "seed/circular-2021Q4.txt");
    const Report report = check_text(testing::read_file(seed));
    EXPECT_TRUE(has(report, "list-count", "32", "34"));
    EXPECT_TRUE(has(report, "date-window", "2021年11月4日至11日", "2021年11月4日至10日"));
    EXPECT_TRUE(has(report, "unit-facts", "1个工作日内答复", "未在5个工作日内答复"));
    EXPECT_TRUE(has(report, "unit-facts", "无", "备案账号的标识码"));
    EXPECT_EQ(report.problems.size(), 4U) << listing(report);
}

TEST(CheckCircular, HostileTextEnds) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += "（其中1个、";
    EXPECT_GE(check_text(text).checked, 0);
    EXPECT_GE(check_text(std::string(1 << 20, '9')).checked, 0);
    EXPECT_GE(check_text("\xE7\xAC\xAC\xFF\xC0\x80"
                         "12家：、、、")
                  .checked,
              0);
}

}  // namespace
}  // namespace mingcha::proof
