// Pages of a circular's pdf as pictures, for whoever looks at it in a browser.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::app {

inline constexpr int kMaxCircularPages = 2'000;

// Errors: as gather::pdf_page_count and gather::pdf_page_png.
Result<int> circular_page_count(std::string_view pdf);
Result<std::string> circular_page_png(std::string_view pdf, int page);

}  // namespace mingcha::app
