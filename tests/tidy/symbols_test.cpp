// The core is pure: what its libraries leave undefined is read from the compiled archives.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <regex>

namespace mingcha::tidy {
namespace {

// Sockets, clocks, threads, randomness, files and processes, as the C and C++ libraries name them.
const std::regex kForbidden(
    "^(socket|connect|bind|listen|accept4?|recv(from|msg)?|send(to|msg)?|getaddrinfo|"
    "time|gettimeofday|clock_gettime|clock|nanosleep|usleep|sleep|"
    "rand|random|srand|getrandom|getentropy|"
    "open(64)?|openat|fopen(64)?|freopen|creat|opendir|unlink|rename|mkdir|"
    "pthread_create|fork|vfork|execv|execve|execvp|popen|system|getenv|"
    "_ZNSt13random_device.*|_ZNSt6chrono3_V21[0-9]+(system|steady)_clock3nowEv|_ZNSt6thread.*|"
    "_ZNSt14basic_ifstream.*|_ZNSt14basic_ofstream.*|_ZNSt13basic_filebuf.*|_ZNSt10filesystem.*)$");

class CorePurity : public ::testing::TestWithParam<const char*> {};

TEST_P(CorePurity, LeavesNoEffectUndefined) {
    const std::string library = std::string(TIDY_LIBRARIES "/libmc_") + GetParam() + ".a";
    ASSERT_TRUE(std::filesystem::exists(library)) << library << " has not been built";
    const std::unique_ptr<FILE, int (*)(FILE*)> nm(
        popen(("nm -u -P " + library + " 2>/dev/null").c_str(), "r"), &pclose);
    ASSERT_TRUE(nm);
    std::array<char, 4096> line{};
    std::size_t read = 0;
    while (std::fgets(line.data(), line.size(), nm.get()) != nullptr) {
        const std::string text = line.data();
        const std::string symbol = text.substr(0, text.find_first_of(" \n@"));
        ++read;
        EXPECT_FALSE(std::regex_match(symbol, kForbidden)) << GetParam() << " calls " << symbol;
    }
    EXPECT_GT(read, 0U);
}

INSTANTIATE_TEST_SUITE_P(Core, CorePurity,
                         ::testing::Values("base", "model", "html", "extract", "office", "ruleset",
                                           "audit", "score", "intake", "report", "proof", "demo",
                                           "wording", "monitor", "ledger", "lifecycle", "workflow",
                                           "annual", "people", "notify"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace mingcha::tidy
