// Cases of html5lib-tests, run against src/html.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace mingcha::conformance {

struct Count {
    std::int64_t passed = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    bool verbose = false;  // print input, expected and actual of each failure
};

// A tokenizer/*.test file (JSON). A case counts once for each initial state.
void run_tokenizer_file(const std::filesystem::path& path, Count& count);

// A tree-construction/*.dat file.
void run_tree_file(const std::filesystem::path& path, Count& count);

// Counts one case; prints what differs when it failed.
void report(Count& count, const std::string& name, const std::string& input,
            const std::string& expected, const std::string& actual);

}  // namespace mingcha::conformance
