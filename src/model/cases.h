// What people do about a finding after it was found: the unit objects while the circular is a draft
// (申诉), and mends it afterwards (整改). What happened is kept as steps, one behind the other;
// src/workflow reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace mingcha {

enum class CaseEvent : std::uint8_t {
    objected,   // 申诉
    accepted,   // 采纳: the finding falls
    rejected,   // 不予采纳: it stands
    withdrawn,  // 撤回
    replied,    // 整改回复
    mended,     // 核实已整改
    returned,   // 退回重改
    extended,   // 延期
    looked      // 复查: pages fetched again, what was seen
};

// Fields that a step does not have are empty.
struct CaseStep {             // scope: the campaign; key: finding + number
    std::string finding;      // its id
    std::int32_t number = 0;  // of the finding's steps, from 1
    CaseEvent event = CaseEvent::objected;
    Instant at;               // when it happened: the day a letter came in
    Instant logged_at;        // wall clock
    std::string by;           // who did it, or wrote it down
    std::string on_behalf;    // the unit that has no log-in; empty: `by` speaks for himself
    std::string channel;      // how it came: OA, 纸质, 电话, …
    std::string text;         // objection, reply, reason
    std::string proof;        // where the proof is kept, or its address
    std::optional<Date> due;  // of extended
};

// 初检反馈: units may object until the end of a day. One a campaign.
struct DraftRound {  // scope: the campaign; key: "round"
    Instant opened_at;
    std::string opened_by;
    Date until;
    std::optional<Instant> finished_at;  // 定稿
    std::string finished_by;
};

std::string_view to_string(CaseEvent event);
std::string_view to_chinese(CaseEvent event);
std::optional<CaseEvent> parse_case_event(std::string_view text);

}  // namespace mingcha
