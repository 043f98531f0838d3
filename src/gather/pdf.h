// An HTML file → pdf, by headless Chromium in a process of its own.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace mingcha::gather {

inline constexpr int kPdfSeconds = 120;  // then Chromium is ended

// Errors: no Chromium on PATH, it failed, took too long or wrote nothing. `scratch` holds its
// profile and is the caller's to remove.
Result<bool> print_pdf(const std::filesystem::path& html, const std::filesystem::path& pdf,
                       const std::filesystem::path& scratch);

}  // namespace mingcha::gather
