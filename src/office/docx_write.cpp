#include "office/docx_write.h"

#include <fmt/format.h>

#include <numeric>

#include "base/text.h"
#include "office/zip_write.h"

namespace mingcha::office {

namespace {

// Twentieths of a point. A4 and the type area of GB/T 9704-2012 §5: 156 × 225 mm.
constexpr int kPageWidth = 11906, kPageHeight = 16838;
constexpr int kTop = 2098, kBottom = 1984, kLeft = 1587, kRight = 1474;
constexpr int kLinePitch = 579;    // 225 mm / 22
constexpr int kTighten = -5;       // 28 characters of 16 pt in 156 mm: a quarter point less each
constexpr int kBodySize = 32;      // half points of 三号
constexpr int kFooter = 1587;      // number line 7 mm under the type area

constexpr std::string_view kW =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

struct Look {
    std::string_view font;
    int half_points;
    std::string_view paragraph;  // properties
};

Look look(Style style) {
    switch (style) {
        case Style::title:
            return {"方正小标宋简体", 44,
                    "<w:snapToGrid w:val=\"0\"/><w:spacing w:after=\"290\" w:line=\"680\" "
                    "w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"};
        case Style::number:
            return {"仿宋_GB2312", 32, "<w:jc w:val=\"center\"/>"};
        case Style::addressee:
            return {"仿宋_GB2312", 32, "<w:spacing w:before=\"579\"/>"};
        case Style::body:
            return {"仿宋_GB2312", 32,
                    "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>"};
        case Style::attachment:
            return {"仿宋_GB2312", 32, "<w:keepLines/>"};
        case Style::heading:
            return {"黑体", 32,
                    "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"};
        case Style::signature:
            return {"仿宋_GB2312", 32,
                    "<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>"};
        case Style::annex:
            return {"黑体", 32, ""};
        case Style::note:
            return {"仿宋_GB2312", 24, ""};
        case Style::imprint:
            return {"仿宋_GB2312", 28,
                    "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/>"
                    "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/>"
                    "<w:between w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/>"
                    "</w:pBdr>"};
    }
    return {"仿宋_GB2312", 32, ""};
}

std::string run(std::string_view font, int half_points, std::string_view text) {
    return fmt::format(
        "<w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
        "w:eastAsia=\"{0}\" w:hint=\"eastAsia\"/>{3}<w:sz w:val=\"{1}\"/><w:szCs w:val=\"{1}\"/>"
        "</w:rPr><w:t xml:space=\"preserve\">{2}</w:t></w:r>",
        font, half_points, escape_xml(text),
        half_points == kBodySize ? fmt::format("<w:spacing w:val=\"{}\"/>", kTighten) : "");
}

// GB/T 9704-2012 §7.3.4: 附件： two characters in, its names under one another; a number takes one.
std::string attachment_indent(const Paragraph& from) {
    const bool numbered = is_numbered(from);
    const int left = 500 + (numbered ? 100 : 0);  // hundredths of a character
    const int hanging = (from.lead.empty() ? 0 : 300) + (numbered ? 100 : 0);
    return fmt::format("<w:ind w:leftChars=\"{}\" w:left=\"{}\" w:hangingChars=\"{}\" "
                       "w:hanging=\"{}\"/>",
                       left, left * 32 / 10, hanging, hanging * 32 / 10);
}

// `keep`: stays on the page of what follows.
std::string paragraph(const Paragraph& from, bool keep = false) {
    const Look style = look(from.style);
    const bool attachment = from.style == Style::attachment;
    const bool with_next = keep || from.style == Style::heading;
    std::string out = fmt::format("<w:p><w:pPr>{}{}{}</w:pPr>", with_next ? "<w:keepNext/>" : "",
                                  style.paragraph, attachment ? attachment_indent(from) : "");
    if (!from.lead.empty()) {
        out += run(attachment ? style.font : "楷体_GB2312", style.half_points, from.lead);
    }
    out += run(style.font, style.half_points, from.text);
    return out + "</w:p>";
}

struct RowLook {
    bool head = false;
    bool keep = false;          // on the page of what follows
    std::string_view merge{};   // of its first cell: empty, or where in a run of merged cells it is
};

std::string cell(std::string_view text, int width, const RowLook& look, std::string_view merge) {
    return fmt::format(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}<w:vAlign w:val=\"center\"/></w:tcPr>"
        "<w:p><w:pPr>{}<w:snapToGrid w:val=\"0\"/>{}</w:pPr>{}</w:p></w:tc>",
        width, merge, look.keep ? "<w:keepNext/>" : "",
        look.head ? "<w:jc w:val=\"center\"/>" : "", run(look.head ? "黑体" : "仿宋_GB2312", 21, text));
}

std::string row(const std::vector<std::string>& cells, const std::vector<int>& widths,
                const RowLook& look) {
    std::string out = "<w:tr><w:trPr><w:cantSplit/>";
    if (look.head) out += "<w:tblHeader/>";
    out += "</w:trPr>";
    for (std::size_t i = 0; i < widths.size(); ++i) {
        out += cell(i < cells.size() ? cells[i] : std::string(), widths[i], look,
                    i == 0 ? look.merge : std::string_view());
    }
    return out + "</w:tr>";
}

// `followed`: a note behind it stays on the page of its last row.
std::string table(const Table& from, bool landscape, bool followed) {
    const int whole = landscape ? kPageHeight - kTop - kBottom : kPageWidth - kLeft - kRight;
    const int parts = std::max(1, std::accumulate(from.widths.begin(), from.widths.end(), 0));
    std::vector<int> widths;
    std::string grid;
    for (const int part : from.widths) {
        widths.push_back(whole * part / parts);
        grid += fmt::format("<w:gridCol w:w=\"{}\"/>", widths.back());
    }
    std::string out = fmt::format(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>", whole);
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
        out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
                           side);
    }
    out += fmt::format(
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>", grid);
    out += row(from.head, widths, {true, true, {}});
    for (std::size_t i = 0; i < from.rows.size(); ++i) {
        const auto same = [&](std::size_t other) {
            return from.merge_first && other < from.rows.size() && !from.rows[i].empty() &&
                   !from.rows[other].empty() && from.rows[i][0] == from.rows[other][0];
        };
        std::string_view merge;
        if (i > 0 && same(i - 1)) {
            merge = "<w:vMerge/>";
        } else if (same(i + 1)) {
            merge = "<w:vMerge w:val=\"restart\"/>";
        }
        out += row(from.rows[i], widths, {false, followed && i + 1 == from.rows.size(), merge});
    }
    return out + "</w:tbl>";
}

std::string section_properties(bool landscape) {
    const std::string size =
        landscape ? fmt::format("<w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"/>"
                                "<w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
                                "w:left=\"{}\"",
                                kPageHeight, kPageWidth, kLeft, kTop, kRight, kBottom)
                  : fmt::format("<w:pgSz w:w=\"{}\" w:h=\"{}\"/>"
                                "<w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
                                "w:left=\"{}\"",
                                kPageWidth, kPageHeight, kTop, kRight, kBottom, kLeft);
    return fmt::format(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>"
        "<w:footerReference w:type=\"even\" r:id=\"rId4\"/><w:type w:val=\"nextPage\"/>{} "
        "w:header=\"851\" w:footer=\"{}\" w:gutter=\"0\"/>"
        "<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/></w:sectPr>",
        size, landscape ? 851 : kFooter, kLinePitch);
}

// GB/T 9704: a signature never stands on a page without text; two paragraphs before it go along.
bool before_signature(const Section& section, std::size_t at) {
    const auto* own = std::get_if<Paragraph>(&section.blocks[at]);
    if (own == nullptr || (own->style != Style::body && own->style != Style::attachment)) {
        return own != nullptr && own->style == Style::signature && at + 1 < section.blocks.size() &&
               std::holds_alternative<Paragraph>(section.blocks[at + 1]) &&
               std::get<Paragraph>(section.blocks[at + 1]).style == Style::signature;
    }
    for (std::size_t next = at + 1; next <= at + 2 && next < section.blocks.size(); ++next) {
        const auto* text = std::get_if<Paragraph>(&section.blocks[next]);
        if (text != nullptr && text->style == Style::signature) return true;
    }
    return false;
}

bool is_note(const Block& block) {
    const auto* text = std::get_if<Paragraph>(&block);
    return text != nullptr && text->style == Style::note;
}

// A sentence that leads to a table, or a note above it, does not end a page.
bool before_table(const Section& section, std::size_t at) {
    return at + 1 < section.blocks.size() && std::holds_alternative<Table>(section.blocks[at + 1]);
}

std::string body(const Document& document) {
    std::string out = fmt::format("{}<w:document {}><w:body>", kXml, kW);
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const Section& section = document.sections[i];
        for (std::size_t at = 0; at < section.blocks.size(); ++at) {
            if (const auto* text = std::get_if<Paragraph>(&section.blocks[at])) {
                out += paragraph(*text, before_signature(section, at) || before_table(section, at));
            } else {
                out += table(std::get<Table>(section.blocks[at]), section.landscape,
                             at + 1 < section.blocks.size() && is_note(section.blocks[at + 1]));
            }
        }
        const std::string properties = section_properties(section.landscape);
        out += i + 1 == document.sections.size()
                   ? properties
                   : fmt::format("<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>{}"
                                 "</w:pPr></w:p>",
                                 properties);
    }
    return out + "</w:body></w:document>";
}

