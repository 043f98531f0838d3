// Message boards, solicitations and service guides.
#include <gtest/gtest.h>

#include <cstring>

#include "extract/extractor.h"
#include "extract/guide.h"
#include "tests/unit/extract/pages.h"

namespace mingcha::extract {
namespace {

using pages::page;

std::string date(const std::optional<PrintedDate>& printed) {
    return printed ? format_printed(*printed) : "";
}

std::string kind(const PageFacts& facts) {
    return std::string(to_string(facts.kind));
}

constexpr std::string_view kUrl = "http://www.xingyuan.gov.cn/hdjl/x.html";

TEST(Boards, ATableOfLetters) {
    const std::string html = page(
        "市长信箱-星原市人民政府", "",
        "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > <a href=\"/hdjl/\">互动交流</a> > "
        "市长信箱</div><table><tr><th>信件标题</th><th>来信时间</th><th>答复单位</th><th>答复时间</"
        "th>"
        "<th>办理状态</th></tr>"
        "<tr><td><a href=\"1.html\">关于路灯不亮的问题</a></td><td>2021-10-08</td><td>市城管局</td>"
        "<td>2021-10-11</td><td>已办结</td></tr>"
        "<tr><td><a href=\"2.html\">咨询社保卡办理</a></td><td>2021-10-09</td><td>市人社局</td>"
        "<td></td><td>办理中</td></tr></table>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "message");
    EXPECT_EQ(facts.title, "市长信箱-星原市人民政府");
    EXPECT_FALSE(facts.publish_date);
    ASSERT_EQ(facts.messages.size(), 2U);
    EXPECT_EQ(facts.messages[0].title, "关于路灯不亮的问题");
    EXPECT_EQ(date(facts.messages[0].asked_at), "2021-10-08");
    EXPECT_EQ(date(facts.messages[0].replied_at), "2021-10-11");
    EXPECT_EQ(facts.messages[0].unit, "市城管局");
    EXPECT_EQ(facts.messages[0].reply, ReplyState::answered);
    EXPECT_EQ(facts.messages[0].url, "http://www.xingyuan.gov.cn/hdjl/1.html");
    EXPECT_EQ(date(facts.messages[1].replied_at), "");
    EXPECT_EQ(facts.messages[1].reply, ReplyState::open);
}

TEST(Boards, TotalsMayStandInATable) {
    const auto board = [](const std::string& totals) {
        return page(
            "市长信箱-星原市人民政府", "",
            "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > 市长信箱</div>" + totals +
                "<table><tr><th>信件标题</th><th>来信时间</th><th>答复时间</th></tr><tr><td>"
                "<a href=\"1.html\">关于路灯不亮的问题</a></td><td>2021-10-08</td><td>"
                "2021-10-11</td></tr></table>");
    };
    Extractor extractor;
    const std::string with = board(
        "<table><tr><td>来信总数</td><td>受理数</td><td>办结数</td></tr><tr><td>120</td>"
        "<td>119</td><td>118</td></tr></table>");
    EXPECT_TRUE(extractor.extract({with, kUrl, {}, {}}).message_statistics);
    EXPECT_FALSE(extractor.extract({board(""), kUrl, {}, {}}).message_statistics);
}

TEST(Guides, APoorGuideIsOneWhereHeadingAndColumnSaySo) {
    const std::string html = page(
        "食品经营许可办事指南-星原市人民政府", "",
        "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > <a href=\"/bszn/\">办事指南</a></div>"
        "<h2>食品经营许可办事指南</h2><table><tr><td>事项名称</td><td>食品经营许可</td></"
        "tr><tr><td>"
        "申请材料</td><td>身份证明原件</td></tr><tr><td>办理流程</td><td>申请、受理、决定</td></tr>"
        "</table>");
    Extractor extractor;
    EXPECT_EQ(kind(extractor.extract({html, "http://www.xingyuan.gov.cn/bszn/1.html", {}, {}})),
              "guide");
}

TEST(Boards, AListOfLettersInItems) {
    const std::string html = page(
        "局长信箱_星原市教育局", "",
        "<div class=\"wz\">您的位置：<a href=\"/\">首页</a> >> 局长信箱</div><ul class=\"list\">"
        "<li><a href=\"d?id=1\">孩子入学需要哪些手续</a><span>2021-10-08</span><em>已回复</em></li>"
        "<li><a href=\"d?id=2\">校服费用能否说明一下</a><span>2021-10-07</span><em>已回复</em></li>"
        "<li><a href=\"d?id=3\">校门口交通拥堵的问题</a><span>2021-10-06</span><em>待回复</em></li>"
        "</ul>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "message");
    ASSERT_EQ(facts.messages.size(), 3U);
    EXPECT_EQ(facts.messages[2].title, "校门口交通拥堵的问题");
    EXPECT_EQ(date(facts.messages[2].asked_at), "2021-10-06");
    EXPECT_EQ(facts.messages[2].reply, ReplyState::open);
    EXPECT_EQ(facts.messages[0].reply, ReplyState::answered);
}

TEST(Boards, AHeadOfDivsAndRowsOfDivs) {
    const std::string html =
        page("咨询投诉-星原市人民政府", "",
             "<div class=\"tb\"><div class=\"hd\"><div>编号</div><div>标题</div><div>留言时间</div>"
             "<div>回复时间</div></div>"
             "<div class=\"row\"><div>1001</div><div><a href=\"1.htm\">公交线路何时恢复</a></div>"
             "<div>2021-09-01 08:30</div><div>2021-09-03</div></div>"
             "<div class=\"row\"><div>1002</div><div><a href=\"2.htm\">小区停水多日</a></div>"
             "<div>2021-09-02 18:10</div><div>未回复</div></div></div>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "message");
    ASSERT_EQ(facts.messages.size(), 2U);
    EXPECT_EQ(date(facts.messages[0].asked_at), "2021-09-01T08:30");
    EXPECT_EQ(date(facts.messages[0].replied_at), "2021-09-03");
    EXPECT_EQ(facts.messages[1].reply, ReplyState::open);
}

TEST(Boards, OneLetterWithItsReply) {
    const std::string html =
        page("信件详情-星原市人民政府", "",
             "<div class=\"wz\">当前位置：首页 > 互动交流 > 市长信箱 > 信件详情</div><table>"
             "<tr><td>信件标题：</td><td>关于路灯不亮的问题</td></tr>"
             "<tr><td>写信时间：</td><td>2021-10-08 09:12</td></tr>"
             "<tr><td>来信内容：</td><td>幸福路路灯已有多日不亮，夜间出行很不方便，请尽快修理。</"
             "td></tr>"
             "<tr><td>答复单位：</td><td>市城管局</td></tr>"
             "<tr><td>答复时间：</td><td>2021-10-11</td></tr>"
             "<tr><td>答复内容：</td><td>您好，路灯已于今日修复，感谢您对我们工作的监督与支持。</"
             "td></tr>"
             "</table>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "message");
    EXPECT_EQ(facts.title, "关于路灯不亮的问题");
    EXPECT_EQ(date(facts.publish_date), "2021-10-08T09:12");
    ASSERT_EQ(facts.messages.size(), 1U);
    EXPECT_EQ(date(facts.messages[0].replied_at), "2021-10-11");
    EXPECT_EQ(facts.messages[0].unit, "市城管局");
}

TEST(Boards, ALetterInParagraphsUnderAHeading) {
    const std::string html = page(
        "咨询公积金提取-网上咨询-星原市人民政府", "",
        "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > <a href=\"/hdjl/\">互动交流</a> > "
        "网上咨询"
        "</div><h2>咨询公积金提取</h2><p>来信人：张** 来信时间：2021年10月8日</p>"
        "<p>【来信内容】离职后多久可以提取公积金，需要带哪些证件，请予以说明，谢谢。</p>"
        "<p>处理单位：市公积金中心 回复时间：2021年10月9日</p>"
        "<p>【回复内容】您好，离职满六个月即可办理提取，请携带身份证和离职证明到窗口办理。</p>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "message");
    EXPECT_EQ(facts.title, "咨询公积金提取");
    EXPECT_EQ(date(facts.publish_date), "2021-10-08");
    ASSERT_EQ(facts.messages.size(), 1U);
    EXPECT_EQ(facts.messages[0].unit, "市公积金中心");
}

TEST(Boards, AFormToWriteALetter) {
    const std::string html =
        page("我要写信-星原市人民政府", "",
             "<div class=\"wz\">当前位置：首页 > 互动交流 > 我要写信</div><form action=\"/save\">"
             "<p>姓名：<input type=\"text\" name=\"xm\"></p><p>电话：<input type=\"text\" "
             "name=\"dh\"></p>"
             "<p>标题：<input type=\"text\" name=\"bt\"></p><p>内容：<textarea "
             "name=\"nr\"></textarea></p>"
             "<input type=\"submit\" value=\"提交\"></form>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "message");
    EXPECT_TRUE(facts.forms.message);
    EXPECT_TRUE(facts.forms.search);
}

TEST(Boards, SolicitationsAreAListOfTheBoard) {
    const std::string html =
        page("民意征集-星原市人民政府", "",
             "<div class=\"wz\">当前位置：首页 > 互动交流 > 民意征集</div><ul>"
             "<li><a href=\"1.html\">《星原市城市管理办法》公开征求意见</a><span>征集中</span>"
             "<span>2021-10-08</span></li>"
             "<li><a href=\"2.html\">关于城区停车收费标准征求意见的公告</a><span>已结束</span>"
             "<span>2021-08-08</span></li></ul>");
    Extractor extractor;
    EXPECT_EQ(kind(extractor.extract({html, kUrl, {}, {}})), "message");
}

TEST(Boards, OtherPagesOfForms) {
    Extractor extractor;
    const std::string login = page("用户登录-星原市人民政府", "",
                                   "<form><p>用户名<input type=\"text\"></p><p>密码"
                                   "<input type=\"password\"></p></form>");
    EXPECT_EQ(kind(extractor.extract({login, kUrl, {}, {}})), "other");
    const std::string request =
        page("依申请公开-星原市人民政府", "",
             "<form><p>姓名<input type=\"text\"></p><p>证件号码<input type=\"text\"></p><p>联系电话"
             "<input type=\"text\"></p><p>所需信息内容描述<textarea></textarea></p></form>");
    EXPECT_EQ(kind(extractor.extract({request, kUrl, {}, {}})), "other");
    const std::string missing =
        "<html><head><title>404</title></head><body><p>您访问的页面不存在"
        "</p></body></html>";
    EXPECT_EQ(kind(extractor.extract({missing, kUrl, {}, {}})), "other");
}

std::string guide_page(std::string_view text) {
    return page("居民身份证办理_星原市人民政府", "",
                "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > 政务服务 > 公安</div>"
                "<h1>居民身份证办理</h1><div class=\"text\">" +
                    std::string(text) + "</div>");
}

TEST(Guides, ElementsAreFoundAsHeadings) {
    const std::string html = guide_page(
        "<p>一、设定依据</"
        "p><p>《居民身份证法》第十条规定：申请领取居民身份证，应当填写申领登记表。</p>"
        "<p>二、申请条件</p><p>具有本市户籍的公民均可申请。</p>"
        "<p>三、办理材料</p><p>居民户口簿原件、近期照片。</p>"
        "<p>四、办理流程</p><p>申请、受理、审核、制证、发证。</p>"
        "<p>五、办理地点：星原市政务服务中心三楼</p><p>六、办理时间：工作日上午九时至下午五时</p>"
        "<p>七、联系电话：0999-8800456</p>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "guide");
    ASSERT_TRUE(facts.guide);
    EXPECT_EQ(facts.title, "居民身份证办理");
    const Guide& guide = *facts.guide;
    EXPECT_TRUE(guide.name && guide.basis && guide.conditions && guide.materials && guide.process &&
                guide.place && guide.time && guide.phone);
    EXPECT_TRUE(guide.faults.empty());
}

TEST(Guides, WhatIsMissingOrEmptyIsFalse) {
    const std::string html = guide_page(
        "<table><tr><td>事项名称</td><td>居民身份证办理</td></tr><tr><td>设定依据</td><td>"
        "《居民身份证法》</td></tr><tr><td>申请条件</td><td>具有本市户籍的公民</td></tr>"
        "<tr><td>申请材料</td><td>户口簿、申领登记表以及其他相关材料</td></tr>"
        "<tr><td>办理时间</td><td></td></tr><tr><td>办理地点</td><td>无</td></tr></table>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "guide");
    ASSERT_TRUE(facts.guide);
    EXPECT_TRUE(facts.guide->basis && facts.guide->conditions && facts.guide->materials);
    EXPECT_FALSE(facts.guide->time || facts.guide->place || facts.guide->phone ||
                 facts.guide->process);
    std::vector<GuideFault> kinds;
    for (const Guide::Fault& fault : facts.guide->faults) kinds.push_back(fault.kind);
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), GuideFault::basis_only_named), kinds.end());
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), GuideFault::vague_wording), kinds.end());
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), GuideFault::form_without_source), kinds.end());
}

TEST(Guides, VagueWordingIsToldFromClearWording) {
    EXPECT_TRUE(find_vague_wording("根据相关法律法规需要提交的其他材料").ends_with("的其他"));
    EXPECT_FALSE(find_vague_wording("身份证、户口簿等有关材料").empty());
    EXPECT_TRUE(find_vague_wording("身份证原件一份、户口簿复印件一份").empty());
    EXPECT_TRUE(find_vague_wording("其他县区的居民也可以办理").empty());
    EXPECT_TRUE(find_vague_wording("其他材料：上一年度检验合格报告一份").empty());
    EXPECT_FALSE(find_vague_wording("其他材料：等").empty());
}

TEST(Guides, AListOfGuidesIsAColumn) {
    const std::string html =
        page("办事指南-星原市人民政府", "",
             "<div class=\"wz\">当前位置：<a href=\"/\">首页</a> > 办事指南</div><ul>"
             "<li><a href=\"1.html\">居民身份证办理须知</a><span>2021-10-01</span></li>"
             "<li><a href=\"2.html\">护照申请办理须知</a><span>2021-10-02</span></li>"
             "<li><a href=\"3.html\">户口迁移办理须知</a><span>2021-10-03</span></li>"
             "<li><a href=\"4.html\">居住证申领办理须知</a><span>2021-10-04</span></li></ul>");
    Extractor extractor;
    const PageFacts& facts = extractor.extract({html, kUrl, {}, {}});
    EXPECT_EQ(kind(facts), "column");
    EXPECT_EQ(facts.items.size(), 4U);
}

}  // namespace
}  // namespace mingcha::extract
