#include "report/document_html.h"

#include <fmt/format.h>

#include <numeric>

#include "base/text.h"

namespace mingcha::report {

namespace {

constexpr std::string_view kCss = R"(
@page { size: A4; margin: 37mm 26mm 35mm 28mm;
        font: 14pt "宋体", SimSun, "Noto Serif CJK SC", serif; }
@page :right { @bottom-right { content: "— " counter(page) " —　"; vertical-align: top;
                              padding-top: 7mm; } }
@page :left { @bottom-left { content: "　— " counter(page) " —"; vertical-align: top;
                            padding-top: 7mm; } }
@page wide { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }
body { margin: 0; font: 16pt/10.22mm "仿宋_GB2312", "仿宋", FangSong, "Noto Serif CJK SC", serif; }
section { break-before: page; }
section:first-of-type { break-before: auto; }
section.wide { page: wide; }
p { margin: 0; text-align: justify; overflow-wrap: anywhere; }
p.title { font: 22pt/12mm "方正小标宋简体", "华文中宋", "Noto Serif CJK SC", serif; font-weight: bold;
  text-align: center; margin-bottom: 10mm; text-wrap: balance; }
p.number { text-align: center; }
p.body, p.heading { text-indent: 2em; }
p.body:empty { min-height: 10.22mm; break-after: avoid; }
p.attachment { margin-left: 5em; text-indent: 0; break-inside: avoid; }
p.attachment.lead { text-indent: -3em; }
p.attachment.numbered { margin-left: 6em; text-indent: -1em; }
p.attachment.numbered.lead { text-indent: -4em; }
p.heading, p.annex, th { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; }
p.heading { break-after: avoid; }
p.body .lead { font-family: "楷体_GB2312", "楷体", KaiTi, "LXGW WenKai", serif; }
p.signature { text-align: right; margin-right: 4em; break-before: avoid; }
p.note { font-size: 12pt; break-before: avoid; }
p:has(+ table) { break-after: avoid; }
p.imprint { font-size: 14pt; border: solid; border-width: 1px 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 10.5pt;
        line-height: 1.4; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { font-weight: normal; }
th, td { border: 0.5pt solid; padding: 1mm; overflow-wrap: anywhere; }
@media screen { body { max-width: 156mm; margin: 20mm auto; } }
)";

std::string_view class_of(office::Style style) {
    using office::Style;
    switch (style) {
        case Style::title: return "title";
        case Style::number: return "number";
        case Style::addressee: return "addressee";
        case Style::body: return "body";
        case Style::heading: return "heading";
        case Style::signature: return "signature";
        case Style::attachment: return "attachment";
        case Style::annex: return "annex";
        case Style::note: return "note";
        case Style::imprint: return "imprint";
    }
    return "body";
}

std::string paragraph_html(const office::Paragraph& text) {
    std::string kind(class_of(text.style));
    if (text.style == office::Style::attachment) {
        if (!text.lead.empty()) kind += " lead";
        if (office::is_numbered(text)) kind += " numbered";
    }
    std::string out = fmt::format("<p class=\"{}\">", kind);
    if (!text.lead.empty()) {
        out += fmt::format("<span class=\"lead\">{}</span>", escape_html(text.lead));
    }
    return out + escape_html(text.text) + "</p>\n";
}

// Rows that the first cell of row `at` spans; 0 where it is part of the one above.
std::size_t merged_rows(const office::Table& table, std::size_t at) {
    const auto same = [&](std::size_t a, std::size_t b) {
        return !table.rows[a].empty() && !table.rows[b].empty() &&
               table.rows[a][0] == table.rows[b][0];
    };
    if (!table.merge_first) return 1;
    if (at > 0 && same(at - 1, at)) return 0;
    std::size_t end = at + 1;
    while (end < table.rows.size() && same(at, end)) ++end;
    return end - at;
}

std::string table_html(const office::Table& table) {
    const int parts = std::max(1, std::accumulate(table.widths.begin(), table.widths.end(), 0));
    std::string out = "<table><colgroup>";
    for (const int width : table.widths) {
        out += fmt::format("<col width=\"{}%\">", width * 100 / parts);
    }
    out += "</colgroup><thead><tr>";
    for (const auto& cell : table.head) out += fmt::format("<th>{}</th>", escape_html(cell));
    out += "</tr></thead><tbody>\n";
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        const auto& row = table.rows[at];
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::size_t rows = i == 0 ? merged_rows(table, at) : 1;
            if (rows == 0) continue;
            out += rows == 1 ? "<td>" : fmt::format("<td rowspan=\"{}\">", rows);
            out += escape_html(row[i]) + "</td>";
        }
        out += "</tr>\n";
    }
    return out + "</tbody></table>\n";
}

}  // namespace

std::string document_html(const office::Document& document) {
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{}</title>"
        "<style>{}</style></head><body>\n",
        escape_html(document.title), kCss);
    for (const office::Section& section : document.sections) {
        out += section.landscape ? "<section class=\"wide\">\n" : "<section>\n";
        for (const office::Block& block : section.blocks) {
            if (const auto* text = std::get_if<office::Paragraph>(&block)) {
                out += paragraph_html(*text);
            } else {
                out += table_html(std::get<office::Table>(block));
            }
        }
        out += "</section>\n";
    }
    return out + "</body></html>\n";
}

}  // namespace mingcha::report
