#include "html/selector.h"

#include <gtest/gtest.h>

#include "html/parser.h"

namespace mingcha::html {
namespace {

constexpr std::string_view kPage = R"(
<div id=top class="head wide"><ul><li id=a>1<li id=b class=on>2<li id=c>3
<li id=d lang=zh-CN>4</ul></div>
<div id=main><p id=p1><a id=l1 href="/zwgk/index.html" target=_blank>x</a>
<a id=l2 href="http://example.cn/a.doc">y</a></p><x-y id=u></x-y><p id=p2><em id=e>z</em></p>
<table><tr><td id=t1><p id=p3></p><td id=t2 COLSPAN=2></table></div>
<svg id=s><a id=sa></a></svg>)";

std::string ids(std::string_view selector) {
    const auto compiled = Selector::compile(selector);
    if (!compiled) return "error: " + compiled.error().text();
    Parser parser;
    std::string out;
    for (const Node* node : compiled->all(parser.parse(kPage).root)) {
        if (!out.empty()) out += ' ';
        const std::string_view id = node->attribute(AttrId::id);
        out += id.empty() ? std::string(node->name()) : std::string(id);
    }
    return out;
}

TEST(Selector, SimpleOnes) {
    EXPECT_EQ(ids("li"), "a b c d");
    EXPECT_EQ(ids("LI"), "a b c d");
    EXPECT_EQ(ids("x-y"), "u");
    EXPECT_EQ(ids("#main"), "main");
    EXPECT_EQ(ids(".on"), "b");
    EXPECT_EQ(ids(".ON"), "");
    EXPECT_EQ(ids("div.head.wide#top"), "top");
    EXPECT_EQ(ids("#main > *"), "p1 u p2 table");
    EXPECT_EQ(ids("em, #a ,td"), "a e t1 t2");
}

TEST(Selector, Attributes) {
    EXPECT_EQ(ids("a[target]"), "l1");
    EXPECT_EQ(ids("[target=_blank]"), "l1");
    EXPECT_EQ(ids("[ target = '_blank' ]"), "l1");
    EXPECT_EQ(ids("[href^=\"/zwgk\"]"), "l1");
    EXPECT_EQ(ids("[href$='.doc']"), "l2");
    EXPECT_EQ(ids("[href*=example]"), "l2");
    EXPECT_EQ(ids("[class~=wide]"), "top");
    EXPECT_EQ(ids("[class~=wid]"), "");
    EXPECT_EQ(ids("[lang|=zh]"), "d");
    EXPECT_EQ(ids("[lang|=z]"), "");
    EXPECT_EQ(ids("[colspan='2']"), "t2");
    EXPECT_EQ(ids("[href^='']"), "");
}

TEST(Selector, Combinators) {
    EXPECT_EQ(ids("#main a"), "l1 l2");
    EXPECT_EQ(ids("#main > a"), "");
    EXPECT_EQ(ids("p>a"), "l1 l2");
    EXPECT_EQ(ids("a + a"), "l2");
    EXPECT_EQ(ids("#a ~ li"), "b c d");
    EXPECT_EQ(ids(".on + li ~ li"), "d");
    EXPECT_EQ(ids("div > ul li + .on"), "b");
    // The nearest <p> is no child of #main: another one further up does not exist; td's does not
    // count.
    EXPECT_EQ(ids("#main > p em"), "e");
    EXPECT_EQ(ids("#main > p p"), "");
    EXPECT_EQ(ids("body > div td > p"), "p3");
}

TEST(Selector, TriesFurtherCandidatesToTheLeft) {
    Parser parser;
    const Document& page = parser.parse(
        "<div class=x><section><div><i></i></div></section></div><p><b></b><i></i><b></b><u></u>");
    const auto count = [&](std::string_view selector) {
        return Selector::compile(selector)->all(page.root).size();
    };
    EXPECT_EQ(count("div.x > section i"), 1U);
    EXPECT_EQ(count("body > div i"), 1U);  // the inner <div> is tried first
    EXPECT_EQ(count("p > b:first-child ~ b ~ u"), 1U);
    EXPECT_EQ(count("i + b ~ u"), 1U);
    EXPECT_EQ(count("b + b ~ u"), 0U);
}

TEST(Selector, Positions) {
    EXPECT_EQ(ids("li:first-child"), "a");
    EXPECT_EQ(ids("li:last-child"), "d");
    EXPECT_EQ(ids("em:only-child"), "e");
    EXPECT_EQ(ids("li:only-child"), "");
    EXPECT_EQ(ids("li:nth-child(2)"), "b");
    EXPECT_EQ(ids("li:nth-child(odd)"), "a c");
    EXPECT_EQ(ids("li:nth-child( 2n )"), "b d");
    EXPECT_EQ(ids("li:nth-child(n+3)"), "c d");
    EXPECT_EQ(ids("li:nth-child(-n + 2)"), "a b");
    EXPECT_EQ(ids("li:nth-child(3n-1)"), "b");
    EXPECT_EQ(ids("td > p:empty"), "p3");
}

TEST(Selector, Not) {
    EXPECT_EQ(ids("li:not(.on)"), "a c d");
    EXPECT_EQ(ids("li:not(.on, :first-child)"), "c d");
    EXPECT_EQ(ids("li:not(li.on):not(#d)"), "a c");
    EXPECT_EQ(ids("a:not([target])"), "l2 sa");
}

TEST(Selector, SaysWhereItIsWrong) {
    for (std::string_view wrong :
         {"", "  ", "a,", "a >", "[", "[a", "[a=", "[a='b]", "a:hover", ":not(a", ":not(:not(a))",
          ":nth-child(x)", ":nth-child(2n+)", "a)", "..a", "#"}) {
        EXPECT_FALSE(Selector::compile(wrong).has_value()) << wrong;
    }
    EXPECT_EQ(Selector::compile("ul > [x").error().where, "selector \"ul > [x\", byte 8");
    EXPECT_FALSE(Selector::compile(std::string(kMaxSelectorBytes + 1, 'a')).has_value());
}

TEST(Selector, EscapesInNames) {
    Parser parser;
    const Document& page = parser.parse("<p class=a:b id=1>");
    EXPECT_EQ(Selector::compile(".a\\:b")->all(page.root).size(), 1U);
    EXPECT_EQ(Selector::compile("#\\1")->all(page.root).size(), 1U);
}

}  // namespace
}  // namespace mingcha::html
