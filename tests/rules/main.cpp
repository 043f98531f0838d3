// Runs every tests/rules/<rule id>/*.cases: each case is one test.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "audit/account_index.h"
#include "base/text.h"
#include "ruleset/load.h"
#include "tests/rules/case_file.h"
#include "tests/rules/standard.h"
#include "wording/matcher.h"

namespace mingcha::cases {
namespace {

namespace fs = std::filesystem;

// Which names are right is this ruleset's own matter.
constexpr std::string_view kWordedByRuleset = "repost-column-name";

const Ruleset& shipped() {
    static const Ruleset standard = *ruleset::load("luan-2021", ruleset::builtin_sources()).ruleset;
    return standard;
}

const wording::Matcher& shipped_wording() {
    static const wording::Matcher matcher = *wording::Matcher::compile(shipped().dictionary);
    return matcher;
}

std::vector<Verdict> judge(const Case& made, const audit::AuditContext& context) {
    return made.of_account ? audit::judge_account(made.account, context)
                           : audit::judge_site(made.site, context);
}

void expect_flag(const Finding& finding, const std::string& flag) {
    const std::size_t equal = flag.find('=');
    const std::string name = flag.substr(0, equal);
    const std::string value = equal == std::string::npos ? "" : flag.substr(equal + 1);
    if (name == "count") {
        EXPECT_EQ(std::to_string(finding.count), value);
    } else if (name == "amount") {
        EXPECT_EQ(finding.amount, value);
    } else if (name == "place") {
        EXPECT_EQ(finding.place, value);
    } else if (name == "places") {
        EXPECT_EQ(std::to_string(finding.places.size()), value);
    } else if (name == "shows") {
        EXPECT_EQ(finding.evidence.front().url, value);
    } else if (name == "says") {
        const std::string& excerpt = finding.evidence.front().excerpt;
        EXPECT_NE(excerpt.find(value), std::string::npos) << excerpt;
    } else if (name == "outcome") {
        EXPECT_EQ(to_string(finding.outcome), value);
    } else if (name == "carried") {
        EXPECT_TRUE(finding.carried_over);
    } else if (name == "confirmed") {
        EXPECT_EQ(finding.state, FindingState::confirmed);
    } else {
        ADD_FAILURE() << "unknown flag " << flag;
    }
}

void expect_finding(const Finding& finding, const ExpectedFinding& expected) {
    EXPECT_NE(finding.problem.find(expected.words), std::string::npos)
        << finding.problem << " does not say " << expected.words;
    if (!expected.place.empty()) {
        const auto& places = finding.places;
        EXPECT_NE(std::find(places.begin(), places.end(), expected.place), places.end())
            << expected.place << " is none of the places";
    }
    if (std::find(expected.flags.begin(), expected.flags.end(), "carried") ==
        expected.flags.end()) {
        EXPECT_FALSE(finding.carried_over);
    }
    for (const std::string& flag : expected.flags) expect_flag(finding, flag);
}

// What holds of every finding, whatever the rule.
void expect_sound(const Finding& finding, const Verdict& verdict) {
    EXPECT_EQ(finding.target, verdict.target);
    EXPECT_EQ(finding.rule, verdict.rule);
    EXPECT_EQ(finding.id, finding_id(finding.target, finding.rule, finding.place));
    EXPECT_FALSE(finding.place.empty());
    EXPECT_FALSE(finding.problem.empty());
    EXPECT_GE(finding.count, 1);
    ASSERT_FALSE(finding.evidence.empty()) << "what cannot be shown cannot be deducted";
    for (const Evidence& evidence : finding.evidence) {
        EXPECT_FALSE(evidence.url.empty() && evidence.excerpt.empty());
    }
}

class RuleCase : public testing::Test {
public:
    RuleCase(const Case& made, std::string rule) : case_(made), rule_(std::move(rule)) {}

