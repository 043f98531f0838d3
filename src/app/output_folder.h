// Files and folders that come into a folder together or not at all: made beside it, then put in
// the place of what was there, and that put back where one of them fails.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace mingcha::app {

class OutputFolder {
public:
    // Makes what is missing of the path to `out`, not `out` itself: nothing is seen there before
    // `exchange`. Errors: no folder can be made beside it or in it.
    static Result<OutputFolder> beside(const std::filesystem::path& out);

    OutputFolder(OutputFolder&& other) noexcept;
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    OutputFolder& operator=(OutputFolder&&) = delete;
    ~OutputFolder();  // takes the scratch away with all in it

    const std::filesystem::path& made() const { return made_; }  // what is to be put in place
    const std::filesystem::path& work() const { return work_; }  // thrown away at the end

    // Puts each of `names` in made() at its place in the folder. Errors: one of them cannot be
    // (a folder stands where a file goes, no right to): all is as it was before.
    Result<std::vector<std::filesystem::path>> exchange(const std::vector<std::string>& names);

private:
    OutputFolder() = default;

    std::filesystem::path out_, scratch_, made_, work_, old_;
};

// Errors: the file cannot be written to its last byte.
Result<bool> write_file(const std::filesystem::path& file, const std::string& bytes);

}  // namespace mingcha::app
