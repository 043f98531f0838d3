#include "model/cases.h"

#include <array>
#include <utility>

namespace mingcha {

namespace {

struct EventName {
    CaseEvent event;
    std::string_view english, chinese;
};

constexpr std::array<EventName, 9> kEvents{{{CaseEvent::objected, "objected", "申诉"},
                                            {CaseEvent::accepted, "accepted", "采纳"},
                                            {CaseEvent::rejected, "rejected", "不予采纳"},
                                            {CaseEvent::withdrawn, "withdrawn", "撤回"},
                                            {CaseEvent::replied, "replied", "整改回复"},
                                            {CaseEvent::mended, "mended", "核实已整改"},
                                            {CaseEvent::returned, "returned", "退回重改"},
                                            {CaseEvent::extended, "extended", "延期"},
                                            {CaseEvent::looked, "looked", "复查"}}};

const EventName& name_of(CaseEvent event) {
    return kEvents[static_cast<std::size_t>(event)];
}

}  // namespace

std::string_view to_string(CaseEvent event) {
    return name_of(event).english;
}

std::string_view to_chinese(CaseEvent event) {
    return name_of(event).chinese;
}

std::optional<CaseEvent> parse_case_event(std::string_view text) {
    for (const EventName& each : kEvents) {
        if (each.english == text) return each.event;
    }
    return std::nullopt;
}

}  // namespace mingcha