std::string footer(bool even) {
    const auto sign = [](std::string_view text) {
        return fmt::format("<w:r><w:rPr><w:rFonts w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>"
                           "<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                           text);
    };
    return fmt::format(
        "{}<w:ftr {}><w:p><w:pPr><w:ind w:{}=\"320\"/><w:jc w:val=\"{}\"/></w:pPr>{}"
        "<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>{}</w:p></w:ftr>",
        kXml, kW, even ? "left" : "right", even ? "left" : "right", sign("— "), sign("1"),
        sign(" —"));
}

std::string fonts() {
    std::string out = fmt::format("{}<w:fonts {}>", kXml, kW);
    constexpr std::pair<std::string_view, std::string_view> kFallBacks[] = {
        {"方正小标宋简体", "方正小标宋_GBK,华文中宋,Noto Serif CJK SC"},
        {"仿宋_GB2312", "仿宋,FangSong,Noto Serif CJK SC"},
        {"楷体_GB2312", "楷体,KaiTi,LXGW WenKai"},
        {"黑体", "SimHei,Noto Sans CJK SC"},
        {"宋体", "SimSun,Noto Serif CJK SC"}};
    for (const auto& [name, other] : kFallBacks) {
        out += fmt::format("<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/>"
                           "<w:charset w:val=\"86\"/></w:font>",
                           name, other);
    }
    return out + "</w:fonts>";
}

}  // namespace