    void TestBody() override {
        Ruleset standard = small_standard();
        for (Rule& rule : standard.rules) {
            if (rule.id == rule_ && case_.assist) rule.detection = Detection::assisted;
        }
        audit::AuditContext context = case_.context;
        context.ruleset = &standard;
        const std::optional<wording::Matcher> own = own_matcher();
        context.wording = wording_of(own);
        const audit::AccountIndex accounts(registry(), case_.context.units, case_.other_looks);
        context.accounts = &accounts;
        const std::vector<Verdict> verdicts = judge(case_, context);
        const auto found = std::find_if(verdicts.begin(), verdicts.end(),
                                        [&](const Verdict& v) { return v.rule == rule_; });
        ASSERT_NE(found, verdicts.end()) << "no verdict";
        const Verdict& verdict = *found;
        std::string said;
        for (const Finding& finding : verdict.findings) said += "\n  " + finding.problem;
        EXPECT_EQ(to_string(verdict.outcome), case_.outcome) << verdict.reason.text << said;
        if (verdict.outcome == Outcome::not_measured) {
            EXPECT_EQ(to_string(verdict.reason.code), case_.reason) << verdict.reason.text;
            EXPECT_FALSE(verdict.reason.text.empty());
        }
        ASSERT_EQ(verdict.findings.size(), case_.findings.size()) << said;
        for (std::size_t i = 0; i < case_.findings.size(); ++i) {
            expect_finding(verdict.findings[i], case_.findings[i]);
            expect_sound(verdict.findings[i], verdict);
        }
        expect_same_under_shipped(verdict, context);
        if (case_.coverage) {
            EXPECT_EQ(verdict.coverage.checked, case_.coverage->checked);
            EXPECT_EQ(verdict.coverage.blocked, case_.coverage->blocked);
            EXPECT_EQ(verdict.coverage.skipped, case_.coverage->skipped);
        }
    }

private:
    std::vector<Account> registry() const {
        std::vector<Account> accounts = case_.earlier_accounts;
        accounts.push_back(case_.account.account);
        accounts.insert(accounts.end(), case_.later_accounts.begin(), case_.later_accounts.end());
        return accounts;
    }

    std::optional<wording::Matcher> own_matcher() const {
        if (!case_.dictionary) return std::nullopt;
        auto compiled = wording::Matcher::compile(*case_.dictionary);
        EXPECT_TRUE(compiled);
        return std::move(*compiled);
    }

    const wording::Matcher* wording_of(const std::optional<wording::Matcher>& own) const {
        if (case_.no_dictionary) return nullptr;
        return own ? &*own : &shipped_wording();
    }

    // The rulesets that are shipped say the same as the rules' own defaults.
    void expect_same_under_shipped(const Verdict& verdict, audit::AuditContext context) {
        if (case_.assist || rule_ == kWordedByRuleset) return;
        context.ruleset = &shipped();
        for (const Verdict& other : judge(case_, context)) {
            if (other.rule != rule_) continue;
            EXPECT_EQ(to_string(other.outcome), to_string(verdict.outcome)) << "under luan-2021";
            EXPECT_EQ(other.findings.size(), verdict.findings.size()) << "under luan-2021";
            return;
        }
        ADD_FAILURE() << "luan-2021 has no rule " << rule_;
    }

    const Case& case_;
    std::string rule_;
};

std::string test_name(const std::string& name) {
    std::string made;
    for (char c : name) made += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return made;
}

// Registers the cases of one file; says what is wrong with it and returns false.
bool add_file(const fs::path& path, std::deque<std::deque<Case>>& kept) {
    const std::string rule = path.parent_path().filename().string();
    std::ifstream in(path);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    auto cases = read_cases(rule + "/" + path.filename().string(), text, rule);
    if (!cases) {
        std::cerr << cases.error().text() << '\n';
        return false;
    }
    kept.push_back(std::move(*cases));
    for (const Case& made : kept.back()) {
        testing::RegisterTest(test_name(rule).c_str(), test_name(made.name).c_str(), nullptr,
                              nullptr, path.string().c_str(), made.line,
                              [&made, rule]() -> RuleCase* { return new RuleCase(made, rule); });
    }
    return true;
}

}  // namespace
}  // namespace mingcha::cases

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    testing::InitGoogleTest(&argc, argv);
    if (argc != 2) {
        std::cerr << "usage: test_rules FOLDER-OF-CASES\n";
        return 2;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(argv[1])) {
        if (entry.path().extension() == ".cases") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::deque<std::deque<mingcha::cases::Case>> kept;
    bool good = !files.empty();
    for (const fs::path& file : files) good = mingcha::cases::add_file(file, kept) && good;
    return good ? RUN_ALL_TESTS() : 1;
}
