// From the data of a real quarter (tests/golden/seed) the program makes the annexes and figures
// that its circular prints. Where ../shared is at hand the rows are held against the annexes
// themselves.
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "intake/table.h"
#include "tests/testing/testdata.h"

namespace mingcha {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// One run of the whole road, shared by the cases.
class Seed : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = fs::temp_directory_path() / ("mingcha-golden-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        const std::string data = "tests/golden/seed/";
        for (const char* kind : {"units", "divisions", "sites", "accounts"}) {
            run(std::string("import ") + kind + " " + data + kind + ".csv");
        }
        run("campaign create 2021Q4 --by-hand --ruleset luan-2021 --title 2021年第四季度"
            " --from 2021-11-04 --to 2021-11-10 --as-of 2021-11-12T18:00:00+08:00"
            " --interactions-from 2021-11-04 --interactions-to 2021-11-11"
            " --accounts-as-of 2021-11-08 --previous-site-rate 93.75");
        run("campaign set 2021Q4 office=六安市人民政府办公室 city=六安市 issue_date=2022-01-06"
            " rectify_by=2022-01-24 previous_period=第三季度 accounts_sampled_to=2021-11-08");
        run("import findings " + data + "findings.csv --campaign 2021Q4");
        run("import interactions " + data + "interactions.csv --campaign 2021Q4");
        run("score --campaign 2021Q4 --format json", "score.json");
        run("report --campaign 2021Q4 --formats json -o " + (folder_ / "out").string());
        score_ = json::parse(testing::read_file(folder_ / "score.json"));
        circular_ = json::parse(testing::read_file(folder_ / "out" / "circular.json"));
    }
    static void TearDownTestSuite() { fs::remove_all(folder_); }

    static void run(const std::string& arguments, const std::string& into = "said") {
        const std::string command =
            std::string(MINGCHA_PROGRAM) + " --data " + (folder_ / "data").string() + " " +
            arguments + " > " + (folder_ / into).string() + " 2> " + (folder_ / "errors").string();
        ASSERT_EQ(std::system(command.c_str()), 0) << arguments << "\n"
                                                   << testing::read_file(folder_ / "errors");
    }

    // Punctuation, brackets and spaces differ between printers; words and figures do not.
    static std::string plain(std::string text) {
        text = nfkc(text);
        for (const char* mark :
             {" ", "\n", ",", ";", "(", ")", "、", "。", ".", ":", "“", "”", "\""}) {
            text = replace_all(text, mark, "");
        }
        return text;
    }

    static std::vector<intake::RawRow> shared_rows(const fs::path& path) {
        const auto table = intake::read_csv(path.string(), testing::read_file(path));
        if (!table) return {};
        return {table->rows.begin() + 1, table->rows.end()};
    }

    static const json& annex(std::size_t number) {
        return circular_["annexes"][number - 1]["rows"];
    }

    static inline fs::path folder_;
    static inline json score_;
    static inline json circular_;
};

TEST_F(Seed, FiguresAreThoseOfTheCircular) {
    const json& summary = score_["summary"];
    EXPECT_EQ(summary["sites_total"], 48);
    EXPECT_EQ(summary["sites_checked"], 48);
    EXPECT_EQ(summary["sites_failed"], 3);
    EXPECT_EQ(summary["portal_average"], "90.96");
    EXPECT_EQ(summary["bonus_entered"], 5);
    EXPECT_EQ(summary["accounts_checked"], 268);
    EXPECT_EQ(summary["accounts_failed"], 14);
    EXPECT_EQ(summary["account_pass_rate"], "94.78");
    const json five{"3415020051", "3415030047", "3415230059", "3415220046", "3415240018"};
    EXPECT_EQ(summary["at_least_100"], five);
    std::map<std::string, int> failed;
    for (const json& row : summary["accounts_failed_by_division"]) {
        failed[row["name"]] = row["failed"];
    }
    const std::map<std::string, int> printed{{"市本级", 3}, {"金寨县", 1}, {"舒城县", 4},
                                             {"霍山县", 2}, {"叶集区", 4}, {"霍邱县", 0},
                                             {"金安区", 0}, {"裕安区", 0}};
    EXPECT_EQ(failed, printed);
    const json& bands = summary["interaction"];
    EXPECT_EQ(bands["same_day"].size(), 21U);
    EXPECT_EQ(bands["within_1"].size(), 23U);
    EXPECT_EQ(bands["within_5"].size(), 3U);
    EXPECT_EQ(bands["over_5"], json::array({"3415000090"}));
}

