// A tar archive (POSIX.1-2017, pax: ustar with base-256 sizes) written and read in one pass, so
// that evidence of any size goes through a buffer of fixed size.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::store {

inline constexpr std::size_t kMaxTarName = 100;
inline constexpr std::size_t kCopyBytes = 1U << 20;  // in memory at a time
inline constexpr std::uint64_t kMaxTarEntries = 1'000'000;

using TarTake = std::function<Result<bool>(std::string_view piece)>;

// One thread. What was not finished stays behind as an unusable file: write beside the final name.
class TarWriter {
public:
    static Result<TarWriter> create(const std::filesystem::path& path);

    // The first `size` bytes of a file; `seen` gets every piece. Errors: it is shorter, disk full.
    Result<bool> add_file(const std::string& name, const std::filesystem::path& file,
                          std::uint64_t size, const std::function<void(std::string_view)>& seen);
    Result<bool> add_bytes(const std::string& name, std::string_view bytes);
    Result<bool> finish();  // to the disk

private:
    using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
    TarWriter(File file, std::filesystem::path path)
        : file_(std::move(file)), path_(std::move(path)) {}
    Result<bool> write(std::string_view bytes);
    Result<bool> begin_entry(const std::string& name, std::uint64_t size);
    Result<bool> pad(std::uint64_t size);

    File file_;
    std::filesystem::path path_;
};

// Calls `entry` for each file of the archive, in order; what it returns takes the pieces of that
// file, and a last empty one at its end. Errors: no tar archive, cut off, damaged heads, entries
// other than plain files, too many of them.
Result<bool> read_tar(
    const std::filesystem::path& path,
    const std::function<Result<TarTake>(const std::string& name, std::uint64_t size)>& entry);

}  // namespace mingcha::store
