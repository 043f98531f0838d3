// Topic words: the longest counts, allowed phrases take it back, and a text against it is none.
#include "audit/topics.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

const std::vector<TopicWord> kWords{
    {"百家乐", "赌博", TopicWhere::any, 100, ""},
    {"彩票网", "赌博", TopicWhere::anchor, 60, ""},
    {"娱乐城", "赌博", TopicWhere::anchor, 60, ""},
    {"体育彩票", "合法", TopicWhere::any, 0, ""},
    {"打击", "反对", TopicWhere::any, 0, ""},
    {"无码", "色情", TopicWhere::any, 100, ""},
    {"无码头", "合法", TopicWhere::any, 0, ""},
    {"w88", "赌博", TopicWhere::any, 100, ""},
    {"bocai", "赌博", TopicWhere::host, 100, ""},
    {"hacked by", "篡改", TopicWhere::title, 100, ""},
    {"gov.cn", "合法", TopicWhere::host, 0, ""},
};

class TopicWords : public ::testing::Test {
protected:
    Topics topics_{kWords};
};

TEST_F(TopicWords, AddUpWithinATopic) {
    EXPECT_EQ(topics_.of_text("某某百家乐", TopicWhere::title).topic, "赌博");
    const TopicHit both = topics_.of_text("彩票网娱乐城", TopicWhere::anchor);
    EXPECT_EQ(both.weight, 120);
    EXPECT_EQ(both.words.size(), 2U);
    // The same word twice is one.
    EXPECT_EQ(topics_.of_text("娱乐城 娱乐城", TopicWhere::anchor).weight, 60);
    EXPECT_TRUE(topics_.of_text("新闻", TopicWhere::title).topic.empty());
    EXPECT_TRUE(topics_.of_text("", TopicWhere::title).topic.empty());
}

TEST_F(TopicWords, CountOnlyWhereTheyAreSaidTo) {
    EXPECT_TRUE(topics_.of_text("娱乐城", TopicWhere::title).topic.empty());
    EXPECT_TRUE(topics_.of_text("bocai", TopicWhere::anchor).topic.empty());
    EXPECT_EQ(topics_.of_host("www.bocai8.example").topic, "赌博");
    EXPECT_EQ(topics_.of_text("HACKED  BY x", TopicWhere::title).topic, "篡改");
}

TEST_F(TopicWords, LongerPhrasesTakeTheirLetters) {
    EXPECT_TRUE(topics_.of_text("江边无码头", TopicWhere::title).topic.empty());
    EXPECT_EQ(topics_.of_text("无码头与无码", TopicWhere::title).topic, "色情");
    EXPECT_TRUE(topics_.of_text("中国体育彩票", TopicWhere::anchor).topic.empty());
}

TEST_F(TopicWords, ATextAgainstIsAboutNothing) {
    EXPECT_TRUE(topics_.of_text("严厉打击百家乐", TopicWhere::title).topic.empty());
    EXPECT_TRUE(topics_.of_link("打击百家乐", "http://bocai.example/").topic.empty());
}

TEST_F(TopicWords, LatinWordsStandAlone) {
    EXPECT_EQ(topics_.of_text("W88 体育", TopicWhere::title).topic, "赌博");
    EXPECT_TRUE(topics_.of_text("newsw880", TopicWhere::title).topic.empty());
    EXPECT_TRUE(topics_.of_host("hw881.example").topic.empty());
    EXPECT_EQ(topics_.of_host("www.w88.example").topic, "赌博");
}

TEST_F(TopicWords, AllowedHostsHoldThoseBelow) {
    EXPECT_TRUE(topics_.is_allowed_host("gov.cn"));
    EXPECT_TRUE(topics_.is_allowed_host("www.a.gov.cn"));
    EXPECT_FALSE(topics_.is_allowed_host("gov.cn.bocai.example"));
    EXPECT_FALSE(topics_.is_allowed_host("agov.cn"));
    EXPECT_FALSE(topics_.is_allowed_host(""));
    EXPECT_TRUE(topics_.of_host("bocai.gov.cn").topic.empty());
}

TEST_F(TopicWords, LongAndBrokenTextsAreBounded) {
    std::string text(kMaxTopicText - 1, 'x');
    EXPECT_TRUE(topics_.of_text(text + "百家乐", TopicWhere::title).topic.empty());
    EXPECT_TRUE(topics_.of_text("\xE7\x99", TopicWhere::title).topic.empty());
    EXPECT_TRUE(topics_.of_text("\xFF\xFE\xE7", TopicWhere::title).topic.empty());
}

}  // namespace
}  // namespace mingcha::audit
