// Pictures that people took, beside the evidence: one file each, named by the SHA-256 of its bytes,
// so that the same picture is kept once and a changed one is noticed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::store {

inline constexpr std::string_view kPictureFolder = "pictures";  // in the evidence folder
inline constexpr std::string_view kUnfinished = ".part";

// Writes it where it is not there yet; it is there wholly or not at all. Returns its path within
// the evidence folder: "pictures/SHA256.png". `extension` has its dot. Errors: no rights, disk
// full.
Result<std::string> keep_picture(const std::filesystem::path& data_dir, std::string_view bytes,
                                 std::string_view sha256, std::string_view extension);

}  // namespace mingcha::store
