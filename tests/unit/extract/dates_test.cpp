#include "extract/dates.h"

#include <gtest/gtest.h>

namespace mingcha::extract {
namespace {

std::string first(std::string_view text) {
    const auto found = find_date(text);
    return found ? format_printed(found->value) : "";
}

std::string first_in_list(std::string_view text, std::string_view as_of = "") {
    DateContext context;
    context.in_list = true;
    if (!as_of.empty()) context.as_of = *parse_date(as_of);
    const auto found = find_date(text, 0, context);
    return found ? format_printed(found->value) : "";
}

TEST(Dates, ReadsEveryPrintedShape) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"2021-11-05", "2021-11-05"},
        {"发布时间：2021-11-05 09:05", "2021-11-05T09:05"},
        {"2021-11-05 09:05:07", "2021-11-05T09:05:07"},
        {"2021/11/5 9:05", "2021-11-05T09:05"},
        {"2021.11.05", "2021-11-05"},
        {"2021年11月5日 09时30分", "2021-11-05T09:30"},
        {"2021 年 11 月 5 日", "2021-11-05"},
        {"2021年11月05日09:30:15", "2021-11-05T09:30:15"},
        {"２０２１年１１月５日", "2021-11-05"},
        {"2021－11－05", "2021-11-05"},
        {"2021—11—05 10:00", "2021-11-05T10:00"},
        {"二〇二一年十一月五日", "2021-11-05"},
        {"二○二一年十二月三十一日", "2021-12-31"},
        {"二零二一年二月廿八日", "2021-02-28"},
        {"二O二一年十月十日", "2021-10-10"},
        {"2021-11-05T09:05:00+08:00", "2021-11-05T09:05:00"},
        {"2021-11-05 09:05:00.0", "2021-11-05T09:05:00"},
        {"2021年11月5日 星期五 下午3:05", "2021-11-05T15:05"},
        {"[2021-11-05]", "2021-11-05"},
        {"标题(2020-12-24)", "2020-12-24"},
        {"2021-11-05来源：本站", "2021-11-05"},
        {"2021年11月5日10时", "2021-11-05T10:00"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(first(text), expected) << text;
}

TEST(Dates, WhatLooksLikeADateAndIsNone) {
    for (std::string_view text : {"明政办〔2021〕12号",
                                  "明政办[2021]12号",
                                  "（2021）11-5号",
                                  "2021年11月",
                                  "2021-2022年度",
                                  "电话：0564-20211105",
                                  "0551-2021-1105",
                                  "HS2021-11-05-003",
                                  "330521253680050000027",
                                  "皖ICP备2021110512号",
                                  "2021-13-05",
                                  "2021-02-30",
                                  "2021.11",
                                  "版本2.2021.11.05",
                                  "1-10月投资增长",
                                  "编号：12021-11-05",
                                  "2021年第11期",
                                  "33010602009328号",
                                  "",
                                  "年月日",
                                  "二〇二一年",
                                  "2021-11-05A1",
                                  "2021-11-051"}) {
        EXPECT_EQ(first(text), "") << text;
    }
}

TEST(Dates, ListsMayLeaveOutTheYearButNeedAsOf) {
    EXPECT_EQ(first_in_list("11-05"), "");
    EXPECT_EQ(first_in_list("[11/05]"), "");
    EXPECT_EQ(first_in_list("昨天"), "");
    EXPECT_EQ(first_in_list("11-05", "2021-11-12"), "2021-11-05");
    EXPECT_EQ(first_in_list("[11/05]", "2021-11-12"), "2021-11-05");
    EXPECT_EQ(first_in_list("11月5日", "2021-11-12"), "2021-11-05");
    EXPECT_EQ(first_in_list("12-30", "2021-01-03"), "2020-12-30");
    EXPECT_EQ(first_in_list("02-29", "2023-01-03"), "2020-02-29");
    EXPECT_EQ(first_in_list("昨天", "2021-03-01"), "2021-02-28");
    EXPECT_EQ(first_in_list("3天前", "2021-03-01"), "2021-02-26");
    EXPECT_EQ(first_in_list("5小时前", "2021-03-01"), "2021-03-01");
    EXPECT_EQ(first_in_list("昨天下雨了", "2021-03-01"), "");
    EXPECT_EQ(first_in_list("1-10月投资", "2021-03-01"), "");
}

TEST(Dates, ListsSplitADateOverTwoBoxes) {
    EXPECT_EQ(first_in_list("05 2021-11"), "2021-11-05");
    EXPECT_EQ(first_in_list("05 2021年11月 关于某事的通知"), "2021-11-05");
    EXPECT_EQ(first_in_list("2021 11-05 关于某事的通知"), "2021-11-05");
    EXPECT_EQ(first_in_list("11-05 2021"), "2021-11-05");
    EXPECT_EQ(first_in_list("21-11-05"), "2021-11-05");
}

TEST(Dates, SaysWhereAndHow) {
    const auto found = find_date("今天是：2021年11月5日 星期五");
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->weekday_follows);
    EXPECT_TRUE(leads_current_date(std::string_view("今天是：")));
    EXPECT_FALSE(leads_current_date("发布时间："));
    const auto second = find_date("2021-01-01 至 2021-02-01", 10);
    ASSERT_TRUE(second);
    EXPECT_EQ(format_printed(second->value), "2021-02-01");
}

TEST(Dates, MachineFields) {
    const auto read = [](std::string_view text) {
        const auto date = parse_machine_date(text);
        return date ? format_printed(*date) : std::string{};
    };
    EXPECT_EQ(read("2022-04-17 14:46:00"), "2022-04-17T14:46:00");
    EXPECT_EQ(read(" 2022-04-17 14:46 "), "2022-04-17T14:46");
    EXPECT_EQ(read("20220417"), "2022-04-17");
    EXPECT_EQ(read("20220417144600"), "2022-04-17T14:46:00");
    EXPECT_EQ(read("Sun Apr 17 14:46:00 CST 2022"), "2022-04-17T14:46:00");
    EXPECT_EQ(read("1650177960000"), "2022-04-17T14:46:00");
    EXPECT_EQ(read("发布日期"), "");
    EXPECT_EQ(read("null"), "");
    EXPECT_EQ(read("本办法自发布之日起施行，有效期至2022-04-17"), "");
}

TEST(Dates, Addresses) {
    const auto read = [](std::string_view url) {
        const auto date = date_in_url(url);
        return date ? format_date(*date) : std::string{};
    };
    EXPECT_EQ(read("http://a.gov.cn/zwgk/202111/t20211105_123.html"), "2021-11-05");
    EXPECT_EQ(read("http://a.gov.cn/art/2021/11/5/art_12_345.html"), "2021-11-05");
    EXPECT_EQ(read("http://a.gov.cn/2021-11/05/content_5648989.htm"), "2021-11-05");
    EXPECT_EQ(read("http://a.gov.cn/202111/05/c1.shtml"), "2021-11-05");
    EXPECT_EQ(read("http://a.gov.cn/n2/2021/1105/c1-2.html"), "2021-11-05");
    EXPECT_EQ(read("http://a.gov.cn/202111/1.html"), "");
    EXPECT_EQ(read("http://a.gov.cn/info/1021/3345.htm"), "");
    EXPECT_EQ(read("http://a.gov.cn/art_20211305_1.html"), "");
    EXPECT_EQ(read("http://20211105.gov.cn/"), "");
    EXPECT_EQ(read("http://a.gov.cn/img/120211105.html"), "");
}

}  // namespace
}  // namespace mingcha::extract
