// Input that tests may use but the project does not ship (real pages, html5lib-tests, the seed
// circular). It lies at `../shared` beside the checkout, or where MINGCHA_TESTDATA points.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace mingcha::testing {

// The folder or file `relative` of the outside test data; nullopt where it is absent. The caller
// then says so in one line and skips (MINGCHA_NEEDS_TESTDATA does both).
std::optional<std::filesystem::path> testdata(const std::string& relative);

// The whole file as bytes; throws std::runtime_error when it cannot be read, which fails the test.
std::string read_file(const std::filesystem::path& path);

}  // namespace mingcha::testing

// Skips the running GoogleTest case, counted and with its reason, when the outside test data is
// absent.
#define MINGCHA_NEEDS_TESTDATA(variable, relative)                        \
    const auto variable##_found = ::mingcha::testing::testdata(relative); \
    if (!variable##_found) {                                              \
        GTEST_SKIP() << "outside test data not found: " << (relative)     \
                     << " (put it at ../shared or set MINGCHA_TESTDATA)"; \
    }                                                                     \
    const std::filesystem::path& variable = *variable##_found
