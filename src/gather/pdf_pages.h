// Pages of a pdf as pictures, by poppler's pdfinfo and pdftoppm as confined children.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::gather {

inline constexpr int kPdfPageSeconds = 20;
inline constexpr std::int64_t kPdfPageKilobytes = 400'000;
inline constexpr std::size_t kMaxPageBytes = 16U << 20;  // of one picture
inline constexpr int kMaxPdfPages = 2'000;
inline constexpr int kPageDpi = 110;  // an A4 page is 910 × 1287

// Errors: no pdfinfo installed, no pdf, more time or memory than it may have.
Result<int> pdf_page_count(std::string_view pdf);

// `page` from 1, as PNG. Errors: no pdftoppm installed, no such page, as above.
Result<std::string> pdf_page_png(std::string_view pdf, int page);

}  // namespace mingcha::gather
