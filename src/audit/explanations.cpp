#include "audit/explanations.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingcha::audit {

namespace {

// A title this short with such words explains instead of publishing.
constexpr std::size_t kChars = 24;
// About the column itself, in whatever length.
constexpr std::size_t kLongChars = 40;

constexpr std::array<std::string_view, 11> kWords{"暂无",   "无更新",   "敬请期待", "不涉及",
                                                  "无相关", "栏目调整", "没有内容", "无此类",
                                                  "无此项", "内容为空", "无应公开"};
// Of works as well (大桥正在建设中): only where the title says hardly more.
constexpr std::size_t kShortChars = 10;
constexpr std::array<std::string_view, 3> kUnderWay{"正在建设", "建设中", "维护中"};
constexpr std::array<std::string_view, 5> kColumns{"本栏目", "该栏目", "此栏目", "栏目内容",
                                                   "栏目更新"};
constexpr std::array<std::string_view, 6> kSayings{"说明", "无", "未", "不再", "停止", "移至"};
// Texts that publish something although they speak of nothing new: 无新增确诊病例 is news.
constexpr std::array<std::string_view, 6> kPublishing{"病例", "确诊", "死亡",
                                                      "事故", "感染", "疫情"};

template <std::size_t N>
bool has(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

}  // namespace

bool is_explanation(std::string_view title) {
    const std::size_t chars = char_count(title);
    if (chars > kLongChars || has(title, kPublishing)) return false;
    if (has(title, kColumns) && has(title, kSayings)) return true;
    if (chars <= kShortChars && has(title, kUnderWay)) return true;
    return chars <= kChars && has(title, kWords);
}

}  // namespace mingcha::audit
