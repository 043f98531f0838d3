// What a circular asks of units by a day – 年度报表, 整改报告, 制定细则 –, a task for each unit. What
// became of a task is kept as steps, only ever added; src/ledger reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace mingcha {

struct Demand {  // key: id
    std::string id;
    std::string campaign;  // whose circular asks it
    std::string title;     // 整改报告
    Date due;              // the last day
    std::vector<std::string> units;  // full names, in 机构序列
    std::string by;
    Instant logged_at;  // wall clock
};

enum class DemandAction : std::uint8_t { done, excused, reopened };

struct DemandStep {  // key: demand + unit + number
    std::string demand;
    std::string unit;
    std::int32_t number = 0;  // of the task's steps, from 1
    DemandAction action = DemandAction::done;
    Date on;
    std::string proof;  // of done: file, document number or address
    std::string note;   // of excused and reopened: why
    std::string by;
    Instant logged_at;
};

std::string_view to_string(DemandAction action);
std::string_view to_chinese(DemandAction action);
std::optional<DemandAction> parse_demand_action(std::string_view text);

}  // namespace mingcha
