// The text of a pdf, by poppler's pdftotext as a confined child: a pdf from a stranger is never
// parsed in our own process.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::gather {

inline constexpr int kPdfTextSeconds = 15;
inline constexpr int kPdfTextPages = 60;  // the first ones are read
inline constexpr std::int64_t kPdfTextKilobytes = 200'000;
inline constexpr std::size_t kMaxPdfTextBytes = 4'000'000;

// One line a line of the page. Errors: no pdftotext installed, damaged, locked by a password, no
// text (a scan), more time or memory than it may have.
Result<std::string> pdf_text(std::string_view pdf);

}  // namespace mingcha::gather
