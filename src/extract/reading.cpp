#include "extract/reading.h"

#include "base/text.h"

namespace mingcha::extract {

std::string_view meta_content(const PageFacts& facts, std::string_view name) {
    std::string_view content;
    for (const MetaTag& tag : facts.meta) {
        if (tag.name.size() != name.size() || !equals_ignoring_ascii_case(tag.name, name)) continue;
        const std::string_view value = trim(tag.content);
        if (!value.empty()) content = value;
    }
    return content;
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
    for (std::string_view word : words) {
        if (text.find(word) != std::string_view::npos) return true;
    }
    return false;
}

bool is_placeholder(std::string_view content) {
    content = trim(content);
    for (std::string_view word :
         {"null",     "undefined",      "none",       "nan",      "无",       "网站名称",
          "网站域名", "政府网站标识码", "网站标识码", "栏目名称", "栏目描述", "栏目关键词",
          "栏目类别", "文章标题",       "标题",       "发布时间", "发布日期", "来源",
          "内容来源", "关键词",         "描述",       "作者",     "####",     "#"}) {
        if (equals_ignoring_ascii_case(content, word)) return true;
    }
    return content.starts_with("{") || content.starts_with("${") || content.starts_with("<%") ||
           content.starts_with("[$");
}

void squeeze(std::string_view text, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            ++i;
        } else if (text.substr(i, 2) == "\u00a0") {
            i += 2;
        } else if (text.substr(i, 3) == "\u3000" || text.substr(i, 3) == "\u200b") {
            i += 3;
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            ++i;
        }
    }
}

}  // namespace mingcha::extract
