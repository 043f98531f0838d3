// A circular that came back against its campaign's: what is the same is quiet, each change is told.
#include "proof/compare.h"

#include <gtest/gtest.h>

#include "tests/unit/proof/circular_text.h"

namespace mingcha::proof {
namespace {

Circular read(const std::string& text) {
    return take_apart(document_from_text(text));
}

// What is told of the sound circular when `from` in it became `to`.
std::vector<Problem> told(std::string_view from, std::string_view to) {
    return compare(read(spoiled(from, to)), read(sound_circular())).problems;
}

void expect_one(std::string_view from, std::string_view to, std::string_view claimed,
                std::string_view computed) {
    const std::vector<Problem> problems = told(from, to);
    ASSERT_EQ(problems.size(), 1U) << from << " → " << to << [&] {
        std::string all;
        for (const Problem& each : problems) all += "\n" + each.where + " " + each.text;
        return all;
    }();
    EXPECT_EQ(problems[0].kind, "differs-from-campaign");
    EXPECT_EQ(problems[0].claimed, claimed) << problems[0].where;
    EXPECT_EQ(problems[0].computed, computed) << problems[0].where;
}

TEST(Compare, AnUnchangedCircularIsQuiet) {
    const Report report = compare(read(sound_circular()), read(sound_circular()));
    EXPECT_TRUE(report.problems.empty());
    EXPECT_GT(report.checked, 80);
}

TEST(Compare, WordingIsFree) {
    EXPECT_TRUE(told("组织检查了全市政府网站", "认真组织、全面核查了本市政府网站").empty());
    EXPECT_TRUE(told("发现6家网站合格", "其中6家网站达到要求").empty());
    EXPECT_TRUE(told("三是部分账号停更。", "三是部分账号停更。各单位要高度重视。").empty());
}

TEST(Compare, TellsAChangedNumberOfTheText) {
    expect_one("发现6家网站合格", "发现7家网站合格", "7", "6");
    expect_one("总体合格率75%", "总体合格率78%", "78%", "75%");
    expect_one("得分88.73分", "得分89.73分", "89.73", "88.73");
    expect_one("共抽查40个", "共抽查41个", "41", "40");
    expect_one("云东县2个", "云东县3个", "3", "2");
}

TEST(Compare, TellsAChangedDay) {
    expect_one("2022年6月30日前", "2022年6月29日前", "2022年6月29日", "2022年6月30日");
}

TEST(Compare, TellsAChangedCell) {
    expect_one("55.5分（不合格）", "57.5分（不合格）", "57.5分（不合格）", "55.5分（不合格）");
    expect_one("云泽市水务局\thttp", "云泽市水利局\thttp", "云泽市水利局", "云泽市水务局");
    expect_one("9912000012", "9912000019", "9912000019", "9912000012");
    expect_one("\t首页链接失效", "\t首页链接全部失效", "首页链接全部失效", "首页链接失效");
    expect_one("不合格\t无互动渠道", "不合格\t更新不及时", "更新不及时", "无互动渠道");
}

TEST(Compare, TellsARowThatIsGoneOrNew) {
    const std::string row =
        "3\t991201M003XL0001\t云东县文旅局\t云东文旅\t新浪微博\t不合格\t无互动渠道\n";
    expect_one(row, "", "无", "991201M003XL0001 云东文旅");
    expect_one(row, row + "4\t991201M009XL0001\t云东县水利局\t云东水利\t抖音号\t不合格\t更新不及时\n",
               "991201M009XL0001 云东水利", "无");
}

TEST(Compare, TellsAChangedNameOfAList) {
    expect_one("\t市教育局、市民政局、市财政局", "\t市教育局、市体育局、市财政局", "市体育局",
               "市民政局");
    expect_one("优（3家）", "优（4家）", "4", "3");
    expect_one("\t云东县政府、云西县政府、市教育局", "\t云东县政府、市教育局", "无", "云西县政府");
}

TEST(Compare, TellsAnAnnexThatIsGone) {
    std::string text = sound_circular();
    text.resize(text.find("附件4\n不合格政务新媒体名单"));
    const Report report = compare(read(text), read(sound_circular()));
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0].computed, "不合格政务新媒体名单");
}

TEST(Compare, ExchangedNumbersAreTold) {
    const std::vector<Problem> problems =
        told("当天答复，75.0%的网站", "当天答复，57.0%的网站");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].computed, "75.0%");
}

}  // namespace
}  // namespace mingcha::proof
