// Who may include whom: the DEPENDS lists of src/CMakeLists.txt are the table, the #include lines
// are held against it.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "tests/tidy/tree.h"

namespace mingcha::tidy {
namespace {

using Edges = std::map<std::string, std::set<std::string>>;

const std::set<std::string> kCore{
    "base",   "model", "html", "extract", "office",  "ruleset", "audit",     "score",    "intake",
    "report", "proof", "demo", "wording", "monitor", "ledger",  "lifecycle", "workflow", "annual",
    "people", "notify"};
const std::set<std::string> kEffects{"gather", "store", "httpd", "secrets", "courier"};

// Which module is the one home of a third-party header. A header that is not named here is free to
// nobody.
const std::map<std::string, std::set<std::string>> kHomes{
    {"openssl/", {"base", "gather"}},
    {"unicode/", {"base", "html"}},
    {"uchardet", {"html"}},
    {"zip.h", {"office"}},
    {"pugixml.hpp", {"office", "feed"}},
    {"xlsxwriter.h", {"office"}},
    {"hs/", {"wording"}},
    {"yaml-cpp/", {"ruleset"}},
    {"nlohmann/",
     {"feed", "notify", "intake", "report", "proof", "store", "app", "server", "cli", "demo"}},
    {"CLI/", {"cli"}},
    {"spdlog/", {"gather", "app", "server", "cli"}},
    {"curl/", {"gather", "courier"}},
    {"sqlite3.h", {"store"}},
    {"zstd.h", {"store"}},
    {"libdeflate.h", {"store"}},
    {"zlib.h", {"store", "gather"}},
    {"brotli/", {"gather"}},
    {"sodium.h", {"secrets"}},
    {"flatbuffers/", {"store"}},
    {"boost/", {"httpd"}},
    {"fmt/", {}},  // everywhere
    {"tl/", {"base"}},
};

Edges declared_edges() {
    std::string text;
    for (const TextFile& file : tree()) {
        if (file.path != "src/CMakeLists.txt") continue;
        for (const std::string& line : file.lines) text += line + " ";
    }
    Edges edges;
    const std::regex module(R"(mingcha_module\((\w+)([^)]*)\))");
    for (std::sregex_iterator at(text.begin(), text.end(), module), end; at != end; ++at) {
        std::set<std::string>& allowed = edges[(*at)[1]];
        const std::string arguments = (*at)[2];
        const std::regex depends(R"(DEPENDS((?: +[a-z_]+)+))");
        std::smatch found;
        if (!std::regex_search(arguments, found, depends)) continue;
        const std::string list = found[1];
        const std::regex word("[a-z_]+");
        for (std::sregex_iterator w(list.begin(), list.end(), word), none; w != none; ++w) {
            allowed.insert(w->str());
        }
    }
    return edges;
}

std::string module_of(const std::string& path) {
    const std::size_t end = path.find('/', 4);
    return end == std::string::npos ? "" : path.substr(4, end - 4);
}

TEST(Layers, TheTableItselfKeepsTheEffectLine) {
    const Edges edges = declared_edges();
    ASSERT_GE(edges.size(), kCore.size() + kEffects.size());
    for (const auto& [module, allowed] : edges) {
        for (const std::string& other : allowed) {
            if (kCore.count(module)) {
                EXPECT_TRUE(kCore.count(other)) << module << " is core and may not reach " << other;
            }
            if (kEffects.count(module)) {
                EXPECT_FALSE(kEffects.count(other))
                    << module << " and " << other << " are both effects";
            }
        }
    }
}

TEST(Layers, IncludesFollowTheTable) {
    const Edges edges = declared_edges();
    const std::regex own(R"(^\s*#\s*include\s+"([^"/]+)/)");
    for (const TextFile& file : tree()) {
        if (!is_under(file, "src")) continue;
        const std::string module = module_of(file.path);
        const auto found = edges.find(module);
        if (found == edges.end()) continue;  // the edge (cli) may include everything
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(file.lines[i], match, own)) continue;
            const std::string other = match[1];
            EXPECT_TRUE(other == module || found->second.count(other))
                << file.path << ":" << i + 1 << ": " << module << " may not include " << other
                << " (src/CMakeLists.txt, DEPENDS)";
        }
    }
}

TEST(Layers, ThirdPartyHeadersStayAtHome) {
    const std::regex angled(R"(^\s*#\s*include\s+<([^>]+)>)");
    for (const TextFile& file : tree()) {
        if (!is_under(file, "src") || !(ends_with(file, ".h") || ends_with(file, ".cpp"))) continue;
        const std::string module = module_of(file.path);
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(file.lines[i], match, angled)) continue;
            const std::string header = match[1];
            for (const auto& [prefix, homes] : kHomes) {
                if (header.rfind(prefix, 0) != 0 || homes.empty()) continue;
                EXPECT_TRUE(homes.count(module)) << file.path << ":" << i + 1 << ": <" << header
                                                 << "> stays behind another module";
            }
        }
    }
}

}  // namespace
}  // namespace mingcha::tidy
