#include "model/cases.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<CaseEvent, 9> kEventNames{{
    {CaseEvent::objected, {"objected", "申诉"}},
    {CaseEvent::accepted, {"accepted", "采纳"}},
    {CaseEvent::rejected, {"rejected", "不予采纳"}},
    {CaseEvent::withdrawn, {"withdrawn", "撤回"}},
    {CaseEvent::replied, {"replied", "整改回复"}},
    {CaseEvent::mended, {"mended", "核实已整改"}},
    {CaseEvent::returned, {"returned", "退回重改"}},
    {CaseEvent::extended, {"extended", "延期"}},
    {CaseEvent::looked, {"looked", "复查"}},
}};

}  // namespace

std::string_view to_string(CaseEvent event) {
    return name_of(kEventNames, event, kEnglish);
}

std::string_view to_chinese(CaseEvent event) {
    return name_of(kEventNames, event, kChinese);
}

std::optional<CaseEvent> parse_case_event(std::string_view text) {
    return value_of(kEventNames, text);
}

}  // namespace mingcha
