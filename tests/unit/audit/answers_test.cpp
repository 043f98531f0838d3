// The answer on the board: found by title and day or by the text, not taken for another's.
#include "audit/answers.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

Date day(const char* text) {
    return *parse_date(text);
}

PrintedDate printed(const char* text) {
    return {day(text)};
}

class Board : public ::testing::Test {
protected:
    Board() {
        facts_.site.site_code = "9999000001";
        facts_.site.url = "http://yz.gov.cn/";
        facts_.site.name = "云泽县人民政府";
        facts_.visited = true;
        PageRecord home;
        home.facts.url = "http://yz.gov.cn/";
        home.facts.kind = PageKind::home;
        home.http_status = 200;
        facts_.pages.push_back(home);
        list_.facts.url = "http://yz.gov.cn/xx/";
        list_.facts.kind = PageKind::message;
        list_.facts.column_name = "领导信箱";
        list_.http_status = 200;
    }

    void letter(const char* title, const char* asked, const char* replied, const char* url) {
        MessageEntry entry;
        entry.title = title;
        entry.asked_at = printed(asked);
        entry.url = url;
        if (replied != nullptr) {
            entry.replied_at = printed(replied);
            entry.reply = ReplyState::answered;
        } else {
            entry.reply = ReplyState::open;
        }
        list_.facts.messages.push_back(entry);
    }

    void page(const char* url, const char* title, const char* asked, const char* replied,
              const char* text) {
        PageRecord made;
        made.facts.url = url;
        made.facts.kind = PageKind::message;
        made.facts.column_name = "领导信箱";
        made.facts.main_text = text;
        made.http_status = 200;
        MessageEntry entry;
        entry.title = title;
        entry.asked_at = printed(asked);
        if (replied != nullptr) {
            entry.replied_at = printed(replied);
            entry.reply = ReplyState::answered;
        }
        made.facts.messages.push_back(entry);
        pages_.push_back(made);
    }

    std::vector<BoardAnswer> find() {
        facts_.pages.push_back(list_);
        facts_.pages.insert(facts_.pages.end(), pages_.begin(), pages_.end());
        const SiteView site(facts_, end_of(day("2021-11-30")));
        return find_answers(site, question_);
    }

    SiteFacts facts_;
    PageRecord list_;
    std::vector<PageRecord> pages_;
    AskedQuestion question_{"咨询社保卡补办", "您好，请问社会保障卡丢了，怎样补办，多久能拿到？",
                            *parse_date("2021-11-04")};
};

TEST_F(Board, ByTitleAndDay) {
    letter("关于路灯不亮的投诉", "2021-11-04", "2021-11-05", "http://yz.gov.cn/xx/1.html");
    letter("咨询社保卡补办", "2021-11-04", "2021-11-08", "http://yz.gov.cn/xx/2.html");
    const auto found = find();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].by_title);
    EXPECT_TRUE(found[0].answered);
    EXPECT_EQ(*found[0].replied, day("2021-11-08"));
    EXPECT_EQ(found[0].url, "http://yz.gov.cn/xx/2.html");
}

TEST_F(Board, TheSameTitleOfAnotherTimeIsAnotherLetter) {
    letter("咨询社保卡补办", "2021-06-01", "2021-06-02", "http://yz.gov.cn/xx/1.html");
    letter("咨询社保卡补办", "2021-11-20", "2021-11-22", "http://yz.gov.cn/xx/3.html");
    EXPECT_TRUE(find().empty());
}

TEST_F(Board, ByTextWhereTheBoardGaveItAnotherTitle) {
    letter("来信选登", "2021-11-05", "2021-11-08", "http://yz.gov.cn/xx/2.html");
    page("http://yz.gov.cn/xx/2.html", "来信选登", "2021-11-05", "2021-11-08",
         "来信内容：您好，请问社会保障卡丢了，怎样补办，多久能拿到？\n"
         "回复内容：可到任一社保卡合作银行网点补办，当场可取。\n回复时间：2021-11-08");
    const auto found = find();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].by_text);
    EXPECT_FALSE(found[0].by_title);
    EXPECT_EQ(found[0].reply, "可到任一社保卡合作银行网点补办，当场可取。");
}

TEST_F(Board, OpenLettersAreFoundAndNotAnswered) {
    letter("咨询社保卡补办", "2021-11-04", nullptr, "http://yz.gov.cn/xx/2.html");
    letter("别的", "2021-11-01", "2021-11-02", "http://yz.gov.cn/xx/4.html");
    const auto found = find();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].answered);
}

TEST_F(Board, TwoLettersOfOneTitleAreBothShown) {
    letter("咨询社保卡补办", "2021-11-04", "2021-11-05", "http://yz.gov.cn/xx/2.html");
    letter("咨询社保卡补办", "2021-11-05", "2021-11-08", "http://yz.gov.cn/xx/5.html");
    EXPECT_EQ(find().size(), 2U);
}

TEST(ReplyWeight, SaysWhatSpeaksForAndAgainst) {
    const AskedQuestion question{"咨询社保卡补办", "社会保障卡丢了，怎样补办？",
                                 *parse_date("2021-11-04")};
    const std::vector<std::string> points{"银行", "网点"};
    EXPECT_TRUE(weigh_reply("可到任一合作银行网点补办。", question, points).looks_effective);
    const ReplyWeight evasive = weigh_reply("您的来信已收悉，请咨询相关部门。", question, points);
    EXPECT_FALSE(evasive.looks_effective);
    EXPECT_EQ(evasive.reasons.size(), 2U);  // evasive, and to no point
    EXPECT_FALSE(weigh_reply("已收到", question, {}).looks_effective);
    EXPECT_FALSE(weigh_reply("", question, {}).looks_effective);
}

}  // namespace
}  // namespace mingcha::audit
