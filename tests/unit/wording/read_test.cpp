#include "wording/read.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mingcha::wording {
namespace {

constexpr std::string_view kHeader =
    "term,kind,scope,sites,only,suggestion,valid_from,valid_to,source,confidence,note\n";

struct Read {
    Dictionary dictionary;
    std::vector<Problem> problems;
};

Read read(const std::string& rows) {
    Read result;
    read_dictionary("own.csv", std::string(kHeader) + rows, result.dictionary, result.problems);
    return result;
}

Problem only(const std::string& rows) {
    const Read result = read(rows);
    EXPECT_EQ(result.problems.size(), 1U);
    if (result.problems.empty()) return {};
    EXPECT_EQ(result.problems[0].file, "own.csv");
    EXPECT_FALSE(result.problems[0].hint.empty());
    return result.problems[0];
}

TEST(Dictionary, ReadsTermsAndExceptions) {
    const Read result = read(
        "# 注释\n"
        "既使,likely,,,,即使,,,自编,M,常见误写\n"
        "\n"
        "某旧局,certain,,,,某新局,2023-05-18,2030-01-01,\"公报, 第3期\",V1,\n"
        "按装配,allow,word,,,,,,,,\n"
        "原某旧局,allow,phrase,,,,,,,,\n"
        "既使,allow,site,4199990001|BM00000001,,,,,,,\n");
    ASSERT_TRUE(result.problems.empty()) << result.problems[0].what;
    ASSERT_EQ(result.dictionary.terms.size(), 2U);
    EXPECT_EQ(result.dictionary.terms[0].text, "既使");
    EXPECT_EQ(result.dictionary.terms[0].kind, TermKind::likely);
    EXPECT_EQ(result.dictionary.terms[0].suggestion, "即使");
    EXPECT_EQ(result.dictionary.terms[0].line, 3);
    const DictionaryTerm& old = result.dictionary.terms[1];
    EXPECT_EQ(old.kind, TermKind::certain);
    EXPECT_EQ(old.source, "公报, 第3期");
    EXPECT_EQ(old.confidence, Confidence::v1);
    EXPECT_FALSE(old.valid.holds(*make_date(2023, 5, 17)));
    EXPECT_TRUE(old.valid.holds(*make_date(2023, 5, 18)));
    EXPECT_TRUE(old.valid.holds(*make_date(2030, 1, 1)));
    EXPECT_FALSE(old.valid.holds(*make_date(2030, 1, 2)));
    ASSERT_EQ(result.dictionary.allowed.size(), 3U);
    EXPECT_EQ(result.dictionary.allowed[1].scope, AllowScope::phrase);
    EXPECT_EQ(result.dictionary.allowed[2].sites,
              (std::vector<std::string>{"4199990001", "bm00000001"}));
}

TEST(Dictionary, KnowsChineseNamesAndWhatSpreadsheetsSave) {
    Read result;
    // GB18030, CRLF, columns in another order.
    read_dictionary("own.csv",
                    "\xC0\xE0\xB1\xF0,\xB4\xCA\xCC\xF5,\xBD\xA8\xD2\xE9,\xC0\xB4\xD4\xB4,"
                    "\xBF\xC9\xD0\xC5\xB6\xC8\r\n"
                    "\xD2\xC9\xCB\xC6,\xB0\xB4\xD7\xB0,\xB0\xB2\xD7\xB0,\xD7\xD4\xB1\xE0,M\r\n",
                    result.dictionary, result.problems);
    ASSERT_TRUE(result.problems.empty()) << result.problems[0].what;
    ASSERT_EQ(result.dictionary.terms.size(), 1U);
    EXPECT_EQ(result.dictionary.terms[0].text, "按装");
    EXPECT_EQ(result.dictionary.terms[0].suggestion, "安装");
    EXPECT_EQ(result.dictionary.terms[0].kind, TermKind::likely);
}

TEST(Dictionary, NamesEveryMistakeWithItsPlace) {
    EXPECT_EQ(only("既使,maybe,,,,即使,,,自编,M,\n").column, 4);
    EXPECT_EQ(only("既使,likely,,,,即使,2021-13-01,,自编,M,\n").column, 17);
    EXPECT_EQ(only("既使,likely,,,,即使,2021-02-01,2021-01-01,自编,M,\n").column, 28);
    EXPECT_EQ(only("既使,likely,,,,,,,自编,M,\n").line, 2);
    EXPECT_EQ(only("既使,likely,,,,既使,,,自编,M,\n").what, "the suggestion is the term itself");
    EXPECT_EQ(only("既使,likely,,,,即使,,,,M,\n").what, "no source");
    EXPECT_EQ(only("既使,likely,,,,即使,,,自编,官方,\n").what, "\"官方\" is no confidence");
    EXPECT_EQ(only("使,likely,,,,即使,,,自编,M,\n").what, "\"使\" is one character");
    EXPECT_EQ(only("既 使,likely,,,,即使,,,自编,M,\n").what, "\"既 使\" contains a space");
    EXPECT_EQ(only(",likely,,,,即使,,,自编,M,\n").what, "no term");
    EXPECT_EQ(only("既使,allow,,,,,,,,,\n").what, "\"\" is no scope");
    EXPECT_EQ(only("既使,allow,site,,,,,,,,\n").what, "no sites");
    EXPECT_EQ(only("既使,allow,word,4199990001,,,,,,,\n").what, "sites are for scope site");
    EXPECT_EQ(only("既使,likely,word,,,即使,,,自编,M,\n").column, 11);
    EXPECT_EQ(only("既使,likely,,,,即使,,,自编,M,备注,一处\n").what, "12 cells in a row of 11");
    EXPECT_EQ(only("既使,likely,,,,\"即使,,,自编,M,\n").what, "a quote that is never closed");
    std::string sixty;
    for (int i = 0; i < 60; ++i) sixty += "词";
    EXPECT_TRUE(read(sixty + ",likely,,,,词,,,自编,M,\n").problems.empty());
    EXPECT_EQ(only(sixty + "词,likely,,,,词,,,自编,M,\n").column, 1);
}

TEST(Dictionary, ReportsAllMistakesAtOnce) {
    const Read result = read(
        "使,likely,,,,即使,,,自编,M,\n"
        "既使,likely,,,,即使,,,自编,M,\n"
        "按装,certain,,,,,,,,,\n");
    ASSERT_EQ(result.problems.size(), 4U);
    EXPECT_EQ(result.problems[0].line, 2);
    EXPECT_EQ(result.problems[1].what, "no suggestion");
    EXPECT_EQ(result.problems[2].what, "no source");
    EXPECT_EQ(result.problems[3].line, 4);
    EXPECT_EQ(result.dictionary.terms.size(), 1U);
}

TEST(Dictionary, RefusesWhatIsNoTable) {
    Read result;
    read_dictionary("own.csv", "", result.dictionary, result.problems);
    read_dictionary("own.csv", "\n# only this\n", result.dictionary, result.problems);
    read_dictionary("own.csv", "wort,kind\n", result.dictionary, result.problems);
    ASSERT_EQ(result.problems.size(), 4U);
    EXPECT_EQ(result.problems[0].what, "the dictionary is empty");
    EXPECT_EQ(result.problems[1].what, "the dictionary is empty");
    EXPECT_EQ(result.problems[2].what, "unknown column \"wort\"");
    EXPECT_EQ(result.problems[3].what, "no column \"term\"");
    EXPECT_TRUE(result.dictionary.terms.empty());
}

TEST(Dictionary, StopsAtItsLimits) {
    std::string rows;
    for (std::size_t i = 0; i <= kMaxRows; ++i) {
        rows += "词" + std::to_string(i) + ",likely,,,,词,,,编,M,\n";
    }
    const Read many = read(rows);
    ASSERT_EQ(many.problems.size(), 1U);
    EXPECT_EQ(many.problems[0].line, static_cast<int>(kMaxRows) + 2);
    EXPECT_EQ(many.dictionary.terms.size(), kMaxRows);
    Read large;
    read_dictionary("own.csv", std::string(kMaxDictionaryBytes + 1, 'x'), large.dictionary,
                    large.problems);
    ASSERT_EQ(large.problems.size(), 1U);
    EXPECT_EQ(large.problems[0].what, "32 MiB");
    std::string wrong;
    for (int i = 0; i < 1000; ++i) wrong += "使,maybe\n";
    EXPECT_LE(read(wrong).problems.size(), kMaxProblems);
}

TEST(Dictionary, OfAMillionTermsIsRefusedAtItsLimit) {
    std::string rows = "term,kind,suggestion,source,confidence\n";
    for (int i = 0; i < 1'000'000; ++i) rows += "词" + std::to_string(i) + ",likely,词,编,M\n";
    ASSERT_LT(rows.size(), kMaxDictionaryBytes);
    Read million;
    read_dictionary("own.csv", rows, million.dictionary, million.problems);
    // One mistake, not one a row, and it says where and how many there may be.
    ASSERT_EQ(million.problems.size(), 1U);
    EXPECT_EQ(million.problems[0].line, static_cast<int>(kMaxRows) + 2);
    EXPECT_EQ(million.problems[0].what, "more than 200000 rows in one ruleset");
    EXPECT_EQ(million.dictionary.terms.size(), kMaxRows);
}

TEST(Dictionary, FindsTheSameTermTwiceOnOneDay) {
    Read result = read(
        "某旧局,certain,,,,某中局,2013-03-01,2018-03-21,编,M,\n"
        "某旧局,certain,,,,某新局,2018-03-22,,编,M,\n"
        "既使,likely,,,,即使,,,编,M,\n");
    check_duplicates(result.dictionary, result.problems);
    EXPECT_TRUE(result.problems.empty());
    result = read(
        "某旧局,certain,,,,某中局,,2018-03-22,编,M,\n"
        "某旧局,certain,,,,某新局,2018-03-22,,编,M,\n");
    check_duplicates(result.dictionary, result.problems);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_EQ(result.problems[0].line, 3);
    EXPECT_NE(result.problems[0].what.find("own.csv:2"), std::string::npos);
}

TEST(Dictionary, FindsContradictoryExceptions) {
    Read result = read(
        "某旧局,certain,,,,某新局,2023-01-01,,编,M,\n"
        "既使,likely,,,,即使,,,编,M,\n"
        "既使,allow,word,,,,,,,,\n"                // switches a likely term off
        "某旧局,allow,word,,,,,2022-12-31,,,\n"    // ends before the term begins
        "某旧局,allow,site,4199990001,,,,,,,\n"    // on one site only
        "某旧局,allow,phrase,,,,2022-06-01,,,,\n"  // overlaps
        "某某局,allow,site,4199990001,,,,,,,\n");  // is no term
    ASSERT_TRUE(result.problems.empty());
    check_exceptions(result.dictionary, result.problems);
    ASSERT_EQ(result.problems.size(), 2U);
    EXPECT_EQ(result.problems[0].line, 7);
    EXPECT_NE(result.problems[0].what.find("own.csv:2"), std::string::npos);
    EXPECT_EQ(result.problems[1].line, 8);
}

TEST(Dictionary, ALaterLevelHasTheLastWordOnATerm) {
    Dictionary inherited =
        read("既使,likely,,,,即使,,,编,M,\n按装,likely,,,,安装,,,编,M,\n").dictionary;
    extend(inherited, read("既使,style,,,,即便,,,本办,P,\n").dictionary);
    ASSERT_EQ(inherited.terms.size(), 2U);
    EXPECT_EQ(inherited.terms[0].text, "按装");
    EXPECT_EQ(inherited.terms[1].suggestion, "即便");
    EXPECT_EQ(inherited.terms[1].file, 1);
}

}  // namespace
}  // namespace mingcha::wording
