// Lists of names in running text and in cells, and whether two writings mean one unit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::proof {

struct NameList {
    std::vector<std::string> names;
    std::size_t at_most = 0;  // names, plus one where the last may be two joined by 和 or 及
    bool open = false;        // ends in 等: more may exist than are named
};

// Parts at 、 and ， outside brackets and quotes; the notes in brackets behind a name are dropped
// ("A（微博）" is A). A leading verb (发现, 其中, 分别为 …) and a closing stop are not part of a
// name.
NameList split_names(std::string_view text);

// Whether every item reads as the name of a unit, site or division — not of a class of them
// ("县区、市直部门" name classes, and a count behind them counts no names).
bool are_unit_names(const std::vector<std::string>& names);

// Whether every item can be a name of anything, an account too, where the text says that names
// follow ("分别为：", "分别是"): only what tells of faults, rates or classes is none.
bool are_listed_names(const std::vector<std::string>& names);

// A name as it is compared: without 人民, 市辖 decorations in brackets, quotes and spaces.
std::string plain_name(std::string_view name);

// Index of the one full name that `short_name` abbreviates: equal, or its characters stand in the
// full name in order from the same division on. npos where none or several fit.
std::size_t find_unit(const std::vector<std::string>& full_names, std::string_view short_name);

}  // namespace mingcha::proof
