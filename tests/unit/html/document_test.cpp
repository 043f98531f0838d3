// What extractors lean on: offsets, look-ups, text, limits, and memory that is used again.
#include "html/document.h"

#include <gtest/gtest.h>

#include "html/limits.h"
#include "html/parser.h"
#include "html/serialize.h"
#include "tests/testing/testdata.h"
#include "tests/unit/html/shape.h"

namespace mingcha::html {
namespace {

const Node* find(const Document& document, TagId tag) {
    for (const Node* node : descendants(document.root)) {
        if (node->is(tag)) return node;
    }
    return nullptr;
}

std::string_view source_of(const Document& document, const Node* node) {
    return document.source.substr(node->begin, node->end - node->begin);
}

TEST(Document, OffsetsNameTheSource) {
    const std::string text =
        "<!doctype html>\n<div id=x><p>通知 &amp; 公告</p><br><ul><li>a<li>b</ul></div>";
    Parser parser;
    const Document& page = parser.parse(text);
    EXPECT_EQ(source_of(page, find(page, TagId::p)), "<p>通知 &amp; 公告</p>");
    EXPECT_EQ(source_of(page, find(page, TagId::p)->first_child), "通知 &amp; 公告");
    EXPECT_EQ(find(page, TagId::p)->first_child->data, "通知 & 公告");
    EXPECT_EQ(source_of(page, find(page, TagId::br)), "<br>");
    EXPECT_EQ(source_of(page, find(page, TagId::ul)), "<ul><li>a<li>b</ul>");
    EXPECT_EQ(source_of(page, find(page, TagId::div)), text.substr(16));
    EXPECT_EQ(source_of(page, find(page, TagId::li)), "<li>a");
}

TEST(Document, ElementsWithoutEndTagsEndWhereTheyWereClosed) {
    Parser parser;
    const Document& page = parser.parse("<body><p>1<p>2<table><td>3</table><b>4");
    EXPECT_EQ(source_of(page, find(page, TagId::p)), "<p>1");
    EXPECT_EQ(source_of(page, find(page, TagId::td)), "<td>3");
    EXPECT_EQ(source_of(page, find(page, TagId::tbody)), "<td>3");
    EXPECT_EQ(source_of(page, find(page, TagId::b)), "<b>4");
    EXPECT_EQ(source_of(page, page.body), page.source);
    const Document& closed = parser.parse("<body>1</body>");
    EXPECT_EQ(source_of(closed, closed.body), "<body>1</body>");
}

TEST(Document, TextWithoutReferencesIsAViewOfTheSource) {
    const std::string text = "<p title=abc>通知公告</p>";
    Parser parser;
    const Document& page = parser.parse(text);
    const Node* p = find(page, TagId::p);
    EXPECT_EQ(p->first_child->data.data(), text.data() + text.find("通知"));
    EXPECT_EQ(p->attribute(AttrId::title).data(), text.data() + text.find("abc"));
}

TEST(Document, FindsAttributesByIdAndName) {
    Parser parser;
    const Node* p = find(parser.parse("<p CLASS='a b\tc' Data-Id=7 hidden>"), TagId::p);
    EXPECT_EQ(p->attribute(AttrId::class_), "a b\tc");
    EXPECT_TRUE(p->has_class("a") && p->has_class("b") && p->has_class("c"));
    EXPECT_FALSE(p->has_class("a b") || p->has_class(""));
    ASSERT_NE(p->find("data-id"), nullptr);
    EXPECT_EQ(p->find("data-id")->value, "7");
    EXPECT_NE(p->find(AttrId::hidden), nullptr);
    EXPECT_EQ(p->find(AttrId::href), nullptr);
    EXPECT_EQ(p->attribute(AttrId::href), "");
}

TEST(Document, TextWithAndWithoutHiddenParts) {
    Parser parser;
    const Document& page = parser.parse(
        "<p>a<b style='Display : None;'>b</b><i hidden>c</i><u "
        "style='color:red;visibility:hidden'>d</u>"
        "<script>e</script><!--f--><template>g</template><s style='display:block'>h</s></p>");
    std::string all, shown;
    append_text(page.body, false, all);
    append_text(page.body, true, shown);
    EXPECT_EQ(all, "abcdh");
    EXPECT_EQ(shown, "ah");
}

TEST(Document, WalksInDocumentOrderAndPastSubtrees) {
    Parser parser;
    const Document& page = parser.parse("<div><p>1<b>2</b></p>3</div><p>4");
    std::string order;
    for (const Node* node : descendants(page.body)) {
        order += node->is_element() ? node->data : node->data;
    }
    EXPECT_EQ(order, "divp1b23p4");
    const Node* div = page.body->first_child;
    EXPECT_EQ(next_skipping(div, page.body)->data, "p");
    EXPECT_EQ(next_in_order(div->last_child, div), nullptr);
}

TEST(Document, OnePageLeavesNothingBehindForTheNext) {
    Parser parser;
    Parser fresh;
    const std::string second = "<p>x<table><td>y</table>";
    const std::string expected = dump(fresh.parse(second));
    for (const char* first :
         {"<b><i><a href=x>", "<table><tr>x", "<frameset>", "<form><select><option>",
          "<template><td>", "<svg><desc>", "<textarea>", "<pre>", "<plaintext>", "<script><!--",
          "<object><b>"}) {
        parser.parse(first);
        EXPECT_EQ(dump(parser.parse(second)), expected) << first;
        parser.parse_fragment(first, "svg g");
        EXPECT_EQ(dump(parser.parse(second)), expected) << first;
    }
}

TEST(Document, TakesNoBlockFromTheHeapOnceWarm) {
    Parser parser;
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "<p class=x>a&amp;b\r\n<table><td>" + std::to_string(i) + "</table>";
    parser.parse(text);
    const std::size_t warm = parser.block_allocations();
    EXPECT_GT(warm, 0U);
    for (int i = 0; i < 10; ++i) parser.parse(text);
    EXPECT_EQ(parser.block_allocations(), warm);
}

TEST(Limits, DepthIsBoundedAndSaid) {
    std::string text;
    for (std::size_t i = 0; i < 3 * kMaxOpenElements; ++i) text += "<div>";
    text += "<p>deep";
    Parser parser;
    const Document& page = parser.parse(text);
    EXPECT_NE(page.limits_hit & kDepthLimit, 0U);
    std::string shown;
    append_text(page.root, true, shown);
    EXPECT_EQ(shown, "deep");
    for (const Node* node : descendants(page.root)) {
        if (!node->is_text()) continue;
        std::size_t depth = 0;
        for (const Node* up = node; up != nullptr; up = up->parent) ++depth;
        EXPECT_LE(depth, kMaxOpenElements + 4);
    }
    EXPECT_EQ(parser.parse("<div><p>x").limits_hit, 0U);
}

TEST(Limits, AttributesAreBoundedAndSaid) {
    std::string text = "<p ";
    for (std::size_t i = 0; i < kMaxAttributes; ++i) text += "a" + std::to_string(i) + "=1 ";
    Parser parser;
    const std::string at_limit = text + ">";
    const Document& full = parser.parse(at_limit);
    EXPECT_EQ(full.limits_hit, 0U);
    EXPECT_EQ(find(full, TagId::p)->attribute_count, kMaxAttributes);
    const std::string beyond = text + "one more>";
    const Document& over = parser.parse(beyond);
    EXPECT_NE(over.limits_hit & kAttributesLimit, 0U);
    EXPECT_EQ(find(over, TagId::p)->attribute_count, kMaxAttributes);
    EXPECT_EQ(find(over, TagId::p)->find("more"), nullptr);
}

TEST(Limits, NodesAreBoundedAndSaid) {
    std::string text;
    text.reserve(4 * kMaxNodes + 64);
    for (std::size_t i = 0; i < kMaxNodes; ++i) text += "<br>";
    Parser parser;
    text += "<p>end";
    const Document& page = parser.parse(text);
    EXPECT_NE(page.limits_hit & kNodesLimit, 0U);
    EXPECT_LE(page.node_count, kMaxNodes + 2);
    EXPECT_EQ(find(page, TagId::p), nullptr);
}

TEST(Limits, FormattingElementsAreBoundedAndSaid) {
    std::string text;
    for (std::size_t i = 0; i < 2 * kMaxFormattingElements; ++i)
        text += "<font size=" + std::to_string(i) + ">";
    Parser parser;
    EXPECT_NE(parser.parse(text).limits_hit & kFormattingLimit, 0U);
}

}  // namespace
}  // namespace mingcha::html
