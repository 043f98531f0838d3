// Work that people do by hand: who inspects what, and what they wrote on a target's worksheet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/points.h"
#include "base/time.h"

namespace mingcha {

// 合格, 有问题, 不适用, 无法检查.
enum class HandOutcome : std::uint8_t { pass, fault, not_applicable, unable };

// A person's word on one indicator of one target. A fault becomes a finding as an imported one
// does; the others stand where a machine measured nothing.
struct HandVerdict {  // scope: the campaign; key: number. Never changed: a later word stands
    std::int32_t number = 0;  // of the campaign's words, from 1
    std::string target;       // site code or account key
    std::string rule;
    HandOutcome outcome = HandOutcome::pass;
    std::string problem;           // of a fault: the phrase
    std::int32_t count = 1;        // of a fault
    std::optional<Points> points;  // of a fault, of the whole row; needs a reason
    std::string reason;            // of points; why it is not applicable or cannot be inspected
    std::string evidence_url;
    std::string proof;  // where a picture is kept; empty: none
    std::string by;
    Instant at;         // when it was looked at
    bool spot = false;  // a second person's look, compared and never judged by
};

// One target with one inspector. A spot check is an assignment of its own.
struct Assignment {  // scope: the campaign; key: target + "spot" of a spot check
    std::string target;
    std::string inspector;
    bool spot = false;
    std::string by;  // who planned it
    Instant at;
};

// Somebody who may be given work.
struct Inspector {  // key: name
    std::string name;
    std::string unit;       // his own: never inspected by him
    std::string divisions;  // codes parted by '|'; empty: any
};

std::string_view to_string(HandOutcome outcome);
std::string_view to_chinese(HandOutcome outcome);
// Either language: pass 合格, fault 有问题, not_applicable 不适用, unable 无法检查.
std::optional<HandOutcome> parse_hand_outcome(std::string_view text);

}  // namespace mingcha
