// Lines of posts and of looks at accounts, from CSV and from JSON.
#include <gtest/gtest.h>

#include "intake/rows.h"

namespace mingcha::intake {
namespace {

constexpr const char* kCode = "999900M010WX0001";

Known known() {
    Known known;
    known.target_class = [](std::string_view target) -> std::optional<TargetClass> {
        if (target == kCode || target == "新浪微博/云泽发布") return TargetClass::account;
        return std::nullopt;
    };
    known.account_code = [](std::string_view named) {
        return named == "微信订阅号/云泽教育" ? std::string(kCode) : std::string();
    };
    known.today = *parse_date("2021-11-12");
    return known;
}

Parsed<PostLine> read(std::string_view file, std::string_view bytes) {
    const auto table = read_named(*find_kind("posts"), file, bytes);
    EXPECT_TRUE(table) << table.error().text();
    return table ? parse_posts(*table, known()) : Parsed<PostLine>{};
}

void expect_wrong(const std::string& row, const char* column, const char* what) {
    const std::string header =
        "account_code,account_type,name,published_at,title,operator,last_seen,seen_at,state,"
        "cause\n";
    const auto parsed = read("posts.csv", header + row + "\n");
    ASSERT_EQ(parsed.errors.size(), 1U) << row;
    EXPECT_EQ(parsed.errors[0].line, 2);
    EXPECT_EQ(parsed.errors[0].column, column) << row;
    EXPECT_NE(parsed.errors[0].what.find(what), std::string::npos) << parsed.errors[0].what;
}

TEST(PostLines, JsonAndCsvGiveTheSameRows) {
    const auto right = read(
        "posts.json",
        R"({"posts":[{"account_code":"999900M010WX0001","published_at":"2021-11-05 09:05",
             "title":"停水通知","interactions":12,"text":null}]})");
    const auto csv = read("posts.csv",
                          "account_code,published_at,title,interactions\n"
                          "999900M010WX0001,2021-11-05 09:05,停水通知,12\n");
    ASSERT_EQ(right.rows.size(), 1U);
    ASSERT_EQ(csv.rows.size(), 1U);
    for (const auto* each : {&right.rows[0], &csv.rows[0]}) {
        EXPECT_TRUE(each->is_post());
        EXPECT_EQ(each->post.account_key, kCode);
        EXPECT_EQ(each->post.title, "停水通知");
        EXPECT_EQ(each->post.interactions, 12);
        EXPECT_EQ(each->post.published_at, *parse_instant("2021-11-05 09:05"));
    }
}

TEST(PostLines, JsonSaysWhatIsNone) {
    const auto refuse = [](std::string_view bytes, const char* where, const char* what) {
        const auto table = read_named(*find_kind("posts"), "posts.json", bytes);
        ASSERT_FALSE(table) << bytes;
        EXPECT_EQ(table.error().where, where);
        EXPECT_NE(table.error().what.find(what), std::string::npos) << table.error().text();
        EXPECT_FALSE(table.error().hint.empty());
    };
    refuse("<!DOCTYPE html><html>请登录</html>", "posts.json:1", "网页");
    refuse("[{\"title\":\"a\"},\n{\"title\":", "posts.json:2", "不是完整的 JSON");
    refuse("{\"code\":0}", "posts.json", "没有数据");
    refuse("[1]", "posts.json 第 1 项", "不是对象");
    refuse(std::string(1000, '['), "posts.json", "嵌套");
    refuse("[{\"x\":1}]", "posts.json", "没有找到表头");
}

