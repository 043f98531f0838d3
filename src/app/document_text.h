// The text of an attachment, for the rules that read texts.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mingcha::app {

// Unpacked, of a document; what claims more is not read. A workbook's cells take many times that.
inline constexpr std::uint64_t kMaxDocumentUnpacked = 12'000'000;
inline constexpr std::size_t kMaxDocumentText = 256 * 1024;  // kept of it

// A .docx or .xlsx as one line a paragraph or row, cells parted by blanks; a .pdf line by line
// (gather/pdf_text.h: a child process). Errors: none of them, damaged, too large.
Result<std::string> document_text(std::string_view bytes);

}  // namespace mingcha::app
