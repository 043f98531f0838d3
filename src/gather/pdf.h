// HTML files → pdfs, by one headless Chromium for all of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/result.h"

namespace mingcha::gather {

inline constexpr int kPdfSeconds = 120;  // for each file, then Chromium is ended
inline constexpr std::size_t kMaxPdfBytes = 256U << 20;

struct PdfJob {
    std::filesystem::path html, pdf;
};

// In the order given; the files are our own and trusted, no script runs in them. Errors: no
// Chromium on PATH, it failed, took too long, wrote nothing, a pdf cannot be written. `scratch`
// holds its profile and is the caller's to remove.
Result<bool> print_pdfs(const std::vector<PdfJob>& jobs, const std::filesystem::path& scratch);

}  // namespace mingcha::gather
