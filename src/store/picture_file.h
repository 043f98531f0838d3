// Pictures that people took and circulars that were published, beside the evidence: one file each,
// named by the SHA-256 of its bytes, so that the same is kept once and a changed one is noticed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::store {

inline constexpr std::string_view kPictureFolder = "pictures";          // in the evidence folder
inline constexpr std::string_view kPublicationFolder = "publications";  // likewise
inline constexpr std::string_view kUnfinished = ".part";
inline constexpr std::size_t kMaxPictureRead = 32U << 20;

// Writes it where it is not there yet; it is there wholly or not at all. Returns its path within
// the evidence folder: "pictures/SHA256.png". `extension` has its dot. Errors: no rights, disk
// full.
Result<std::string> keep_picture(const std::filesystem::path& data_dir, std::string_view bytes,
                                 std::string_view sha256, std::string_view extension);

// The same for a file of a circular: "publications/SHA256.docx".
Result<std::string> keep_publication(const std::filesystem::path& data_dir, std::string_view bytes,
                                     std::string_view sha256, std::string_view extension);

// The bytes of what was kept. Errors: not there, not what its name says.
Result<std::string> kept_bytes(const std::filesystem::path& data_dir, std::string_view stored,
                               std::string_view sha256, std::uint64_t size);

// What keep_picture kept. `stored`: its answer; nothing else is read. Errors: another path, no such
// file, longer than kMaxPictureRead, bytes that are not those of the name.
Result<std::string> read_picture(const std::filesystem::path& data_dir, std::string_view stored);

}  // namespace mingcha::store
