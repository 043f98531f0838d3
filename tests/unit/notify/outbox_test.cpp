#include "notify/outbox.h"

#include <gtest/gtest.h>

#include "notify/channel.h"
#include "notify/settings.h"
#include "notify/texts.h"

namespace mingcha::notify {
namespace {

Notice waiting() {
    Notice notice;
    notice.message.id = "m";
    notice.channel = "c";
    notice.next_at = {1000};
    return notice;
}

TEST(Outbox, PutsOffFurtherAndFurtherAndThenGivesUp) {
    Notice notice = waiting();
    Instant now{1000};
    std::int64_t before = 0;
    for (std::int32_t tries = 1; tries < kMaxTries; ++tries) {
        ASSERT_TRUE(is_due(notice, now));
        notice = begin_try(notice, now);
        EXPECT_FALSE(is_due(notice, now)) << "nobody else sends it meanwhile";
        notice = end_try(notice, {Outcome::later, "HTTP 503"}, now);
        ASSERT_EQ(notice.state, NoticeState::waiting);
        EXPECT_EQ(notice.reason, "HTTP 503");
        const std::int64_t wait = notice.next_at.seconds - now.seconds;
        EXPECT_GT(wait, before);
        EXPECT_FALSE(is_due(notice, {notice.next_at.seconds - 1}));
        before = wait;
        now = notice.next_at;
    }
    notice = end_try(begin_try(notice, now), {Outcome::later, "HTTP 503"}, now);
    EXPECT_EQ(notice.state, NoticeState::given_up);
    EXPECT_EQ(notice.tries, kMaxTries);
    EXPECT_TRUE(is_over(notice));
    EXPECT_LT(now.seconds - 1000, 48 * 3600) << "two days late it is of no use";
}

TEST(Outbox, GivesUpAtOnceWhatNoTryMends) {
    const Notice notice = end_try(begin_try(waiting(), {1000}), {Outcome::never, "535"}, {1001});
    EXPECT_EQ(notice.state, NoticeState::given_up);
    EXPECT_EQ(notice.done_at, Instant{1001});
    const Notice again = wake(notice, {2000});
    EXPECT_TRUE(is_due(again, {2000}));
    EXPECT_EQ(again.tries, 0);
}

TEST(Outbox, SendsNothingTwiceBecauseAProgramEnded) {
    const Notice left = begin_try(waiting(), {1000});
    EXPECT_FALSE(is_left_behind(left, {1000 + kSendingSeconds - 1})) << "it may still be at it";
    ASSERT_TRUE(is_left_behind(left, {1000 + kSendingSeconds}));
    for (const ChannelKind kind : {ChannelKind::smtp, ChannelKind::wecom, ChannelKind::dingtalk}) {
        const Notice after = pick_up(left, kind, {5000});
        EXPECT_EQ(after.state, NoticeState::unclear);
        EXPECT_FALSE(after.reason.empty());
    }
    // A webhook tells repeated messages apart by their key.
    EXPECT_TRUE(is_due(pick_up(left, ChannelKind::webhook, {5000}), {5000}));
}

TEST(Settings, NameTheReminderThatIsDue) {
    NoticeSettings settings;
    settings.remind_days = {1, 7, 3, 3};
    settings = *checked(settings);
    EXPECT_EQ(settings.remind_days, (std::vector<std::int32_t>{7, 3, 1}));
    EXPECT_EQ(reminder_of(settings, 8), std::nullopt);
    EXPECT_EQ(reminder_of(settings, 7), 7);
    EXPECT_EQ(reminder_of(settings, 5), 7) << "the program did not run on the day itself";
    EXPECT_EQ(reminder_of(settings, 3), 3);
    EXPECT_EQ(reminder_of(settings, 1), 1);
    EXPECT_EQ(reminder_of(settings, 0), 0);
    EXPECT_EQ(reminder_of(settings, -1), -1);
    EXPECT_EQ(reminder_of(settings, -9), -1) << "one for what is over";
}

TEST(Settings, RefuseWhatIsNone) {
    NoticeSettings settings;
    settings.origin = "http://10.1.2.3:8080/";
    EXPECT_EQ(checked(settings)->origin, "http://10.1.2.3:8080");
    settings.origin = "javascript:alert(1)";
    EXPECT_FALSE(checked(settings));
    settings = {};
    settings.remind_days = {0};
    EXPECT_FALSE(checked(settings));
    settings = {};
    settings.hour = 24;
    EXPECT_FALSE(checked(settings));
}

TEST(Settings, BeginTheDayAtTheirHour) {
    NoticeSettings settings;
    settings.hour = 8;
    EXPECT_FALSE(is_late_enough(settings, *parse_instant("2031-11-12T07:59:59+08:00")));
    EXPECT_TRUE(is_late_enough(settings, *parse_instant("2031-11-12T08:00:00+08:00")));
}

TEST(Texts, CountTheirItemsAndSayTheDaysLeft) {
    const Date today = *parse_date("2031-11-12");
    const Notice notice = digest(
        "某局", {{"某局网站", "栏目", "通知公告", today + 3}, {"某局网站", "首页", "", today}},
        today);
    EXPECT_EQ(notice.items, 2);
    ASSERT_EQ(notice.message.lines.size(), 4U);
    EXPECT_NE(notice.message.lines[1].find("今天是最后一天"), std::string::npos) << "soonest first";
    EXPECT_NE(notice.message.lines[2].find("“通知公告”：最迟 11月15日，还有 3 天"),
              std::string::npos);
    EXPECT_EQ(digest("某局", {}, today).message.id, notice.message.id) << "one a day and unit";
    EXPECT_NE(digest("某局", {}, today + 1).message.id, notice.message.id);
    EXPECT_NE(digest("另局", {}, today).message.id, notice.message.id);
}

TEST(Channels, KeepWhatIsSecretApart) {
    const SplitAddress split = split_address(
        ChannelKind::wecom, " https://qyapi.example/cgi-bin/webhook/send?key=693a91f6 ");
    EXPECT_EQ(split.address, "https://qyapi.example/cgi-bin/webhook/send");
    EXPECT_EQ(split.query, "key=693a91f6");
    const auto back = parse_secret(to_text({"key=1", "密\"码"}));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->key, "密\"码");
    EXPECT_FALSE(parse_secret("{}"));
}

TEST(Channels, AreCheckedByTheirKind) {
    Channel channel;
    channel.id = "c1";
    channel.name = "群";
    channel.kind = ChannelKind::wecom;
    channel.address = "https://robot.example/send";
    EXPECT_TRUE(check_channel(channel, {"key=1", ""}));
    EXPECT_FALSE(check_channel(channel, {"", ""})) << "a robot has a key";
    channel.kind = ChannelKind::dingtalk;
    EXPECT_FALSE(check_channel(channel, {"key=1", ""}));
    EXPECT_TRUE(check_channel(channel, {"access_token=1", "SEC"}));
    channel.kind = ChannelKind::webhook;
    EXPECT_TRUE(check_channel(channel, {}));
    for (const char* bad : {"ftp://x.example/", "http://", "http://user:pw@x.example/",
                            "http://x.example/\r\nHost: y", "file:///etc/passwd"}) {
        channel.address = bad;
        EXPECT_FALSE(check_channel(channel, {})) << bad;
    }
    channel.kind = ChannelKind::smtp;
    channel.from = "a@b.example";
    for (const char* good : {"mail.example:465", "10.1.1.1:25", "[::1]:587"}) {
        channel.address = good;
        EXPECT_TRUE(check_channel(channel, {})) << good;
    }
    for (const char* bad : {"mail.example", "mail.example:0", "mail.example:99999", ":25",
                            "mail example:25", "mail.example/x:25"}) {
        channel.address = bad;
        EXPECT_FALSE(check_channel(channel, {})) << bad;
    }
    channel.address = "mail.example:465";
    channel.user = "a@b.example";
    EXPECT_FALSE(check_channel(channel, {})) << "a name without a password";
    EXPECT_TRUE(check_channel(channel, {"", "pw"}));
}

}  // namespace
}  // namespace mingcha::notify
