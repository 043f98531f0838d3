#include "office/docx_read.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "office/zip_read.h"

namespace mingcha::office {

namespace {

constexpr std::size_t kMaxSpan = 64;

bool is(const pugi::xml_node& node, std::string_view name) {
    return node.name() == name;
}

// Text of a paragraph: runs in order, also inside links, smart tags and insertions.
void append_runs(const pugi::xml_node& node, std::string& out, bool& page_break, int depth) {
    if (depth > kMaxDocxDepth) return;
    for (const pugi::xml_node& child : node.children()) {
        if (is(child, "w:t")) {
            out += child.text().get();
        } else if (is(child, "w:tab")) {
            out += '\t';
        } else if (is(child, "w:br")) {
            if (std::string_view(child.attribute("w:type").value()) == "page") {
                page_break = true;
            } else {
                out += '\n';
            }
        } else if (is(child, "w:noBreakHyphen")) {
            out += '-';
        } else if (!is(child, "w:del") && !is(child, "w:pPr") && !is(child, "w:rPr") &&
                   !is(child, "mc:Fallback") && !is(child, "w:instrText")) {
            append_runs(child, out, page_break, depth + 1);
        }
    }
}

std::string cell_text(const pugi::xml_node& cell) {
    std::string out;
    bool ignored = false;
    for (const pugi::xml_node& paragraph : cell.children("w:p")) {
        std::string text;
        append_runs(paragraph, text, ignored, 0);
        if (text.empty()) continue;
        if (!out.empty()) out += '\n';
        out += text;
    }
    return out;
}

DocxBlock table_block(const pugi::xml_node& table) {
    DocxBlock block;
    for (const pugi::xml_node& row : table.children("w:tr")) {
        std::vector<std::string> cells;
        for (const pugi::xml_node& cell : row.children("w:tc")) {
            const pugi::xml_node properties = cell.child("w:tcPr");
            const auto span = std::clamp<std::size_t>(
                properties.child("w:gridSpan").attribute("w:val").as_uint(1), 1, kMaxSpan);
            std::string text = cell_text(cell);
            const pugi::xml_node merge = properties.child("w:vMerge");
            // A cell that a merged one above covers shows that one's text.
            if (merge && std::string_view(merge.attribute("w:val").value()) != "restart" &&
                text.empty() && !block.rows.empty() && cells.size() < block.rows.back().size()) {
                text = block.rows.back()[cells.size()];
            }
            for (std::size_t i = 0; i < span; ++i) cells.push_back(text);
        }
        block.rows.push_back(std::move(cells));
    }
    return block;
}

Result<bool> append_blocks(const pugi::xml_node& body, std::vector<DocxBlock>& blocks, int depth) {
    if (depth > kMaxDocxDepth) return true;
    for (const pugi::xml_node& child : body.children()) {
        if (blocks.size() > kMaxDocxBlocks) {
            return fail("word/document.xml",
                        fmt::format("more than {} paragraphs", kMaxDocxBlocks));
        }
        if (is(child, "w:p")) {
            DocxBlock block;
            block.page_break_before =
                static_cast<bool>(child.child("w:pPr").child("w:pageBreakBefore"));
            append_runs(child, block.text, block.page_break_before, 0);
            blocks.push_back(std::move(block));
        } else if (is(child, "w:tbl")) {
            blocks.push_back(table_block(child));
        } else if (is(child, "w:sdt") || is(child, "w:sdtContent") || is(child, "w:ins")) {
            if (Result<bool> done = append_blocks(child, blocks, depth + 1); !done) return done;
        }
    }
    return true;
}

}  // namespace

Result<std::vector<DocxBlock>> read_docx(std::string_view bytes) {
    const Result<ZipReader> zip = ZipReader::open(bytes);
    if (!zip) return Fail(zip.error());
    const Result<std::string> text = zip->read("word/document.xml");
    if (!text) return fail("", "not a .docx document", "用 Word 或 WPS 另存为 .docx");
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!parsed) {
        return fail("word/document.xml", fmt::format("damaged: {}", parsed.description()),
                    "文件已损坏，请重新另存");
    }
    std::vector<DocxBlock> blocks;
    if (Result<bool> done = append_blocks(document.child("w:document").child("w:body"), blocks, 0);
        !done) {
        return Fail(done.error());
    }
    return blocks;
}

}  // namespace mingcha::office
