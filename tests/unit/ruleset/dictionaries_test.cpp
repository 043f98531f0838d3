// Dictionaries that a ruleset names: found beside it, checked with it, inherited.
#include <gtest/gtest.h>

#include "ruleset/load.h"

namespace mingcha::ruleset {
namespace {

constexpr const char* kHeader =
    "term,kind,scope,suggestion,valid_from,valid_to,source,confidence\n";

constexpr const char* kBase = R"(id: base
dictionaries: [base.csv]
rules:
    typos: {title: "甲", part: local, source: "样例"}
)";

Sources sources_of(const std::string& rows, const std::string& mine, const std::string& own) {
    return {{"workdays.csv", "date,kind,name\n2031-01-01,holiday,元旦\n"},
            {"base.yaml", kBase},
            {"base.csv", kHeader + rows},
            {"mine.yaml", mine},
            {"mine.csv", kHeader + own}};
}

constexpr const char* kMine = "id: mine\nextends: base\ndictionaries: [mine.csv]\n";

TEST(Dictionaries, OfTheWholeChainAreJoined) {
    const Loaded loaded =
        load("mine", sources_of("既使,likely,,即使,,,编,M\n按装,likely,,安装,,,编,M\n", kMine,
                                "既使,style,,即便,,,本办,P\n按装配,allow,word,,,,,\n"));
    ASSERT_TRUE(loaded.ruleset) << loaded.problems.front().text();
    const Dictionary& all = loaded.ruleset->dictionary;
    ASSERT_EQ(all.terms.size(), 2U);
    EXPECT_EQ(all.terms[0].text, "按装");
    EXPECT_EQ(all.terms[1].suggestion, "即便");
    EXPECT_EQ(all.allowed.size(), 1U);
    EXPECT_EQ(all.files, (std::vector<std::string>{"base.csv", "mine.csv"}));
}

TEST(Dictionaries, EveryMistakeOfEveryFileIsToldAtOnce) {
    const Loaded loaded =
        load("mine", sources_of("既使,perhaps,,即使,,,编,M\n某旧局,certain,,某新局,,,编,M\n",
                                "id: mine\nextends: base\n"
                                "dictionaries: [mine.csv, minor.csv, ../x.csv]\n",
                                "按装,likely,,安装,2021-02-30,,编,M\n某旧局,allow,word,,,,,\n"));
    ASSERT_FALSE(loaded.ruleset);
    std::vector<std::string> texts;
    for (const Problem& problem : loaded.problems) texts.push_back(problem.text());
    ASSERT_EQ(texts.size(), 5U);
    EXPECT_EQ(texts[0].find("base.csv:2:4: \"perhaps\" is no kind"), 0U) << texts[0];
    EXPECT_EQ(texts[1].find("mine.yaml:3:26: there is no dictionary minor.csv"), 0U) << texts[1];
    EXPECT_NE(texts[1].find("did you mean \"mine.csv\"?"), std::string::npos) << texts[1];
    EXPECT_EQ(texts[2].find("mine.yaml:3:37: \"../x.csv\" is no name"), 0U) << texts[2];
    EXPECT_EQ(texts[3].find("mine.csv:2:15: \"2021-02-30\" is no day"), 0U) << texts[3];
    EXPECT_EQ(texts[4].find("mine.csv:3:1: \"某旧局\" is allowed here and certain in base.csv:3"),
              0U)
        << texts[4];
}

TEST(Dictionaries, TheSameTermTwiceInOneRulesetIsAMistake) {
    const Loaded loaded = load("mine", sources_of("既使,likely,,即使,,,编,M\n", kMine,
                                                  "按装,likely,,安装,,2021-01-01,编,M\n"
                                                  "按装,likely,,安装,2021-01-01,,编,M\n"));
    ASSERT_EQ(loaded.problems.size(), 1U);
    EXPECT_EQ(loaded.problems[0].line, 3);
    EXPECT_EQ(loaded.problems[0].file, "mine.csv");
}

TEST(Dictionaries, MustBeAListOfNames) {
    for (const char* wrong : {"mine.csv", "{a: b}", "[[mine.csv]]"}) {
        const Loaded loaded = load(
            "mine",
            sources_of("既使,likely,,即使,,,编,M\n",
                       std::string("id: mine\nextends: base\ndictionaries: ") + wrong + "\n", ""));
        ASSERT_EQ(loaded.problems.size(), 1U) << wrong;
        EXPECT_EQ(loaded.problems[0].file, "mine.yaml");
        EXPECT_EQ(loaded.problems[0].line, 3);
    }
}

TEST(Dictionaries, AFileByItselfIsCheckedForItsOwnMistakes) {
    EXPECT_TRUE(validate_dictionary("own.csv", std::string(kHeader) + "既使,likely,,即使,,,编,M\n")
                    .empty());
    const auto problems = validate_dictionary(
        "own.csv", std::string(kHeader) + "既使,likely,,即使,,,编,M\n既使,likely,,即使,,,编,M\n");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].line, 3);
}

TEST(Dictionaries, ARulesetSaysWhichFilesItNeeds) {
    EXPECT_EQ(files_named("mine.yaml",
                          "calendar: days.csv\ndictionaries: [a.csv, /etc/passwd, ../b.csv]\n"),
              (std::vector<std::string>{"days.csv", "a.csv"}));
    EXPECT_TRUE(files_named("mine.yaml", "[broken").empty());
}

TEST(Dictionaries, TheShippedOnesAreSoundAndNeverPresentedAsOfficial) {
    const Loaded loaded = load("luan-2021", builtin_sources());
    ASSERT_TRUE(loaded.ruleset);
    const Dictionary& all = loaded.ruleset->dictionary;
    std::size_t certain = 0, likely = 0;
    for (const DictionaryTerm& term : all.terms) {
        certain += term.kind == TermKind::certain ? 1 : 0;
        likely += term.kind == TermKind::likely ? 1 : 0;
        EXPECT_TRUE(term.confidence == Confidence::m || term.confidence == Confidence::p)
            << term.text;
        // What should stand instead holds no term itself.
        for (const DictionaryTerm& other : all.terms) {
            EXPECT_EQ(term.suggestion.find(other.text), std::string::npos)
                << term.text << " → " << term.suggestion << " holds " << other.text;
        }
    }
    EXPECT_GE(certain, 50U);
    EXPECT_GE(likely, 300U);
}

}  // namespace
}  // namespace mingcha::ruleset
