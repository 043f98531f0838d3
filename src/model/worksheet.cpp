#include "model/worksheet.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<HandOutcome, 4> kOutcomeNames{{
    {HandOutcome::pass, {"pass", "合格"}},
    {HandOutcome::fault, {"fault", "有问题"}},
    {HandOutcome::not_applicable, {"not_applicable", "不适用"}},
    {HandOutcome::unable, {"unable", "无法检查"}},
}};

}  // namespace

std::string_view to_string(HandOutcome outcome) {
    return name_of(kOutcomeNames, outcome, kEnglish);
}

std::string_view to_chinese(HandOutcome outcome) {
    return name_of(kOutcomeNames, outcome, kChinese);
}

std::optional<HandOutcome> parse_hand_outcome(std::string_view text) {
    return value_of(kOutcomeNames, text);
}

}  // namespace mingcha
