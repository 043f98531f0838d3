// Why a thing was not seen, and whose doing it is (contract §4, `not_measured`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mingcha {

enum class ReasonCode : std::uint8_t { none, site, ours, blocked, refused, budget, not_due };

struct Reason {
    ReasonCode code = ReasonCode::none;
    std::string text;
};

std::string_view to_string(ReasonCode code);

}  // namespace mingcha
