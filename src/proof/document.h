// A finished document as plain blocks: paragraphs and tables in reading order, whatever file it
// came in. In: text, HTML or docx bytes. Out: blocks whose text is normalised for comparing (see
// normalise).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::proof {

// Limits: a circular is some hundred kilobytes; what is larger is not one.
inline constexpr std::size_t kMaxDocumentBytes = 64U << 20;
inline constexpr std::size_t kMaxBlocks = 100'000;
inline constexpr std::size_t kMaxParagraphBytes = 16U << 10;

using Row = std::vector<std::string>;

struct Block {
    std::string text;       // of a paragraph; empty for a table
    std::vector<Row> rows;  // of a table; empty for a paragraph

    bool is_table() const { return !rows.empty(); }
};

struct Document {
    std::vector<Block> blocks;
};

// One writing for what is printed in many: spaces between Chinese characters and digits are
// dropped, full-width letters and digits become ASCII, ASCII punctuation beside Chinese becomes
// Chinese, thousands separators go. "48 家 (93.75％)" → "48家（93.75%）".
std::string normalise(std::string_view text);

// UTF-8 text: one paragraph a line, a table row where cells are parted by tabs. A sentence that a
// page break cut in two is joined again.
Document document_from_text(std::string_view utf8);

// Errors: not HTML at all is never one; an empty document is.
Result<Document> document_from_html(std::string_view bytes);

// Errors: no zip, no word/document.xml, too large.
Result<Document> document_from_docx(std::string_view bytes);

// By the file's name and first bytes. Errors: unknown kind, with what to save it as.
Result<Document> read_document(std::string_view file_name, std::string_view bytes);

}  // namespace mingcha::proof
