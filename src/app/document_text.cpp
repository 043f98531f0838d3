#include "app/document_text.h"

#include <fmt/format.h>

#include "base/text.h"
#include "gather/pdf_text.h"
#include "office/docx_read.h"
#include "office/xlsx_read.h"
#include "office/zip_read.h"

namespace mingcha::app {

namespace {

constexpr std::string_view kPdfSignature = "%PDF-";

class Lines {
public:
    bool full() const { return text_.size() >= kMaxDocumentText; }

    void add(std::string_view line) {
        line = trim(line);
        if (line.empty() || full()) return;
        text_ += line;
        text_ += '\n';
    }
    void add(const std::vector<std::string>& cells) {
        std::string line;
        const std::string* last = nullptr;
        for (const std::string& cell : cells) {
            // A cell that spans several columns repeats its text.
            if (cell.empty() || (last != nullptr && *last == cell)) continue;
            if (!line.empty()) line += ' ';
            line += replace_all(cell, "\n", " ");
            last = &cell;
        }
        add(line);
    }

    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

Result<std::string> text_of_docx(std::string_view bytes) {
    const auto blocks = office::read_docx(bytes);
    if (!blocks) return Fail(blocks.error());
    Lines lines;
    for (const office::DocxBlock& block : *blocks) {
        if (lines.full()) break;
        lines.add(block.text);
        for (const auto& row : block.rows) lines.add(row);
    }
    return lines.take();
}

Result<std::string> text_of_xlsx(std::string_view bytes) {
    const auto sheets = office::read_xlsx(bytes);
    if (!sheets) return Fail(sheets.error());
    Lines lines;
    for (const office::Sheet& sheet : *sheets) {
        for (const office::SheetRow& row : sheet.rows) {
            if (lines.full()) break;
            lines.add(row.cells);
        }
    }
    return lines.take();
}

Result<std::string> text_of_pdf(std::string_view bytes) {
    const auto pages = gather::pdf_text(bytes);
    if (!pages) return Fail(pages.error());
    Lines lines;
    for (const std::string_view line : split(*pages, '\n')) lines.add(single_spaces(line));
    return lines.take();
}

}  // namespace

Result<std::string> document_text(std::string_view bytes) {
    if (bytes.starts_with(kPdfSignature)) return text_of_pdf(bytes);
    std::uint64_t unpacked = 0;
    bool docx = false;
    {
        const auto zip = office::ZipReader::open(bytes);
        if (!zip) return Fail(zip.error());
        unpacked = zip->unpacked_bytes();
        docx = zip->has("word/document.xml");
    }
    if (unpacked > kMaxDocumentUnpacked) {
        return fail("attachment", fmt::format("unpacks to {} bytes", unpacked),
                    fmt::format("at most {} are read", kMaxDocumentUnpacked));
    }
    return docx ? text_of_docx(bytes) : text_of_xlsx(bytes);
}

}  // namespace mingcha::app
