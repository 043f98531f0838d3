#include "tests/testing/testdata.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace mingcha::testing {

std::optional<std::filesystem::path> testdata(const std::string& relative) {
    const char* set = std::getenv("MINGCHA_TESTDATA");
    const std::filesystem::path root = set != nullptr ? set : "../shared";
    std::filesystem::path path = root / relative;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return std::nullopt;
    return path;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

}  // namespace mingcha::testing
