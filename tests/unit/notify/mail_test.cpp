#include "notify/mail.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/text.h"
#include "notify/channel.h"

namespace mingcha::notify {
namespace {

Mail mail() {
    const auto moment = parse_instant("2031-11-12T08:05:09+08:00");
    return {"wzjc@city.example", "明察", "zhang@unit.example", *moment};
}

Message message(const std::string& title) {
    Message out;
    out.id = "abc";
    out.title = title;
    out.lines = {"第一行", ".", "From 行首"};
    return out;
}

// RFC 2047 words put together again.
std::string decoded_subject(const std::string& text) {
    std::string out;
    std::size_t at = text.find("Subject: ");
    const std::size_t end = text.find("Message-ID");
    while ((at = text.find("=?UTF-8?B?", at)) < end) {
        const std::size_t close = text.find("?=", at + 10);
        out += base64_decoded(text.substr(at + 10, close - at - 10)).value_or("!");
        at = close;
    }
    return out;
}

TEST(MailText, HasChineseSubjectsInWordsOfWholeCharacters) {
    const std::string title =
        "【整改催办】云泽市某某局：十二个问题，还有三天，逾期将在下一期通报中点名，请抓紧办理";
    const auto text = mail_text(mail(), message(title));
    ASSERT_TRUE(text);
    EXPECT_EQ(decoded_subject(*text), title);
    for (const std::string_view line : split(*text, '\n')) {
        EXPECT_LE(line.size(), 77U) << line;  // with its CR
        EXPECT_TRUE(line.empty() || line.ends_with('\r')) << line;
    }
    std::size_t at = 0;
    while ((at = text->find("=?UTF-8?B?", at)) != std::string::npos) {
        const std::size_t close = text->find("?=", at + 10);
        EXPECT_TRUE(is_utf8(*base64_decoded(text->substr(at + 10, close - at - 10))));
        EXPECT_LE(close + 2 - at, 75U);
        at = close;
    }
}

TEST(MailText, SaysWhenInTheTimeOfShanghai) {
    const auto text = mail_text(mail(), message("测试"));
    ASSERT_TRUE(text);
    // 2031-11-12 is a Wednesday.
    EXPECT_EQ(text->find("Date: Wed, 12 Nov 2031 08:05:09 +0800\r\n"), 0U) << *text;
    EXPECT_NE(text->find("\r\nContent-Transfer-Encoding: base64\r\n\r\n"), std::string::npos);
}

TEST(MailText, HoldsTheTextWhateverItsLines) {
    const auto text = mail_text(mail(), message("测试"));
    ASSERT_TRUE(text);
    const std::string body = text->substr(text->find("\r\n\r\n") + 4);
    EXPECT_EQ(body.find("\r\n."), std::string::npos) << "no line ends the mail";
    const auto plain = base64_decoded(replace_all(body, "\r\n", ""));
    ASSERT_TRUE(plain);
    EXPECT_NE(plain->find("测试\r\n第一行\r\n.\r\nFrom 行首\r\n"), std::string::npos) << *plain;
}

TEST(MailText, LetsNobodyAddAHeader) {
    const auto text =
        mail_text(mail(), message("plain\r\nBcc: all@unit.example\r\n\r\nhidden body"));
    ASSERT_TRUE(text);
    EXPECT_EQ(text->find("\nBcc:"), std::string::npos) << *text;
    Mail hostile = mail();
    hostile.to = "a@b.example>\r\nBcc: <c@d.example";
    EXPECT_FALSE(mail_text(hostile, message("x")));
    hostile = mail();
    hostile.from_name = "名\r\nBcc: c@d.example";
    const auto named = mail_text(hostile, message("x"));
    ASSERT_TRUE(named);
    EXPECT_EQ(named->find("\nBcc:"), std::string::npos) << *named;
}

TEST(MailText, HasTheSameNumberForTheSameMessageAndPerson) {
    const auto id = [](const std::string& text) {
        const std::size_t at = text.find("Message-ID: ");
        return text.substr(at, text.find("\r\n", at) - at);
    };
    Mail other = mail();
    other.to = "li@unit.example";
    EXPECT_EQ(id(*mail_text(mail(), message("一"))), id(*mail_text(mail(), message("一"))));
    EXPECT_NE(id(*mail_text(mail(), message("一"))), id(*mail_text(other, message("一"))));
}

TEST(MailAddress, IsTakenOnlyWhereItCanStandInAHeader) {
    for (const char* good : {"a@b.example", "zhang.san+web@mail.city.example", "x_1@10.0.0.1"}) {
        EXPECT_TRUE(is_mail_address(good)) << good;
    }
    for (const char* bad : {"", "@b.example", "a@", "a b@c.example", "a@b@c.example",
                            "a@b..example", ".a@b.example", "a@-b.example", "a@b.example\r\nX: y",
                            "张三@city.example", "\"a\"@b.example", "<a@b.example>"}) {
        EXPECT_FALSE(is_mail_address(bad)) << bad;
    }
}

}  // namespace
}  // namespace mingcha::notify