Result<std::string> write_docx(const Document& document) {
    constexpr std::string_view kType =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    constexpr std::string_view kRelation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    std::string types = fmt::format(
        "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        kXml);
    std::string relations = fmt::format(
        "{}<Relationships "
        "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        kXml);
    const auto part = [&](std::string_view file, std::string_view type, std::string_view id) {
        types += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"{}{}+xml\"/>", file,
                             kType, type);
        if (!id.empty()) {
            const std::string_view kind = type == "footer" ? "footer" : file;
            relations += fmt::format(
                "<Relationship Id=\"{}\" Type=\"{}{}\" Target=\"{}.xml\"/>", id, kRelation, kind,
                file);
        }
    };
    part("document", "document.main", "");
    part("settings", "settings", "rId1");
    part("fontTable", "fontTable", "rId2");
    part("footer1", "footer", "rId3");
    part("footer2", "footer", "rId4");
    part("styles", "styles", "rId5");
    return write_zip({
        {"[Content_Types].xml", types + "</Types>"},
        {"_rels/.rels",
         fmt::format("{}<Relationships "
                     "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                     "<Relationship Id=\"rId1\" Type=\"{}officeDocument\" "
                     "Target=\"word/document.xml\"/></Relationships>",
                     kXml, kRelation)},
        {"word/_rels/document.xml.rels", relations + "</Relationships>"},
        {"word/document.xml", body(document)},
        {"word/settings.xml",
         fmt::format("{}<w:settings {}><w:evenAndOddHeaders/></w:settings>", kXml, kW)},
        {"word/fontTable.xml", fonts()},
        {"word/footer1.xml", footer(false)},
        {"word/footer2.xml", footer(true)},
        {"word/styles.xml",
         fmt::format("{}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
                     "w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr></w:rPrDefault>"
                     "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" "
                     "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>",
                     kXml, kW)},
    });
}

}  // namespace mingcha::office
