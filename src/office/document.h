// A document as paragraphs and tables, before it becomes docx or html: what is said, not how it
// looks. The writers know the looks (GB/T 9704-2012).
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace mingcha::office {

enum class Style {
    title,      // 标题: 小标宋二号, centred
    number,     // 发文字号, centred
    addressee,  // 主送机关, flush left
    body,       // 正文: 仿宋三号, two characters in
    heading,    // 一、 黑体
    signature,  // 署名 and 成文日期, right
    attachment,  // 附件说明: 附件： as the lead of the first, names under one another
    annex,      // 附件N, 黑体, flush left
    note,       // a note under a table, smaller
    imprint     // 抄送, 印发, between lines
};

struct Paragraph {
    Style style = Style::body;
    std::string text;
    std::string lead;  // run-in heading （一） before the text, 楷体
};

struct Table {
    std::vector<std::string> head;  // repeated on every page
    std::vector<int> widths;        // of the columns, in proportion
    std::vector<std::vector<std::string>> rows;
    bool merge_first = false;  // equal neighbours of the first column are printed as one cell
};

// Of an attachment: "2. 名单" among several; a single one has its name alone.
inline bool is_numbered(const Paragraph& attachment) {
    const std::size_t end = attachment.text.find_first_not_of("0123456789");
    return end != 0 && end != std::string::npos && attachment.text[end] == '.';
}

using Block = std::variant<Paragraph, Table>;

// Begins on a new page.
struct Section {
    std::vector<Block> blocks;
    bool landscape = false;
};

struct Document {
    std::string title;
    std::vector<Section> sections;
};

}  // namespace mingcha::office
