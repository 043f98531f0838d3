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

Result<bool> write_file(const std::string& path, const std::string& bytes) {
    const std::string part = path + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(part, path, error);
    if (out && !error) return true;
    const std::string why = error ? error.message() : std::strerror(errno);
    std::filesystem::remove(part, error);
    return fail(path, "cannot be written: " + why, "检查目录的权限和磁盘空间");
}

}  // namespace mingcha::cli
