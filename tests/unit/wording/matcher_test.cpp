#include "wording/matcher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "base/text.h"
#include "tests/unit/wording/naive.h"

namespace mingcha::wording {
namespace {

const Date kDay = *make_date(2021, 11, 12);

DictionaryTerm term(std::string text, Validity valid = {}) {
    DictionaryTerm made;
    made.text = std::move(text);
    made.suggestion = "建议";
    made.valid = valid;
    return made;
}

AllowedWording allowed(std::string text, AllowScope scope, std::vector<std::string> sites = {}) {
    AllowedWording made;
    made.text = std::move(text);
    made.scope = scope;
    made.sites = std::move(sites);
    return made;
}

// The texts found, as they stand on the page.
std::vector<std::string> found(const Dictionary& dictionary, std::string_view text,
                               Place place = {kDay, ""}) {
    const auto matcher = Matcher::compile(dictionary);
    EXPECT_TRUE(matcher) << matcher.error().text();
    Scanner scanner(*matcher);
    EXPECT_TRUE(scanner.can_scan());
    std::vector<std::string> texts;
    for (const Match& match : scanner.scan(text, place)) {
        texts.emplace_back(text.substr(match.begin, match.end - match.begin));
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(Matcher, FindsEveryTermWithItsPlace) {
    Dictionary dictionary;
    dictionary.terms = {term("既使"), term("按装")};
    const auto matcher = Matcher::compile(dictionary);
    Scanner scanner(*matcher);
    const auto& matches = scanner.scan("既使下雨也要按装。", {kDay, ""});
    ASSERT_EQ(matches.size(), 2U);
    EXPECT_EQ(matches[0].begin, 0U);
    EXPECT_EQ(matches[0].end, 6U);
    EXPECT_EQ(matches[0].term, &dictionary.terms[0]);
    EXPECT_EQ(matches[1].begin, 18U);
    EXPECT_EQ(matches[1].term, &dictionary.terms[1]);
    EXPECT_TRUE(scanner.scan("一切正常", {kDay, ""}).empty());
    EXPECT_TRUE(scanner.scan("", {kDay, ""}).empty());
}

TEST(Matcher, NothingIsFoundByNoDictionary) {
    EXPECT_EQ(found({}, "既使下雨"), Texts{});
}

TEST(Matcher, TheLongestWinsWhereverItBegins) {
    Dictionary dictionary;
    dictionary.terms = {term("甲乙"), term("乙丙丁"), term("丁戊"), term("甲乙丙丁戊己")};
    EXPECT_EQ(found(dictionary, "甲乙丙丁戊"), Texts{"乙丙丁"});
    EXPECT_EQ(found(dictionary, "甲乙丙丁戊己"), Texts{"甲乙丙丁戊己"});
    EXPECT_EQ(found(dictionary, "甲乙丁戊"), (Texts{"甲乙", "丁戊"}));
    dictionary.terms = {term("甲乙"), term("乙甲")};
    EXPECT_EQ(found(dictionary, "甲乙甲乙甲"), (Texts{"甲乙", "甲乙"}));
}

TEST(Matcher, ATermInsideAnAllowedWordIsNone) {
    Dictionary dictionary;
    dictionary.terms = {term("安备"), term("案安")};
    dictionary.allowed = {allowed("公安备案", AllowScope::word)};
    EXPECT_EQ(found(dictionary, "京公安备案号"), Texts{});
    EXPECT_EQ(found(dictionary, "安备晋三"), Texts{"安备"});
    EXPECT_EQ(found(dictionary, "公安备案安备"), (Texts{"案安"}));
}

TEST(Matcher, AnAllowedWordInsideATermForgivesNothing) {
    Dictionary dictionary;
    dictionary.terms = {term("甲乙丙丁")};
    dictionary.allowed = {allowed("乙丙", AllowScope::word)};
    EXPECT_EQ(found(dictionary, "甲乙丙丁"), Texts{"甲乙丙丁"});
}

TEST(Matcher, AShorterTermStandsWhereTheLongerIsForgiven) {
    Dictionary dictionary;
    dictionary.terms = {term("甲乙丙"), term("丙丁")};
    dictionary.allowed = {allowed("甲乙丙", AllowScope::word)};
    EXPECT_EQ(found(dictionary, "甲乙丙丁"), Texts{"丙丁"});
}

TEST(Matcher, AnAllowedPhraseForgivesItsSentenceOnly) {
    Dictionary dictionary;
    dictionary.terms = {term("某旧局")};
    dictionary.allowed = {allowed("历史沿革", AllowScope::phrase)};
    EXPECT_EQ(found(dictionary, "某旧局，见历史沿革。某旧局来人。"), Texts{"某旧局"});
    EXPECT_EQ(found(dictionary, "历史沿革：某旧局，某旧局。"), Texts{});
    EXPECT_EQ(found(dictionary, "历史沿革\n某旧局"), Texts{"某旧局"});
}

TEST(Matcher, SitesMayBeExcepted) {
    Dictionary dictionary;
    dictionary.terms = {term("既使")};
    dictionary.allowed = {allowed("既使", AllowScope::site, {"4199990001"})};
    EXPECT_EQ(found(dictionary, "既使", {kDay, "4199990001"}), Texts{});
    EXPECT_EQ(found(dictionary, "既使", {kDay, "4199990002"}), Texts{"既使"});
}

TEST(Matcher, ARowCountsOnItsDaysOnly) {
    Dictionary dictionary;
    dictionary.terms = {term("某旧局", {*make_date(2021, 11, 13), {}}),
                        term("某老局", {{}, *make_date(2021, 11, 12)})};
    EXPECT_EQ(found(dictionary, "某旧局、某老局"), Texts{"某老局"});
    EXPECT_EQ(found(dictionary, "某旧局、某老局", {kDay + 1, ""}), Texts{"某旧局"});
    dictionary.allowed = {allowed("原某旧局", AllowScope::word)};
    dictionary.allowed[0].valid.to = *make_date(2021, 11, 20);
    EXPECT_EQ(found(dictionary, "原某旧局", {kDay + 8, ""}), Texts{});
    EXPECT_EQ(found(dictionary, "原某旧局", {kDay + 9, ""}), Texts{"某旧局"});
}

TEST(Matcher, BlanksAndInvisibleCharactersDoNotHideALongTerm) {
    Dictionary dictionary;
    dictionary.terms = {term("四个看齐意识"), term("按装")};
    EXPECT_EQ(found(dictionary, "四个 看齐\u3000意识"), Texts{"四个 看齐\u3000意识"});
    EXPECT_EQ(found(dictionary, "四个\u200b看齐\ufeff意识"), Texts{"四个\u200b看齐\ufeff意识"});
    EXPECT_EQ(found(dictionary, "按\u200b装"), Texts{"按\u200b装"});
    EXPECT_EQ(found(dictionary, "会议按 装配式建筑"), Texts{});
    EXPECT_EQ(found(dictionary, "四个看齐\n意识"), Texts{});
    EXPECT_EQ(found(dictionary, " 按装 "), Texts{"按装"});
}

TEST(Matcher, LatinLettersMatchWholeWords) {
    Dictionary dictionary;
    dictionary.terms = {term("APP"), term("WTO组织")};
    EXPECT_EQ(found(dictionary, "下载APP，不是APPLE或HAPP"), Texts{"APP"});
    EXPECT_EQ(found(dictionary, "加入WTO 组织"), Texts{"WTO 组织"});
}

TEST(Matcher, AgreesWithTheNaiveOneOnRandomText) {
    std::mt19937 random(20211112);
    // A small alphabet, so that terms overlap, contain each other and fall into exceptions.
    const std::vector<std::string> letters{"甲", "乙", "丙", "丁", "a"};
    const auto word = [&](std::size_t most) {
        std::string made;
        const std::size_t length = 2 + random() % (most - 1);
        for (std::size_t i = 0; i < length; ++i) made += letters[random() % letters.size()];
        return made;
    };
    for (int round = 0; round < 200; ++round) {
        Dictionary dictionary;
        for (int i = 0; i < 12; ++i) {
            dictionary.terms.push_back(term(word(4)));
            if (i % 3 == 0) dictionary.terms.back().valid.from = kDay + (i % 2);
        }
        for (int i = 0; i < 4; ++i) {
            dictionary.allowed.push_back(
                allowed(word(6), i >= 2 ? AllowScope::phrase : AllowScope::word));
            if (i == 3) dictionary.allowed.back().only = dictionary.terms[0].text;
        }
        std::string text;
        for (int i = 0; i < 200; ++i) {
            text += i % 23 == 22 ? "。" : letters[random() % letters.size()];
        }
        const auto matcher = Matcher::compile(dictionary);
        ASSERT_TRUE(matcher);
        Scanner scanner(*matcher);
        const auto& matches = scanner.scan(text, {kDay, ""});
        const auto expected = naive_matches(dictionary, text, kDay);
        ASSERT_EQ(matches.size(), expected.size()) << text;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_EQ(matches[i].begin, expected[i].begin) << text;
            EXPECT_EQ(matches[i].end, expected[i].end);
            EXPECT_EQ(matches[i].term->text, expected[i].term->text);
        }
    }
}

TEST(Matcher, OverlapsWithoutEndTakeLinearTime) {
    Dictionary dictionary;
    dictionary.terms = {term("啊啊"), term("啊啊啊")};
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "啊";
    const auto matcher = Matcher::compile(dictionary);
    Scanner scanner(*matcher);
    const auto begin = std::chrono::steady_clock::now();
    // 200,000 = 3 × 66,666 + 2: the longest from the left, then one of two.
    EXPECT_EQ(scanner.scan(text, {kDay, ""}).size(), 66'667U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace mingcha::wording
