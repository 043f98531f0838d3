#include "model/inputs.h"

#include <array>
#include <utility>

namespace mingcha {

namespace {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::array<std::string_view, 2>>, N>;

constexpr Names<PostSource, 5> kSources{{{PostSource::exported, {"exported", "平台导出"}},
                                         {PostSource::manual, {"manual", "人工登记"}},
                                         {PostSource::feed, {"feed", "订阅源"}},
                                         {PostSource::page, {"page", "账号页面"}},
                                         {PostSource::screenshot, {"screenshot", "截图"}}}};
constexpr Names<LookState, 3> kStates{{{LookState::seen, {"seen", "已看到"}},
                                       {LookState::not_found, {"not_found", "未找到"}},
                                       {LookState::not_collected, {"not_collected", "未采到"}}}};

template <class Enum, std::size_t N>
constexpr std::string_view name_of(const Names<Enum, N>& names, Enum value, std::size_t language) {
    for (const auto& [each, words] : names) {
        if (each == value) return words[language];
    }
    return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const Names<Enum, N>& names, std::string_view text) {
    for (const auto& [each, words] : names) {
        if (text == words[0] || text == words[1]) return each;
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(PostSource source) {
    return name_of(kSources, source, 0);
}
std::string_view to_chinese(PostSource source) {
    return name_of(kSources, source, 1);
}
std::optional<PostSource> parse_post_source(std::string_view text) {
    if (text == "人工" || text == "手工" || text == "人工查看") return PostSource::manual;
    if (text == "RSS" || text == "rss") return PostSource::feed;
    return value_of(kSources, text);
}
std::string_view to_string(LookState state) {
    return name_of(kStates, state, 0);
}
std::string_view to_chinese(LookState state) {
    return name_of(kStates, state, 1);
}
std::optional<LookState> parse_look_state(std::string_view text) {
    if (text == "正常" || text == "找到" || text == "看到" || text == "已采集") return LookState::seen;
    for (std::string_view each : {"找不到", "搜不到", "未搜索到", "查不到", "不存在"}) {
        if (text == each) return LookState::not_found;
    }
    for (std::string_view each : {"采集失败", "未采集", "采不到", "无法采集", "打不开"}) {
        if (text == each) return LookState::not_collected;
    }
    return value_of(kStates, text);
}

}  // namespace mingcha
