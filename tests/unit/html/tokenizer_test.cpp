// The states of the tokenizer, HTML standard §13.2.5, seen through the trees they lead to. Expected
// values are read off the standard.
#include <gtest/gtest.h>

#include "tests/unit/html/shape.h"

namespace mingcha::html {
namespace {

struct Case {
    const char* what;
    std::string_view input;
    const char* expected;
};

void check_bodies(const std::vector<Case>& cases) {
    for (const Case& each : cases) EXPECT_EQ(body(each.input), each.expected) << each.what;
}

using namespace std::string_view_literals;

TEST(Tokenizer, TakesForTextWhatOpensNothing) {
    check_bodies({
        {"less-than before a space", "a < b", "'a < b'"},
        {"less-than before a digit", "1 <2", "'1 <2'"},
        {"less-than at the end", "a<", "'a<'"},
        {"end tag open at the end", "a</", "'a</'"},
        {"end tag without a name", "a</>b", "'ab'"},
        {"NUL in data is dropped by the body", "a\0b"sv, "'ab'"},
        {"Chinese text stays as it is", "通知公告", "'通知公告'"},
    });
}

TEST(Tokenizer, ReadsTags) {
    check_bodies({
        {"names are folded", "<DiV></dIv>x", "div 'x'"},
        {"unknown names too", "<X-Y>a</x-Y>b", "x-y('a') 'b'"},
        {"NUL in a name", "<x\0y>"sv, "x\xEF\xBF\xBDy"},
        {"name up to a slash", "<p/class=a>", "p[class=a]"},
        {"self-closing means nothing in HTML", "<div/>x", "div('x')"},
        {"self-closing void", "<br/>x", "br 'x'"},
        {"input ends in a tag name", "a<di", "'a'"},
        {"input ends behind a slash", "a<div/", "'a'"},
        {"attributes of end tags are dropped", "<p>a</p class=x>b", "p('a') 'b'"},
        {"line feed ends a name", "<p\nid=a>", "p[id=a]"},
    });
}

TEST(Tokenizer, ReadsAttributes) {
    check_bodies({
        {"three ways to quote", "<p a=1 b='2' c=\"3\">", "p[a=1][b=2][c=3]"},
        {"spaces around equals", "<p a = 1>", "p[a=1]"},
        {"no value", "<p hidden id=x>", "p[hidden=][id=x]"},
        {"no space between", "<p a='1'b=2>", "p[a=1][b=2]"},
        {"first of a name counts", "<p a=1 A=2>", "p[a=1]"},
        {"equals opens a name", "<p =a=b>", "p[=a=b]"},
        {"value missing at the end", "<p a=>x", "p[a=]('x')"},
        {"quotes inside an unquoted value", "<p a=b'c\"d>", "p[a=b'c\"d]"},
        {"slash inside an unquoted value", "<a href=/x/y/>z", "a[href=/x/y/]('z')"},
        {"greater-than inside quotes", "<p a='>'>x", "p[a=>]('x')"},
        {"NUL in name and value", "<p a\0=b\0c d='\0'>"sv,
         "p[a\xEF\xBF\xBD=b\xEF\xBF\xBD"
         "c][d=\xEF\xBF\xBD]"},
        {"input ends in a name", "x<p a", "'x'"},
        {"input ends in a value", "x<p a=b", "'x'"},
        {"input ends in quotes", "x<p a='b", "'x'"},
        {"input ends behind quotes", "x<p a='b'", "'x'"},
        {"CRLF in a value", "<p a='1\r\n2\r3'>", "p[a=1\n2\n3]"},
    });
}

TEST(Tokenizer, DecodesCharacterReferences) {
    check_bodies({
        {"named", "&lt;&amp;&nbsp;&copy;", "'<&\xC2\xA0\xC2\xA9'"},
        {"two code points", "&NotEqualTilde;", "'\xE2\x89\x82\xCC\xB8'"},
        {"longest name wins", "&notin;&notit;", "'\xE2\x88\x89\xC2\xACit;'"},
        {"without semicolon, old names only", "&copy &hearts", "'\xC2\xA9 &hearts'"},
        {"unknown", "&unbekannt; &", "'&unbekannt; &'"},
        {"decimal", "&#26126;&#23519;", "'明察'"},
        {"hexadecimal", "&#x660e;&#X5BDF", "'明察'"},
        {"no digits", "&#;&#x;", "'&#;&#x;'"},
        {"NUL, surrogate, too large", "&#0;&#xD800;&#x110000;",
         "'\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD'"},
        {"many digits do not overflow", "&#99999999999999999999;", "'\xEF\xBF\xBD'"},
        {"Windows-1252 for C1", "&#x80;&#x95;", "'\xE2\x82\xAC\xE2\x80\xA2'"},
        {"C1 without a character there", "&#x81;", "'\xC2\x81'"},
        {"attribute, decoded", "<p a='&lt;&#65;'>", "p[a=<A]"},
        {"attribute, query strings stay", "<p a='?a=1&copy=2&lt3'>", "p[a=?a=1&copy=2&lt3]"},
        {"attribute, semicolon decides", "<p a='&copy;=2'>", "p[a=\xC2\xA9=2]"},
        {"attribute, at the end of the value", "<p a='&copy'>", "p[a=\xC2\xA9]"},
    });
}

TEST(Tokenizer, ReadsComments) {
    check_bodies({
        {"plain", "a<!-- b -->c", "'a' { b } 'c'"},
        {"empty", "a<!---->", "'a' {}"},
        {"closed at once", "a<!-->b", "'a' {} 'b'"},
        {"closed behind one dash", "a<!--->b", "'a' {} 'b'"},
        {"dashes inside", "a<!-- b--c - -->", "'a' { b--c - }"},
        {"three dashes at the end", "a<!--b--->", "'a' {b-}"},
        {"closed by a bang", "a<!--b--!>c", "'a' {b} 'c'"},
        {"bang that does not close", "a<!--b--!c-->", "'a' {b--!c}"},
        {"nested opening", "a<!--b<!--c-->d", "'a' {b<!--c} 'd'"},
        {"not closed", "a<!--b", "'a' {b}"},
        {"not closed, dashes", "a<!--b--", "'a' {b}"},
        {"not closed, bang", "a<!--b--!", "'a' {b}"},
        {"NUL", "a<!--\0-->"sv, "'a' {\xEF\xBF\xBD}"},
        {"bogus: markup declaration", "a<!b c>d", "'a' {b c} 'd'"},
        {"bogus: processing instruction", "a<?php x?>d", "'a' {?php x?} 'd'"},
        {"bogus: end tag of a digit", "a</1>d", "'a' {1} 'd'"},
        {"bogus: one dash", "a<!-b>c", "'a' {-b} 'c'"},
        {"CDATA outside foreign content", "a<![CDATA[b]]>c", "'a' {[CDATA[b]]} 'c'"},
    });
}

TEST(Tokenizer, ReadsDoctypes) {
    const auto doctype = [](std::string_view text) {
        Parser parser;
        const Document& document = parser.parse(text);
        const Node* const node = document.root->first_child;
        std::string out = shape_of_node(node);
        out = out.substr(0, out.find('['));
        for (std::uint32_t i = 0; i < node->attribute_count; ++i) {
            out.append(" '").append(node->attributes[i].value).append("'");
        }
        constexpr const char* kNames[] = {" no-quirks", " limited", " quirks"};
        return out + kNames[static_cast<int>(document.quirks)];
    };
    EXPECT_EQ(doctype("<!DOCTYPE html>"), "!html no-quirks");
    EXPECT_EQ(doctype("<!doctype\n HTML >"), "!html no-quirks");
    EXPECT_EQ(doctype("<!DOCTYPEhtml>"), "!html no-quirks");
    EXPECT_EQ(doctype("<!DOCTYPE html junk>"), "!html quirks");
    EXPECT_EQ(doctype("<!DOCTYPE>"), "! quirks");
    EXPECT_EQ(doctype("<!DOCTYPE html"), "!html quirks");
    EXPECT_EQ(doctype("<!DOCTYPE html SYSTEM 'about:legacy-compat'>"),
              "!html '' 'about:legacy-compat' no-quirks");
    EXPECT_EQ(doctype("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' "
                      "'http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd'>"),
              "!html '-//W3C//DTD XHTML 1.0 Transitional//EN' "
              "'http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd' limited");
    EXPECT_EQ(doctype("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">"),
              "!html '-//W3C//DTD HTML 4.01 Transitional//EN' '' quirks");
    EXPECT_EQ(doctype("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" "
                      "\"http://www.w3.org/TR/html4/loose.dtd\">"),
              "!html '-//W3C//DTD HTML 4.01 Transitional//EN' "
              "'http://www.w3.org/TR/html4/loose.dtd' limited");
    EXPECT_EQ(doctype("<!DOCTYPE html PUBLIC 'x'y>"), "!html 'x' '' quirks");
    EXPECT_EQ(doctype("<!DOCTYPE html SYSTEM 'x' y>"), "!html '' 'x' no-quirks");
}

TEST(Tokenizer, ReadsRawTextAndRcdata) {
    check_bodies({
        {"rcdata decodes", "<textarea>&lt;b></textarea>c", "textarea('<b>') 'c'"},
        {"rcdata holds other end tags", "<textarea></b></textarea>", "textarea('</b>')"},
        {"rcdata, end tag of any case", "<textarea>a</TEXTarea >b", "textarea('a') 'b'"},
        {"rcdata, longer name does not end it", "<textarea>a</textareas></textarea>",
         "textarea('a</textareas>')"},
        {"rcdata, NUL", "<textarea>\0</textarea>"sv, "textarea('\xEF\xBF\xBD')"},
        {"first line feed goes", "<textarea>\n\na</textarea>", "textarea('\na')"},
        {"rawtext keeps references", "<iframe>&lt;<p></iframe>c", "iframe('&lt;<p>') 'c'"},
        {"rawtext not closed", "<xmp><b>", "xmp('<b>')"},
        {"end tag with attributes", "<xmp>a</xmp b=c>d", "xmp('a') 'd'"},
        {"end tag that does not end", "<xmp>a</xmp", "xmp('a</xmp')"},
        {"plaintext never ends", "<plaintext></plaintext><b>", "plaintext('</plaintext><b>')"},
    });
}

TEST(Tokenizer, ReadsScripts) {
    check_bodies({
        {"plain", "a<script>b<c>'</x>'</script>d", "'a' script('b<c>'</x>'') 'd'"},
        {"escaped", "a<script><!--b--></script>d", "'a' script('<!--b-->') 'd'"},
        {"end tag within escaped", "a<script><!--b</script>d", "'a' script('<!--b') 'd'"},
        {"double escaped", "a<script><!--<script>b</script>c--></script>d",
         "'a' script('<!--<script>b</script>c-->') 'd'"},
        {"double escaped, then ended by dashes", "a<script><!--<script>--></script>d",
         "'a' script('<!--<script>-->') 'd'"},
        {"longer name is no script", "a<script><!--<scripts></script>d",
         "'a' script('<!--<scripts>') 'd'"},
        {"comment closed at once", "a<script><!--><script></script>d",
         "'a' script('<!--><script>') 'd'"},
        {"NUL", "a<script>\0</script>"sv, "'a' script('\xEF\xBF\xBD')"},
        {"not closed", "a<script>b", "'a' script('b')"},
    });
}

TEST(Tokenizer, ReadsCdataInForeignContent) {
    check_bodies({
        {"text", "<svg><![CDATA[a<b>&lt;]]>c</svg>", "svg:svg('a<b>&lt;c')"},
        {"brackets inside", "<svg><![CDATA[a]]b]]]></svg>", "svg:svg('a]]b]')"},
        {"not closed", "<svg><![CDATA[a", "svg:svg('a')"},
        {"in HTML inside foreign content it is a comment", "<svg><desc><p><![CDATA[a]]></svg>",
         "svg:svg(svg:desc(p({[CDATA[a]]})))"},
    });
}

TEST(Tokenizer, MakesLineEndsLineFeeds) {
    EXPECT_EQ(body("a\r\nb\rc\n\r\nd"), "'a\nb\nc\n\nd'");
    const std::string long_line(100, 'x');
    EXPECT_EQ(body(long_line + "\r\n" + long_line + "\r"),
              "'" + long_line + "\n" + long_line + "\n'");
}

}  // namespace
}  // namespace mingcha::html
