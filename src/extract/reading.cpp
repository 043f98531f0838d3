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
    // Every block near a heading comes here: written in place, and only three lead bytes looked
    // behind.
    constexpr unsigned char kNoBreak = 0xC2, kZeroWidth = 0xE2, kWide = 0xE3;
    out.resize(text.size());
    char* to = out.data();
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            ++i;
        } else if (c == kNoBreak && text.substr(i, 2) == "\u00a0") {
            i += 2;
        } else if ((c == kWide || c == kZeroWidth) &&
                   (text.substr(i, 3) == "\u3000" || text.substr(i, 3) == "\u200b")) {
            i += 3;
        } else {
            *to++ = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
            ++i;
        }
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
}

}  // namespace mingcha::extract
