// html5lib-conformance [--verbose] DIR | --testdata NAME
// Runs every *.test and *.dat below DIR. The last line is "N passed, N failed, N skipped".
#include <algorithm>
#include <cstdio>
#include <exception>
#include <vector>

#include "tests/conformance/cases.h"
#include "tests/testing/testdata.h"

namespace mingcha::conformance {

void report(Count& count, const std::string& name, const std::string& input,
            const std::string& expected, const std::string& actual) {
    if (expected == actual) {
        ++count.passed;
        return;
    }
    ++count.failed;
    std::printf("FAILED %s\n", name.c_str());
    if (!count.verbose) return;
    std::printf("--- input\n%s\n--- expected\n%s\n--- actual\n%s\n\n", input.c_str(),
                expected.c_str(), actual.c_str());
}

namespace {

bool is_under(const std::filesystem::path& path, const char* folder) {
    return std::any_of(path.begin(), path.end(), [&](const auto& part) { return part == folder; });
}

int run(const std::filesystem::path& root, bool verbose) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    Count count;
    count.verbose = verbose;
    for (const auto& file : files) {
        if (is_under(file, "encoding"))
            continue;  // another kind of case: src/html/encoding has its own
        if (file.extension() == ".test") run_tokenizer_file(file, count);
        if (file.extension() == ".dat") run_tree_file(file, count);
    }
    std::printf("%lld passed, %lld failed, %lld skipped\n", static_cast<long long>(count.passed),
                static_cast<long long>(count.failed), static_cast<long long>(count.skipped));
    return count.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace mingcha::conformance

int main(int argc, char** argv) {
    constexpr int kSkipped = 77;  // what ctest takes for a skipped test
    bool verbose = false;
    std::string folder;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--verbose") {
            verbose = true;
        } else if (argument == "--testdata" && i + 1 < argc) {
            const auto found = mingcha::testing::testdata(argv[++i]);
            if (!found) {
                std::printf("skipped: outside test data not found: %s\n", argv[i]);
                return kSkipped;
            }
            folder = found->string();
        } else {
            folder = argument;
        }
    }
    if (folder.empty() || !std::filesystem::is_directory(folder)) {
        std::fprintf(stderr, "usage: html5lib-conformance [--verbose] DIR\n");
        return 2;
    }
    try {
        return mingcha::conformance::run(folder, verbose);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
