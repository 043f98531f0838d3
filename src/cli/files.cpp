#include "cli/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace mingcha::cli {

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        return fail(path, "a folder, not a file", "name a file in it");
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return fail(path, fmt::format("cannot be read: {}", std::strerror(errno)),
                    "check the name and the rights of the file");
    }
    std::string bytes;
    std::string chunk(1 << 16, '\0');
    while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
        bytes.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > max_bytes) {
            return fail(path, fmt::format("larger than {} MiB", max_bytes >> 20),
                        "split the file or check that it is the right one");
        }
    }
    return bytes;
}

}  // namespace mingcha::cli
