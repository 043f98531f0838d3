#include "audit/titles.h"

#include <gtest/gtest.h>

namespace mingcha::audit {
namespace {

constexpr const char* kWanted = "国务院办公厅关于印发“十四五”全民健身设施建设规划的通知";

bool is_same(const char* wanted, const char* shown) {
    return is_same_title(title_form(wanted), title_form(shown));
}

TEST(Titles, WrappingDoesNotMatter) {
    for (const char* shown : {
             "国务院办公厅关于印发\"十四五\"全民健身设施建设规划的通知",
             " 国务院办公厅 关于印发《十四五》全民健身设施建设规划的通知 ",
             "【转载】国务院办公厅关于印发“十四五”全民健身设施建设规划的通知",
             "国务院办公厅关于印发“十四五”全民健身设施建设规划的通知（国办发）",
             "国务院办公厅关于印发“十四五”全民健身设施…",
         }) {
        EXPECT_TRUE(is_same(kWanted, shown)) << shown;
    }
    EXPECT_TRUE(is_same("关于ＡＢＣ工程第１批的通知", "关于abc工程第1批的通知"));
}

TEST(Titles, AnotherNumberIsAnotherDocument) {
    EXPECT_FALSE(is_same("国务院办公厅关于2022年部分节假日安排的通知",
                         "国务院办公厅关于2021年部分节假日安排的通知"));
    EXPECT_FALSE(is_same("国务院关于第二批名录的批复", "国务院关于第三批名录的批复"));
    EXPECT_FALSE(is_same(kWanted, "国务院办公厅关于印发“十三五”全民健身设施建设规划的通知"));
}

TEST(Titles, AnotherSubjectIsAnotherDocument) {
    EXPECT_FALSE(
        is_same("国务院关于加强草原保护修复的若干意见", "国务院关于加强湿地保护修复的若干规定"));
    EXPECT_FALSE(is_same(kWanted, "国务院办公厅"));
    EXPECT_FALSE(is_same(kWanted, "国务院办公厅…"));
    EXPECT_FALSE(is_same(kWanted, ""));
    EXPECT_FALSE(is_same("", ""));
    EXPECT_FALSE(is_same("通知", "公告"));
}

TEST(Titles, ATextAboutADocumentIsNotTheDocument) {
    const char* wanted = "国务院关于加强草原保护修复的若干意见";
    for (const char* shown : {
             "《国务院关于加强草原保护修复的若干意见》解读",
             "图解：国务院关于加强草原保护修复的若干意见",
             "清河县学习国务院关于加强草原保护修复的若干意见",
             "关于贯彻落实国务院关于加强草原保护修复的若干意见的通知",
             "国务院关于加强草原保护修复的若干意见（征求意见稿）",
         }) {
        EXPECT_FALSE(is_same(wanted, shown)) << shown;
    }
    EXPECT_TRUE(
        is_same("国务院关于落实重点工作分工的意见", "【转载】国务院关于落实重点工作分工的意见"));
}

TEST(Titles, BrokenBytesAndEndlessOnesAreHarmless) {
    EXPECT_FALSE(is_same(kWanted, "\xE5\x9B"));
    EXPECT_FALSE(is_same(kWanted, "\xFF\xFE\xF0\x9F"));
    const std::string endless(1 << 20, 'a');
    EXPECT_FALSE(is_same(kWanted, endless.c_str()));
}

}  // namespace
}  // namespace mingcha::audit
