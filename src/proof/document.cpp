#include "proof/document.h"

#include <array>

#include <fmt/format.h>

#include "base/charset.h"
#include "base/text.h"
#include "proof/patterns.h"

namespace mingcha::proof {

namespace {

constexpr std::size_t kFlowingTextChars = 24;  // shorter lines are titles, signatures, cells

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '/';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Whether a line may be the first half of a sentence that a page break cut.
bool is_cut_short(std::string_view line) {
    if (char_count(line) < kFlowingTextChars) return false;
    for (std::string_view end : {"。", "；", "：", "！", "？", "…", "。”", "。）", "！”"}) {
        if (ends_with(line, end)) return false;
    }
    for (std::string_view end : {"通报", "通知", "报告", "公告", "情况", "公示"}) {
        if (ends_with(line, end)) return false;
    }
    return true;
}

bool may_continue(std::string_view line) {
    while (starts_with(line, "-")) line.remove_prefix(1);
    return !line.empty() && !is_heading(line) && !starts_annex(line) && !starts_with(line, "附件");
}

}  // namespace

std::string normalise(std::string_view text) {
    // ASCII punctuation → Chinese, where it stands in Chinese text and not inside a number or a
    // name.
    static constexpr std::array<std::pair<char, std::string_view>, 7> kPunctuation{{{',', "，"},
                                                                                    {';', "；"},
                                                                                    {':', "："},
                                                                                    {'(', "（"},
                                                                                    {')', "）"},
                                                                                    {'?', "？"},
                                                                                    {'!', "！"}}};
    const std::string flat = single_spaces(fold_width(text));
    std::string out;
    out.reserve(flat.size());
    for (std::size_t i = 0; i < flat.size(); ++i) {
        const char c = flat[i];
        const char before = out.empty() ? '\0' : out.back();
        const char after = i + 1 < flat.size() ? flat[i + 1] : '\0';
        if (c == ' ') {
            if (is_ascii_word(before) && is_ascii_word(after)) out += c;
            continue;
        }
        if (c == ',' && is_digit(before) && is_digit(after)) {
            const bool thousands = i + 3 < flat.size() && is_digit(flat[i + 2]) &&
                                   is_digit(flat[i + 3]) &&
                                   (i + 4 == flat.size() || !is_digit(flat[i + 4]));
            if (!thousands) out += "，";
            continue;
        }
        if (c == ':' && ((is_digit(before) && is_digit(after)) || after == '/')) {
            out += c;  // a time of day, a URL
            continue;
        }
        bool replaced = false;
        for (const auto& [ascii, chinese] : kPunctuation) {
            if (c != ascii) continue;
            out += chinese;
            replaced = true;
            break;
        }
        if (!replaced) out += c;
    }
    return out;
}

Document document_from_text(std::string_view utf8) {
    Document document;
    std::vector<Row> rows;
    const auto end_table = [&] {
        if (!rows.empty()) document.blocks.push_back({"", std::move(rows)});
        rows.clear();
    };
    std::string pending;  // a paragraph that may go on below a page break
    const auto end_paragraph = [&] {
        if (!pending.empty()) document.blocks.push_back({std::move(pending), {}});
        pending.clear();
    };
    for (std::string_view line : split(utf8, '\n')) {
        if (document.blocks.size() >= kMaxBlocks) break;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.find('\t') != std::string_view::npos) {
            end_paragraph();
            Row row;
            for (std::string_view cell : split(line, '\t')) row.push_back(normalise(cell));
            // The table goes on across blank lines as long as it keeps its number of columns.
            if (!rows.empty() && rows.front().size() != row.size()) end_table();
            rows.push_back(std::move(row));
            continue;
        }
        std::string text = normalise(line.substr(0, kMaxParagraphBytes));
        if (text.empty()) continue;
        end_table();
        if (!pending.empty() && is_cut_short(pending) && may_continue(text) &&
            pending.size() + text.size() < kMaxParagraphBytes) {
            pending += text;
            continue;
        }
        end_paragraph();
        pending = std::move(text);
    }
    end_paragraph();
    end_table();
    return document;
}

Result<Document> read_document(std::string_view file_name, std::string_view bytes) {
    const std::string where(file_name);
    if (bytes.size() > kMaxDocumentBytes) {
        return fail(where, fmt::format("{} bytes are more than a circular has", bytes.size()),
                    fmt::format("at most {} MiB", kMaxDocumentBytes >> 20));
    }
    const std::string name = lower_ascii(file_name);
    const auto named = [&](std::string_view ending) { return ends_with(name, ending); };
    if (starts_with(bytes, "\xD0\xCF\x11\xE0")) {
        return fail(where, "an old Word or WPS file (.doc, .wps)",
                    "用 Word 或 WPS 打开，另存为 .docx 后再试");
    }
    Result<Document> document =
        fail(where, "neither .docx nor .html nor .txt", "另存为 .docx、.html 或 .txt 后再试");
    if (starts_with(bytes, "PK")) {
        document = document_from_docx(bytes);
    } else if (named(".html") || named(".htm")) {
        document = document_from_html(bytes);
    } else if (named(".txt")) {
        const Result<DecodedText> text = text_to_utf8(bytes);
        document = text ? Result<Document>(document_from_text(text->utf8)) : Fail(text.error());
    }
    if (!document && document.error().where.empty()) document.error().where = where;
    if (document && document->blocks.empty()) {
        return fail(where, "no text in it", "检查文件是否为空或只有图片");
    }
    return document;
}

}  // namespace mingcha::proof