TEST_F(Seed, TheTextPrintsTheSameShares) {
    std::string text;
    for (const json& paragraph : circular_["paragraphs"]) text += paragraph.dump();
    for (const char* figure :
         {"82.9%", "7.3%", "4.9%", "43.8%", "91.7%", "94.78%", "90.96", "持平"}) {
        EXPECT_NE(text.find(figure), std::string::npos) << figure;
    }
}

TEST_F(Seed, WarnsOfWhatTheDataContradicts) {
    std::string warnings;
    for (const json& warning : score_["warnings"]) warnings += warning.get<std::string>() + "\n";
    EXPECT_NE(warnings.find("霍山"), std::string::npos) << warnings;
    EXPECT_NE(warnings.find("六安市茶业局"), std::string::npos) << warnings;
}

TEST_F(Seed, AnnexOneRowForRow) {
    ASSERT_EQ(annex(1).size(), 48U);
    MINGCHA_NEEDS_TESTDATA(path, "seed/annex1-sites.csv");
    const auto rows = shared_rows(path);
    ASSERT_EQ(rows.size(), 48U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t c = 0; c < 6; ++c) {
            EXPECT_EQ(plain(annex(1)[i][c]), plain(rows[i].cells[c])) << "row " << i + 1;
        }
    }
}

// name → label, of annexes 2 and 3.
std::map<std::string, std::string> labels(const json& rows, std::size_t label, std::size_t names) {
    std::map<std::string, std::string> out;
    for (const json& row : rows) {
        const std::string cell = row[names].get<std::string>();
        const std::string said = row[label].get<std::string>();
        for (const std::string& name : [&] {
                 std::vector<std::string> parts;
                 std::string rest = cell;
                 for (std::size_t at = 0; (at = rest.find("、")) != std::string::npos;) {
                     parts.push_back(rest.substr(0, at));
                     rest = rest.substr(at + std::string("、").size());
                 }
                 parts.push_back(rest);
                 return parts;
             }()) {
            out[name] = said.substr(0, said.find("（"));
        }
    }
    return out;
}

TEST_F(Seed, AnnexTwoAndThreeNameTheSameSites) {
    EXPECT_EQ(annex(2)[1][1], "优（34家）");
    EXPECT_EQ(annex(3)[0][0], "当天答复（21家）");
    EXPECT_EQ(annex(3)[1][0], "1个工作日内答复（23家）");
    MINGCHA_NEEDS_TESTDATA(grades, "seed/annex2-grades.csv");
    const auto grade_of = labels(annex(2), 1, 2);
    for (const auto& row : shared_rows(grades)) {
        const bool high = row.cells[1].find("100") != std::string::npos;
        EXPECT_EQ(grade_of.at(row.cells[3]), high ? "100分以上" : row.cells[1]) << row.cells[3];
    }
    MINGCHA_NEEDS_TESTDATA(bands, "seed/annex3-interaction.csv");
    const auto band_of = labels(annex(3), 0, 1);
    for (const auto& row : shared_rows(bands)) {
        const std::string printed = replace_all(plain(row.cells[0]), "工作日内答复", "工作日答复");
        EXPECT_EQ(replace_all(plain(band_of.at(row.cells[2])), "工作日内答复", "工作日答复"),
                  printed)
            << row.cells[2];
    }
}

TEST_F(Seed, AnnexFourRowForRow) {
    ASSERT_EQ(annex(4).size(), 14U);
    MINGCHA_NEEDS_TESTDATA(path, "seed/annex4-accounts.csv");
    const auto rows = shared_rows(path);
    ASSERT_EQ(rows.size(), 14U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t c = 0; c < 7; ++c) {
            EXPECT_EQ(plain(annex(4)[i][c]), plain(rows[i].cells[c])) << "row " << i + 1;
        }
    }
}

}  // namespace
}  // namespace mingcha
