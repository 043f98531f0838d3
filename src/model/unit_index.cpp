#include "model/unit_index.h"

#include <limits>

#include "base/text.h"

namespace mingcha {

namespace {

constexpr std::size_t kLeastShared =
    4;  // characters two similar names share, from the end or start

// Whether all characters of `part` stand in `whole` in order.
bool is_spread_in(std::string_view part, std::string_view whole) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < part.size();) {
        std::size_t n = 1;
        while (i + n < part.size() && (static_cast<unsigned char>(part[i + n]) & 0xC0) == 0x80) ++n;
        const std::size_t found = whole.find(part.substr(i, n), at);
        if (found == std::string_view::npos) return false;
        at = found + n;
        i += n;
    }
    return true;
}

}  // namespace

UnitIndex::UnitIndex(const std::vector<Unit>& units) : units_(units) {
    const auto add = [&](const std::string& name, const Unit& unit) {
        if (!name.empty()) by_name_.try_emplace(name_key(name), &unit);
    };
    for (const Unit& unit : units) add(unit.name, unit);
    for (const Unit& unit : units) {
        add(unit.short_name, unit);
        add(unit.shortest_name, unit);
        for (const std::string& alias : unit.aliases) add(alias, unit);
    }
}

const Unit* UnitIndex::find(std::string_view name) const {
    const auto found = by_name_.find(name_key(name));
    return found == by_name_.end() ? nullptr : found->second;
}

const Unit* UnitIndex::similar(std::string_view name) const {
    if (char_count(name) < kLeastShared) return nullptr;
    for (const Unit& unit : units_) {
        if (is_spread_in(name, unit.name) || is_spread_in(unit.name, name)) return &unit;
    }
    return nullptr;
}

std::string UnitIndex::short_name(std::string_view name) const {
    const Unit* unit = find(name);
    if (unit == nullptr) return std::string(name);
    return unit->short_name.empty() ? unit->name : unit->short_name;
}

std::string UnitIndex::shortest_name(std::string_view name) const {
    const Unit* unit = find(name);
    if (unit == nullptr || unit->shortest_name.empty()) return short_name(name);
    return unit->shortest_name;
}

std::int32_t UnitIndex::order(std::string_view name) const {
    const Unit* unit = find(name);
    return unit == nullptr || unit->order == 0 ? std::numeric_limits<std::int32_t>::max()
                                               : unit->order;
}

}  // namespace mingcha
