// Units found by any of their names: full, short, shortest, alias (name_key of base/text.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/registry.h"

namespace mingcha {

class UnitIndex {
public:
    // `units` outlive the index. A name that two units share leads to the first.
    explicit UnitIndex(const std::vector<Unit>& units);

    const Unit* find(std::string_view name) const;  // nullptr: none has this name

    // A unit whose name contains the other's or differs in few characters; nullptr where none does.
    const Unit* similar(std::string_view name) const;

    // What to print: the unit's short or shortest name, else the name as written.
    std::string short_name(std::string_view name) const;
    std::string shortest_name(std::string_view name) const;

    // Place in the 机构序列; units without one come last.
    std::int32_t order(std::string_view name) const;

private:
    const std::vector<Unit>& units_;
    std::map<std::string, const Unit*, std::less<>> by_name_;
};

}  // namespace mingcha
