#include "audit/interpretations.h"

#include <algorithm>
#include <array>

#include "audit/titles.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

// What titles of interpretations say around the name of the document.
constexpr std::array<std::string_view, 12> kAround{"政策解读", "文字解读", "图文解读", "图解",
                                                   "一图读懂", "一图看懂", "起草说明", "解读",
                                                   "视频",     "问答",     "政策",     "关于"};
constexpr std::array<std::string_view, 4> kMarks{"解读", "图解", "一图读懂", "一图看懂"};
constexpr std::array<std::string_view, 17> kLively{
    "图解", "一图", "图读懂", "图看懂", "图说", "长图", "海报", "漫画",      "动漫",
    "动画", "视频", "音频",   "H5",     "微课", "图文", "图片", "新闻发布会"};

template <std::size_t N>
bool has(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

}  // namespace

bool names_interpretation(std::string_view title) {
    return has(title, kMarks);
}

bool names_lively_form(std::string_view title) {
    return has(title, kLively);
}

bool is_interpretation_text(const PageFacts& page) {
    if (page.kind != PageKind::article) return false;
    return page.column_kind == ColumnKind::interpretation || names_interpretation(page.title);
}

bool is_policy_text(const PageFacts& page) {
    return page.kind == PageKind::article && page.column_kind == ColumnKind::policies &&
           !is_interpretation_text(page);
}

std::u32string interpreted_subject(std::string_view title) {
    constexpr std::string_view kOpen = "《";
    const std::size_t open = title.find(kOpen);
    const std::size_t close = title.rfind("》");
    if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
        return title_form(title.substr(open + kOpen.size(), close - open - kOpen.size())).letters;
    }
    std::string rest(title);
    for (std::string_view word : kAround) rest = replace_all(std::move(rest), word, "");
    return title_form(rest).letters;
}

}  // namespace mingcha::audit