TEST(PostLines, ALookSaysALastDayOrWhyThereIsNone) {
    const auto parsed = read(
        "posts.csv",
        "标识码,账号类型,账号名称,最后更新日期,查看时间,采集情况,原因,来源,截图\n"
        "999900M010WX0001,,,2021-10-20,2021-11-10 09:00,,,人工登记,a.png\n"
        "无,新浪微博,云泽发布,,2021-11-10 09:05,未找到,按名称搜索无结果,,\n");
    ASSERT_TRUE(parsed.errors.empty()) << parsed.errors[0].what;
    ASSERT_EQ(parsed.rows.size(), 2U);
    const AccountLook seen = parsed.rows[0].look();
    EXPECT_FALSE(parsed.rows[0].is_post());
    EXPECT_EQ(seen.state, LookState::seen);
    EXPECT_EQ(seen.last_post, *parse_date("2021-10-20"));
    EXPECT_EQ(seen.screenshot, "a.png");
    EXPECT_EQ(seen.by, PostSource::manual);
    const AccountLook missing = parsed.rows[1].look();
    EXPECT_EQ(missing.account_key, "新浪微博/云泽发布");
    EXPECT_EQ(missing.state, LookState::not_found);
    EXPECT_FALSE(missing.last_post);
    EXPECT_EQ(missing.reason.text, "按名称搜索无结果");
}

TEST(PostLines, WrongRowsSayWhereWhatAndHowToMend) {
    expect_wrong("999900M010WX0001,,,2021-11-13,明天的,,,,,", "published_at", "晚于今天（2021-11-12）");
    expect_wrong("999900M010WX0001,,,,没有时间,,,,,", "published_at", "最后更新日期");
    expect_wrong("999900M010WX0001,,,,,,,2021-11-10,未采到,", "cause", "写明怎样查找");
    expect_wrong("999900M010WX0001,,,,,,,,未找到,搜不到", "seen_at", "写明查看的时间");
    expect_wrong("999900M010WX0001,,,,,,2021-11-01,2021-11-10,未找到,搜不到", "last_seen", "应为空");
    expect_wrong("999900M010WX0001,,,2021-11-01,甲,,,,未找到,", "state", "已看到的推文");
    expect_wrong("无,抖音,云泽发布,2021-11-01,甲,,,,,", "account_code", "填上开办单位");
    expect_wrong("无,,云泽发布,2021-11-01,甲,,,,,", "account_code", "须写明账号类型");
}

TEST(PostLines, AnAccountThatHasACodeMayBeNamedByItsName) {
    const auto parsed = read("posts.csv",
                             "account_code,account_type,name,published_at,title\n"
                             "无,微信订阅号,云泽教育,2021-11-01,甲\n"
                             "999900M010WX0001,,,2021-11-01,乙\n");
    ASSERT_EQ(parsed.rows.size(), 2U);
    EXPECT_EQ(parsed.rows[0].post.account_key, kCode);
    EXPECT_EQ(parsed.rows[1].post.account_key, kCode);
}

TEST(PostLines, WidthOfLettersAndEmojiInNames) {
    Account account;
    account.type = "新浪微博";
    account.name = "云泽发布☀";
    const auto parsed = parse_posts(*read_named(*find_kind("posts"), "posts.csv",
                                                "account_type,name,published_at,title\n"
                                                "新浪微博,云泽发布☀,2021-11-01,甲\n"
                                                "新浪微博,ｸｽﾘ Ｖ１,2021-11-01,乙\n"),
                                    Known{});
    ASSERT_EQ(parsed.rows.size(), 2U);
    EXPECT_EQ(parsed.rows[0].post.account_key, account_key(account));
    EXPECT_EQ(parsed.rows[1].post.account_key, "新浪微博/クスリ V1");
}

TEST(PostLines, AStrangerIsTakenWhereSomebodyIsSaidToRunIt) {
    const auto parsed = read("posts.csv",
                             "account_code,account_type,name,published_at,title,operator\n"
                             "无,抖音,云泽视频,2021-11-01,甲,云泽市教育局\n");
    ASSERT_EQ(parsed.rows.size(), 1U);
    EXPECT_EQ(parsed.rows[0].look().operator_name, "云泽市教育局");
    EXPECT_EQ(parsed.rows[0].look().last_post, *parse_date("2021-11-01"));
}

}  // namespace
}  // namespace mingcha::intake
