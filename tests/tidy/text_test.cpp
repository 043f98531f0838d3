// What the text of every tracked file keeps to.
#include <gtest/gtest.h>

#include <regex>

#include "base/text.h"
#include "tests/tidy/tree.h"

namespace mingcha::tidy {
namespace {

constexpr std::size_t kMaxColumns = 100;
constexpr std::size_t kMaxFileLines = 800;

bool is_code(const TextFile& file) {
    return ends_with(file, ".h") || ends_with(file, ".cpp") || ends_with(file, ".ts") ||
           ends_with(file, ".vue");
}

TEST(Text, LinesAndFilesStayShort) {
    for (const TextFile& file : tree()) {
        if (!is_code(file)) continue;
        EXPECT_LE(file.lines.size(), kMaxFileLines) << file.path << ": ask what it is two of";
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            EXPECT_LE(char_count(file.lines[i]), kMaxColumns) << file.path << ":" << i + 1;
        }
    }
}

TEST(Text, HeadersGuardThemselvesAndSayWhatTheyAre) {
    for (const TextFile& file : tree()) {
        if (!is_under(file, "src") || !ends_with(file, ".h")) continue;
        EXPECT_EQ(file.lines.front().rfind("//", 0), 0U)
            << file.path << ": begin with what it is for";
        bool guarded = false;
        for (const std::string& line : file.lines) guarded = guarded || line == "#pragma once";
        EXPECT_TRUE(guarded) << file.path;
    }
}

TEST(Text, NamesAreLowerCase) {
    const std::regex wanted("[a-z0-9_./-]+");
    for (const TextFile& file : tree()) {
        if (!is_under(file, "src")) continue;
        const std::string name = file.path;
        EXPECT_TRUE(std::regex_match(name, wanted) || ends_with(file, "CMakeLists.txt")) << name;
        EXPECT_EQ(name.find("utils"), std::string::npos) << name << ": say what is in it";
    }
}

// Paths of somebody's machine, hosts of package registries, and marks of unfinished work.
TEST(Text, NothingOfAMachineAndNothingUnfinished) {
    const std::regex machine(R"((^|[\s"'=(])/(work|home|root|srv|farm)/|)"
                             R"(registry\.npmjs|deb\.debian\.org|security\.debian\.org)");
    const std::regex unfinished(R"(\b(TODO|FIXME|XXX|HACK)\b)");
    for (const TextFile& file : tree()) {
        if (is_under(file, "tests/tidy")) continue;  // names what it looks for
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (file.lines[i].size() > 4 * kMaxColumns)
                continue;  // generated data, checked by its own test
            EXPECT_FALSE(std::regex_search(file.lines[i], machine)) << file.path << ":" << i + 1;
            EXPECT_FALSE(std::regex_search(file.lines[i], unfinished)) << file.path << ":" << i + 1;
        }
    }
}

}  // namespace
}  // namespace mingcha::tidy
