#include "wording/sentence.h"

#include <gtest/gtest.h>

namespace mingcha::wording {
namespace {

std::string sentence(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    const Span span = sentence_around(text, at, at + word.size());
    return std::string(text.substr(span.begin, span.end - span.begin));
}

std::string excerpt(std::string_view text, std::string_view word, std::size_t chars) {
    const std::size_t at = text.find(word);
    return excerpt_around(text, at, at + word.size(), chars);
}

TEST(Sentence, EndsAtItsPointOrAtTheBlock) {
    EXPECT_EQ(sentence("前一句。这句有错字吗？后一句。", "错"), "这句有错字吗？");
    EXPECT_EQ(sentence("标题\n正文有错\n落款", "错"), "正文有错");
    EXPECT_EQ(sentence("有错", "有错"), "有错");
    EXPECT_EQ(sentence("一、有错；二、没有。", "错"), "一、有错；");
}

TEST(Sentence, IsBoundedAndCutsNoCharacter) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "长";
    text += "错";
    for (int i = 0; i < 5000; ++i) text += "长";
    const std::string found = sentence(text, "错");
    EXPECT_LE(found.size(), 2 * kMaxSentenceBytes + 6);
    EXPECT_GE(found.size(), 2 * kMaxSentenceBytes - 6);
    EXPECT_EQ(found.substr(0, 3), "长");
}

TEST(Excerpt, KeepsThePlaceInSight) {
    EXPECT_EQ(excerpt("这句有错字。", "错字", 20), "这句有错字。");
    EXPECT_EQ(excerpt("一二三四五六七八九十", "六", 5), "…四五六七八…");
    EXPECT_EQ(excerpt("一二三四五六七八九十", "一", 5), "一二三四五…");
    EXPECT_EQ(excerpt("一二三四五六七八九十", "十", 5), "…六七八九十");
    EXPECT_EQ(excerpt("一二三四五六七八九十", "二三四五六七", 3), "…二三四五六七…");
}

bool spoken(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    return is_spoken_about(text, at, at + word.size());
}

TEST(SpokenAbout, NeedsMarksAndAWordThatSaysSo) {
    EXPECT_TRUE(spoken("“按装”应为“安装”。", "按装"));
    EXPECT_TRUE(spoken("不得使用“某某国”的提法", "某某国"));
    EXPECT_FALSE(spoken("请“按装”好。", "按装"));
    EXPECT_FALSE(spoken("请按装，应为下周。", "按装"));
    EXPECT_FALSE(spoken("请“按装”好。下句更正", "按装"));
}

TEST(TitleMarks, HoldUntilTheyAreClosed) {
    const std::string_view text = "见《关于按装的通知》和按装一事";
    EXPECT_TRUE(is_in_title_marks(text, text.find("按装")));
    EXPECT_FALSE(is_in_title_marks(text, text.rfind("按装")));
    EXPECT_FALSE(is_in_title_marks("《断开\n按装", std::string_view("《断开\n").size()));
}

}  // namespace
}  // namespace mingcha::wording
