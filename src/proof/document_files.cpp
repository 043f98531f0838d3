// Documents out of HTML and docx files; text is in document.cpp.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "html/encoding.h"
#include "html/parser.h"
#include "office/docx_read.h"
#include "proof/document.h"

namespace mingcha::proof {

namespace {

constexpr std::size_t kMaxSpan = 64;

void add_paragraph(Document& document, std::string_view text) {
    if (document.blocks.size() >= kMaxBlocks) return;
    for (std::string_view line : split(text, '\n')) {
        std::string normal = normalise(line.substr(0, kMaxParagraphBytes));
        if (!normal.empty()) document.blocks.push_back({std::move(normal), {}});
    }
}

bool begins_block(const html::Node* node) {
    using html::TagId;
    switch (node->tag) {
        case TagId::p:
        case TagId::div:
        case TagId::br:
        case TagId::li:
        case TagId::h1:
        case TagId::h2:
        case TagId::h3:
        case TagId::h4:
        case TagId::h5:
        case TagId::h6:
        case TagId::section:
        case TagId::article:
        case TagId::td:
        case TagId::tr:
        case TagId::table:
        case TagId::ul:
        case TagId::ol:
        case TagId::hr:
        case TagId::header:
        case TagId::footer:
            return true;
        default:
            return false;
    }
}

std::size_t span_of(const html::Node* cell, html::AttrId which) {
    std::size_t span = 0;
    for (char c : cell->attribute(which).substr(0, 4)) {
        if (c < '0' || c > '9') break;
        span = span * 10 + static_cast<std::size_t>(c - '0');
    }
    return std::clamp<std::size_t>(span, 1, kMaxSpan);
}

bool has_table_below(const html::Node* table) {
    for (const html::Node* node : html::descendants(table)) {
        if (node->is(html::TagId::table)) return true;
    }
    return false;
}

// Cells in a grid; a cell that spans rows stands in each of them.
Block table_of(const html::Node* table) {
    Block block;
    std::map<std::size_t, std::pair<std::size_t, std::string>> hanging;  // column → rows left, text
    for (const html::Node* row : html::descendants(table)) {
        if (!row->is(html::TagId::tr)) continue;
        Row cells;
        const auto fill_hanging = [&] {
            for (auto at = hanging.find(cells.size()); at != hanging.end();
                 at = hanging.find(cells.size())) {
                cells.push_back(at->second.second);
                if (--at->second.first == 0) hanging.erase(at);
            }
        };
        for (const html::Node* cell : html::children(row)) {
            if (!cell->is(html::TagId::td) && !cell->is(html::TagId::th)) continue;
            fill_hanging();
            std::string text;
            html::append_text(cell, true, text);
            text = normalise(single_spaces(text).substr(0, kMaxParagraphBytes));
            const std::size_t rows = span_of(cell, html::AttrId::rowspan);
            for (std::size_t i = 0; i < span_of(cell, html::AttrId::colspan); ++i) {
                if (rows > 1) hanging[cells.size()] = {rows - 1, text};
                cells.push_back(text);
            }
        }
        fill_hanging();
        if (!cells.empty()) block.rows.push_back(std::move(cells));
    }
    return block;
}

}  // namespace

Result<Document> document_from_html(std::string_view bytes) {
    html::Decoder decoder;
    const html::Decoded text = decoder.decode(bytes);
    html::Parser parser;
    const html::Document& page = parser.parse(text.utf8);
    Document document;
    if (page.body == nullptr) return document;
    std::string paragraph;
    const html::Node* node = page.body;
    while (node != nullptr) {
        bool enter = true;
        if (node->is_text()) {
            paragraph += node->data;
        } else if (node->is(html::TagId::script) || node->is(html::TagId::style)) {
            enter = false;
        } else if (node->is(html::TagId::table) && !has_table_below(node)) {
            add_paragraph(document, single_spaces(paragraph));
            paragraph.clear();
            Block table = table_of(node);
            // A table of one cell is a frame around text, not a table.
            if (table.rows.size() == 1 && table.rows.front().size() == 1) {
                add_paragraph(document, table.rows.front().front());
            } else if (table.is_table() && document.blocks.size() < kMaxBlocks) {
                document.blocks.push_back(std::move(table));
            }
            enter = false;
        } else if (begins_block(node)) {
            add_paragraph(document, single_spaces(paragraph));
            paragraph.clear();
        }
        node = enter ? html::next_in_order(node, page.body) : html::next_skipping(node, page.body);
    }
    add_paragraph(document, single_spaces(paragraph));
    return document;
}

Result<Document> document_from_docx(std::string_view bytes) {
    const Result<std::vector<office::DocxBlock>> blocks = office::read_docx(bytes);
    if (!blocks) return Fail(blocks.error());
    Document document;
    for (const office::DocxBlock& block : *blocks) {
        if (block.rows.empty()) {
            add_paragraph(document, block.text);
            continue;
        }
        Block table;
        for (const auto& cells : block.rows) {
            Row row;
            for (const std::string& cell : cells)
                row.push_back(normalise(cell.substr(0, kMaxParagraphBytes)));
            table.rows.push_back(std::move(row));
        }
        if (document.blocks.size() < kMaxBlocks) document.blocks.push_back(std::move(table));
    }
    return document;
}

}  // namespace mingcha::proof
