// A file that only grows. Writes are gathered and go out in large pieces; sync() makes them safe
// from a power cut. Errors (a full disk, no leave to write) say which file and what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::store {

class AppendFile {
public:
    // Opens or makes `path`. `size`: bytes known to be good; what lies beyond is cut off.
    static Result<AppendFile> open(const std::filesystem::path& path, std::uint64_t size);
    AppendFile(AppendFile&& other) noexcept;
    AppendFile& operator=(AppendFile&& other) noexcept;
    ~AppendFile();

    Result<std::uint64_t> append(std::string_view bytes);  // the offset at which they lie
    Result<bool> flush();                                  // to the operating system
    Result<bool> sync();                                   // to the disk
    std::uint64_t size() const { return size_; }           // what was appended counted in
    const std::filesystem::path& path() const { return path_; }

private:
    AppendFile() = default;

    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t size_ = 0;
    std::string pending_;
};

// Part of a file. Errors: not there, shorter than asked.
Result<std::string> read_part(const std::filesystem::path& path, std::uint64_t offset,
                              std::size_t bytes);

}  // namespace mingcha::store
