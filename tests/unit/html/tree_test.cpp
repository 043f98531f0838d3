// Tree construction, HTML standard §13.2.6: every insertion mode, the algorithms that they share,
// and fragments. Expected trees are worked out from the standard.
#include <gtest/gtest.h>

#include "tests/unit/html/shape.h"

namespace mingcha::html {
namespace {

TEST(Tree, ImpliesHtmlHeadAndBody) {
    EXPECT_EQ(page(""), "html(head body)");
    EXPECT_EQ(page("x"), "html(head body('x'))");
    EXPECT_EQ(page("<!--a--><!doctype html> <!--b--><html lang=zh><!--c--><body>"),
              "{a} !html {b} html[lang=zh]({c} head body)");
    EXPECT_EQ(page("</p></html><p>"), "html(head body(p))");
    EXPECT_EQ(page("<br></br>"), "html(head body(br br))");
}

TEST(Tree, ModeBeforeHead) {
    EXPECT_EQ(page("<html> <!--a--><head x=1></head>"), "html({a} head[x=1] body)");
    EXPECT_EQ(page("<html></div><title>t</title>"), "html(head(title('t')) body)");
    EXPECT_EQ(page("<html><html a=1>"), "html[a=1](head body)");
}

TEST(Tree, ModeInHead) {
    EXPECT_EQ(
        page(
            "<meta charset=gbk><link rel=icon><base href=/><title>&lt;</title> <style>p>a</style>"),
        "html(head(meta[charset=gbk] link[rel=icon] base[href=/] title('<') ' ' style('p>a')) "
        "body)");
    EXPECT_EQ(page("<head><head a=1></head></head>"), "html(head body)");
    EXPECT_EQ(page("<head>x"), "html(head body('x'))");
    EXPECT_EQ(page("<head><script>a</script></br>"), "html(head(script('a')) body(br))");
    EXPECT_EQ(page("<head><noframes><p></noframes>"), "html(head(noframes('<p>')) body)");
}

TEST(Tree, ModeInHeadNoscript) {
    EXPECT_EQ(page("<head><noscript><link><!--a--></noscript>"),
              "html(head(noscript(link {a})) body)");
    EXPECT_EQ(page("<head><noscript> <style>x</style><noscript></noscript>"),
              "html(head(noscript(' ' style('x'))) body)");
    EXPECT_EQ(page("<head><noscript><p>x</noscript>y"), "html(head(noscript) body(p('xy')))");
}

TEST(Tree, ModeAfterHead) {
    EXPECT_EQ(page("<head></head> <!--a--><body b=1>"), "html(head ' ' {a} body[b=1])");
    EXPECT_EQ(page("<head></head><title>t</title><meta>x"),
              "html(head(title('t') meta) body('x'))");
    EXPECT_EQ(page("<head></head></p>x"), "html(head body('x'))");
    EXPECT_EQ(page("<head></head><template>x</template>"),
              "html(head(template(content('x'))) body)");
}

TEST(Tree, ModeInBodyClosesParagraphs) {
    EXPECT_EQ(body("<p>a<p>b<div>c</p>d"), "p('a') p('b') div('c' p 'd')");
    EXPECT_EQ(body("<p><span>a<h1>b</h2>c"), "p(span('a')) h1('b') 'c'");
    EXPECT_EQ(body("<h1>a<h2>b"), "h1('a') h2('b')");
    EXPECT_EQ(body("<p><button><p>a"), "p(button(p('a')))");
    EXPECT_EQ(body("<p>a<hr>b"), "p('a') hr 'b'");
    EXPECT_EQ(body("<!doctype html><p>a<table></table>"), "p('a') table");
    EXPECT_EQ(body("<!doctype html><p>a<pre>\n\nb"), "p('a') pre('\nb')");
}

TEST(Tree, TablesStayInParagraphsInQuirksMode) {
    EXPECT_EQ(body("<p>a<table></table>b"), "p('a' table 'b')");
}

TEST(Tree, ModeInBodyListsAndDefinitions) {
    EXPECT_EQ(body("<ul><li>a<li>b<ul><li>c</ul>d</ul>e"),
              "ul(li('a') li('b' ul(li('c')) 'd')) 'e'");
    EXPECT_EQ(body("<li>a<div><li>b"), "li('a' div) li('b')");
    EXPECT_EQ(body("<li>a<table><td><li>b"), "li('a' table(tbody(tr(td(li('b'))))))");
    EXPECT_EQ(body("<dl><dt>a<dd>b<dt>c</dd>d"), "dl(dt('a') dd('b') dt('cd'))");
}

TEST(Tree, ModeInBodyFormsAndButtons) {
    EXPECT_EQ(body("<form a=1><form b=2><input>"), "form[a=1](input)");
    EXPECT_EQ(body("<form><div></form>x"), "form(div('x'))");
    EXPECT_EQ(body("<button>a<button>b"), "button('a') button('b')");
    EXPECT_EQ(body("<image src=x>"), "img[src=x]");
    EXPECT_EQ(body("a<body c=1><html d=2>"), "'a'");
    EXPECT_EQ(page("a<body c=1><html d=2>"), "html[d=2](head body[c=1]('a'))");
    EXPECT_EQ(body("<ruby>a<rb>b<rt>c<rtc>d<rp>e"), "ruby('a' rb('b') rt('c') rtc('d' rp('e')))");
    EXPECT_EQ(body("</div></li></x>a<td>b<caption>c"), "'abc'");
}

TEST(Tree, ReconstructsFormatting) {
    EXPECT_EQ(body("<p><b>1<p>2"), "p(b('1')) p(b('2'))");
    EXPECT_EQ(body("<p><b><i>1</p>2</i>3"), "p(b(i('1'))) b(i('2') '3')");
    EXPECT_EQ(body("<b>1<object>2</b>3</object>4"), "b('1' object('23') '4')");
}

TEST(Tree, AdoptsWhatWasMisnested) {
    EXPECT_EQ(body("<b>1<p>2</b>3"), "b('1') p(b('2') '3')");
    EXPECT_EQ(body("<p>1<b>2<i>3</b>4</i>5"), "p('1' b('2' i('3')) i('4') '5')");
    EXPECT_EQ(body("<a href=1>1<a href=2>2"), "a[href=1]('1') a[href=2]('2')");
    EXPECT_EQ(body("<a>1<div>2<a>3"), "a('1') div(a('2') a('3'))");
    EXPECT_EQ(body("<nobr>1<nobr>2"), "nobr('1') nobr('2')");
    EXPECT_EQ(body("<font><div></font>x"), "font div(font 'x')");
}

TEST(Tree, RemembersNoMoreThanThreeEqualFormattingElements) {
    EXPECT_EQ(body("<p><b><b><b><b>1<p>2"), "p(b(b(b(b('1'))))) p(b(b(b('2'))))");
    EXPECT_EQ(body("<p><b x=1><b><b><b>1<p>2"), "p(b[x=1](b(b(b('1'))))) p(b[x=1](b(b(b('2')))))");
    EXPECT_EQ(body("<p><b x=1 y=2><b y=2 x=1><b x=1 y=2><b y=2 x=1>1<p>2"),
              "p(b[x=1][y=2](b[y=2][x=1](b[x=1][y=2](b[y=2][x=1]('1'))))) "
              "p(b[y=2][x=1](b[x=1][y=2](b[y=2][x=1]('2'))))");
}

TEST(Tree, ModeInTable) {
    EXPECT_EQ(body("<table><tr><td>1<td>2<tr><th>3</table>4"),
              "table(tbody(tr(td('1') td('2')) tr(th('3')))) '4'");
    EXPECT_EQ(body("<table> <tr> <td> </table>"), "table(' ' tbody(tr(' ' td(' '))))");
    EXPECT_EQ(body("<table><table>"), "table table");
    EXPECT_EQ(body("<table><td><table><td>1</table>2</table>"),
              "table(tbody(tr(td(table(tbody(tr(td('1')))) '2'))))");
    EXPECT_EQ(body("<table><input type=Hidden><input type=text>"),
              "input[type=text] table(input[type=Hidden])");
    EXPECT_EQ(body("<table><form><input></form><td>"), "input table(form tbody(tr(td)))");
    EXPECT_EQ(body("<table><style>a</style><script>b</script><!--c-->"),
              "table(style('a') script('b') {c})");
    EXPECT_EQ(body("<table></body></caption>"), "table");
}

TEST(Tree, FostersWhatTablesCannotHold) {
    EXPECT_EQ(body("<table>a<tr>b<td>c"), "'ab' table(tbody(tr(td('c'))))");
    EXPECT_EQ(body("<table><div>a</div><tr><td>b"), "div('a') table(tbody(tr(td('b'))))");
    EXPECT_EQ(body("<table><b>a<tr>c<td>d"), "b('a') b('c') table(tbody(tr(td('d'))))");
    EXPECT_EQ(body("<table> a "), "' a ' table");
    EXPECT_EQ(fragment("<tr>a<td>b", "tbody"), "tr(td('b')) 'a'");
}

TEST(Tree, ModeInCaptionAndColumnGroup) {
    EXPECT_EQ(body("<table><caption>a<p>b<tr><td>c"),
              "table(caption('a' p('b')) tbody(tr(td('c'))))");
    EXPECT_EQ(body("<table><caption>a</table>b"), "table(caption('a')) 'b'");
    EXPECT_EQ(body("<table><caption><b>a</caption><td>c"),
              "table(caption(b('a')) tbody(tr(td('c'))))");
    EXPECT_EQ(body("<table><col><colgroup span=2> <col></colgroup><tr>"),
              "table(colgroup(col) colgroup[span=2](' ' col) tbody(tr))");
    EXPECT_EQ(body("<table><template><col>x y<col></template>"),
              "table(template(content(col ' ' col)))");
    EXPECT_EQ(body("<table><colgroup>x<td>"), "'x' table(colgroup tbody(tr(td)))");
}

TEST(Tree, ModeInTableBodyRowAndCell) {
    EXPECT_EQ(body("<table><thead><tr><th>1<tbody><tr><td>2<tfoot><td>3"),
              "table(thead(tr(th('1'))) tbody(tr(td('2'))) tfoot(tr(td('3'))))");
    EXPECT_EQ(body("<table><tr><td>1</tr>2"), "'2' table(tbody(tr(td('1'))))");
    EXPECT_EQ(body("<table><tbody></thead><tr></td><td>1</tbody><tr>"),
              "table(tbody(tr(td('1'))) tbody(tr))");
    EXPECT_EQ(body("<table><td><p>1</td>2<td><b>3</th>4"),
              "'2' table(tbody(tr(td(p('1')) td(b('34')))))");
    EXPECT_EQ(body("<table><td>1<caption>2"), "table(tbody(tr(td('1'))) caption('2'))");
}

TEST(Tree, Selects) {
    EXPECT_EQ(body("<select><option>1<option>2<optgroup><option>3<optgroup></select>4"),
              "select(option('1') option('2') optgroup(option('3')) optgroup) '4'");
    EXPECT_EQ(body("<select>1<select>2"), "select('1') '2'");
    EXPECT_EQ(body("<select><option>1<input>2"), "select(option('1')) input '2'");
    EXPECT_EQ(body("<select><option>1<hr>2</select>"), "select(option('1') hr '2')");
    EXPECT_EQ(body("<option>1<option>2"), "option('1') option('2')");
    EXPECT_EQ(fragment("<option>1<input>2", "select"), "option('12')");
}

TEST(Tree, SelectedcontentShowsTheSelectedOption) {
    EXPECT_EQ(body("<select><button><selectedcontent></button><option>1<option "
                   "selected><b>2</b></select>"),
              "select(button(selectedcontent(b('2'))) option('1') option[selected=](b('2')))");
    EXPECT_EQ(body("<select multiple><selectedcontent></selectedcontent><option>1</select>"),
              "select[multiple=](selectedcontent option('1'))");
    // One inside the option that it would show stays as it is.
    EXPECT_EQ(body("<select><option>1<selectedcontent>2</select>"),
              "select(option('1' selectedcontent('2')))");
}

TEST(Tree, ModeInTemplate) {
    EXPECT_EQ(body("<div><template><tr><td>1</td></tr>2</template>3"),
              "div(template(content(tr(td('1')) '2')) '3')");
    EXPECT_EQ(body("<div><template><col><p></template>"), "div(template(content(col)))");
    EXPECT_EQ(body("<div><template><tbody><tr><caption>1"),
              "div(template(content(tbody(tr) caption('1'))))");
    EXPECT_EQ(body("<div><template><p>1<template>2"),
              "div(template(content(p('1' template(content('2'))))))");
    EXPECT_EQ(body("<table><template><td>1</template><tr>"),
              "table(template(content(td('1'))) tbody(tr))");
}

TEST(Tree, ModeAfterBody) {
    EXPECT_EQ(page("<body>1</body> <!--a-->2"), "html(head body('1 2') {a})");
    EXPECT_EQ(page("<body>1</body></html><!--a--> 2<!--b-->"), "html(head body('1 2' {b})) {a}");
    EXPECT_EQ(page("<p>1</body></body></html></html><p>2"), "html(head body(p('1') p('2')))");
}

TEST(Tree, ModeInFrameset) {
    EXPECT_EQ(page("<frameset a=1>x <frame "
                   "src=y><frameset></frameset><noframes><p></noframes><p></frameset>"),
              "html(head frameset[a=1](' ' frame[src=y] frameset noframes('<p>')))");
    EXPECT_EQ(page("<frameset></frameset> <!--a--><p></html> <!--b--><noframes>c</noframes>"),
              "html(head frameset ' ' {a} ' ' noframes('c')) {b}");
    EXPECT_EQ(page("<div></div> <frameset>"), "html(head frameset)");
    EXPECT_EQ(page("<div>x</div><frameset>"), "html(head body(div('x')))");
}

TEST(Tree, ForeignContent) {
    EXPECT_EQ(
        body("<svg viewbox=1 "
             "xlink:href=a><foreignobject><p>b</p></foreignobject><lineargradient/>c</svg>d"),
        "svg:svg[viewBox=1][xlink:href=a](svg:foreignObject(p('b')) svg:linearGradient 'c') 'd'");
    EXPECT_EQ(body("<math definitionurl=a><mi>b<b>c</b></mi><mo><mglyph/></mo></math>"),
              "math:math[definitionURL=a](math:mi('b' b('c')) math:mo(math:mglyph))");
    EXPECT_EQ(body("<svg><g><p>a"), "svg:svg(svg:g) p('a')");
    EXPECT_EQ(body("<svg><font>a<font color=b>c"), "svg:svg(svg:font('a')) font[color=b]('c')");
    EXPECT_EQ(body("<math><annotation-xml "
                   "encoding=Text/HTML><div>a</div></annotation-xml><annotation-xml><div>b"),
              "math:math(math:annotation-xml[encoding=Text/HTML](div('a')) math:annotation-xml) "
              "div('b')");
    EXPECT_EQ(body("<svg><title><div>a</div></title><desc></svg>b"),
              "svg:svg(svg:title(div('a')) svg:desc) 'b'");
    EXPECT_EQ(body("<svg></p>a"), "svg:svg p 'a'");
    EXPECT_EQ(body("<svg><G></g>a"), "svg:svg(svg:g 'a')");
    EXPECT_EQ(body(std::string_view("<svg>a\0b", 8)),
              "svg:svg('a\xEF\xBF\xBD"
              "b')");
}

TEST(Tree, FragmentsInTheirContexts) {
    EXPECT_EQ(fragment("<p>1<td>2", "div"), "p('12')");
    EXPECT_EQ(fragment("1<tr><td>2", "table"), "'1' tbody(tr(td('2')))");
    EXPECT_EQ(fragment("<td>1<tr>2", "tr"), "td('1') '2'");
    EXPECT_EQ(fragment("</td>1<td>2", "td"), "'12'");
    EXPECT_EQ(fragment("<col>x", "colgroup"), "col");
    EXPECT_EQ(fragment("<b>&lt;", "title"), "'<b><'");
    EXPECT_EQ(fragment("<b>&lt;", "style"), "'<b>&lt;'");
    EXPECT_EQ(fragment("<b>&lt;", "plaintext"), "'<b>&lt;'");
    EXPECT_EQ(fragment("<title>a</title><p>b", "html"), "head(title('a')) body(p('b'))");
    EXPECT_EQ(fragment("<frame>", "frameset"), "frame");
    EXPECT_EQ(fragment("<lineargradient>", "svg g"), "svg:linearGradient");
    EXPECT_EQ(fragment("<p>x", "svg desc"), "p('x')");
    EXPECT_EQ(fragment("<td>x", "template"), "td('x')");
}

}  // namespace
}  // namespace mingcha::html
