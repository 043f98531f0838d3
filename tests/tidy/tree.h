// The tracked tree as the tidy tests see it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingcha::tidy {

struct TextFile {
    std::string path;  // from the root, with '/'
    std::vector<std::string> lines;
};

// Every text file that git tracks or would track, read whole. Files with a NUL byte are left out.
const std::vector<TextFile>& tree();

bool is_under(const TextFile& file, std::string_view folder);
bool ends_with(const TextFile& file, std::string_view ending);

}  // namespace mingcha::tidy
