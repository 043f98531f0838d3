// The further pages of a list: how many there are, and their addresses where only a script of a
// known content system writes them.
#pragma once

#include "base/url.h"
#include "extract/outline.h"
#include "model/facts.h"

namespace mingcha::extract {

inline constexpr std::uint32_t kMaxFurtherPages = 60;      // addresses made of one script
inline constexpr std::uint32_t kMostPagesOfList = 50'000;  // a larger number is no count of pages

// Fills in page_count and further_pages of a list or a board.
void find_pager(const UrlBase& base, Outline& outline, PageFacts& facts);

}  // namespace mingcha::extract
