// A .docx document as paragraphs and tables in reading order (ECMA-376 part 1, WordprocessingML).
// Deleted text of tracked changes is left out, inserted text is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::office {

inline constexpr std::size_t kMaxDocxBlocks = 200'000;
inline constexpr int kMaxDocxDepth = 64;

struct DocxBlock {
    std::string text;  // of a paragraph; automatic numbers are not part of it
    std::vector<std::vector<std::string>> rows;  // of a table; cells that span columns repeat
    bool page_break_before = false;
};

// Errors: no docx, damaged, larger than the limits.
Result<std::vector<DocxBlock>> read_docx(std::string_view bytes);

}  // namespace mingcha::office
