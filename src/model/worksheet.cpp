#include "model/worksheet.h"

#include <array>

namespace mingcha {

namespace {

constexpr std::array<std::string_view, 4> kEnglish{"pass", "fault", "not_applicable", "unable"};
constexpr std::array<std::string_view, 4> kChinese{"合格", "有问题", "不适用", "无法检查"};

}  // namespace

std::string_view to_string(HandOutcome outcome) {
    return kEnglish[static_cast<std::size_t>(outcome)];
}

std::string_view to_chinese(HandOutcome outcome) {
    return kChinese[static_cast<std::size_t>(outcome)];
}

std::optional<HandOutcome> parse_hand_outcome(std::string_view text) {
    for (std::size_t i = 0; i < kEnglish.size(); ++i) {
        if (text == kEnglish[i] || text == kChinese[i]) return static_cast<HandOutcome>(i);
    }
    return std::nullopt;
}

}  // namespace mingcha
