#include "app/rulesets.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "wording/read.h"

namespace mingcha::app {

Result<ruleset::Sources> ruleset_sources(const std::filesystem::path& data_dir) {
    ruleset::Sources sources = ruleset::builtin_sources();
    const std::filesystem::path folder = data_dir / "rulesets";
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) return sources;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto ending = entry.path().extension();
        if (ending != ".yaml" && ending != ".csv") continue;
        const std::size_t most =
            ending == ".csv" ? wording::kMaxDictionaryBytes : ruleset::kMaxFileBytes;
        if (entry.file_size(error) > most) {
            return fail(entry.path().string(),
                        ending == ".csv" ? "too large for a dictionary" : "too large for a ruleset",
                        fmt::format("at most {} KiB", most >> 10));
        }
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        if (!in)
            return fail(entry.path().string(), "cannot be read", "check the rights of the file");
        sources[entry.path().filename().string()] = text.str();
    }
    return sources;
}

}  // namespace mingcha::app
