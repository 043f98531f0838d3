#include "model/annual.h"

#include <array>

namespace mingcha {

namespace {

constexpr std::array<std::string_view, 2> kForms{"work", "oversight"};
constexpr std::array<std::string_view, 2> kFormNames{"政府网站工作年度报表",
                                                     "政府网站监管年度报表"};
constexpr std::array<std::string_view, 5> kStages{"draft", "returned", "reviewed", "approved",
                                                  "published"};
constexpr std::array<std::string_view, 5> kStageNames{"填报中", "退回修改", "已审核", "已批准",
                                                      "已发布"};
constexpr std::array<std::string_view, 3> kOrigins{"observed", "imported", "entered"};

template <class Enum, std::size_t N>
std::optional<Enum> found(const std::array<std::string_view, N>& words, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(AnnualForm form) {
    return kForms[static_cast<std::size_t>(form)];
}
std::string_view to_string(AnnualStage stage) {
    return kStages[static_cast<std::size_t>(stage)];
}
std::string_view to_string(AnnualOrigin origin) {
    return kOrigins[static_cast<std::size_t>(origin)];
}
std::string_view to_chinese(AnnualForm form) {
    return kFormNames[static_cast<std::size_t>(form)];
}
std::string_view to_chinese(AnnualStage stage) {
    return kStageNames[static_cast<std::size_t>(stage)];
}
std::optional<AnnualForm> parse_annual_form(std::string_view text) {
    return found<AnnualForm>(kForms, text);
}
std::optional<AnnualStage> parse_annual_stage(std::string_view text) {
    return found<AnnualStage>(kStages, text);
}
std::optional<AnnualOrigin> parse_annual_origin(std::string_view text) {
    return found<AnnualOrigin>(kOrigins, text);
}

}  // namespace mingcha
