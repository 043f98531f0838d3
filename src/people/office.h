// Offices as a tree (city → county → unit), and what of the registry hangs on a part of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/registry.h"
#include "model/unit_index.h"

namespace mingcha::people {

enum class OfficeKind : std::uint8_t { city, county, unit };

struct Office {
    std::string id;  // [a-z0-9-], made by whoever adds it
    std::string name;
    OfficeKind kind = OfficeKind::unit;
    std::string parent;                  // id; empty: the top of the tree
    std::vector<std::string> divisions;  // codes whose sites and accounts hang on it
    std::vector<std::string> units;      // full names of units, likewise

    bool operator==(const Office&) const = default;
};

inline constexpr std::size_t kMaxOffices = 10'000;
inline constexpr std::size_t kMaxDepth = 8;
inline constexpr std::string_view kTopOffice = "top";  // id of the office that first start makes

// What a set of offices answers for. The one place that says whether somebody sees a target.
class Reach {
public:
    static Reach everything();
    void add(const Office& office);

    bool whole() const { return whole_; }
    bool nothing() const { return !whole_ && divisions_.empty() && units_.empty(); }
    // `units` knows the full names of the units that sites and accounts name in any length.
    bool covers(const Site& site, const UnitIndex& units) const;
    bool covers(const Account& account, const UnitIndex& units) const;
    bool covers_division(std::string_view code) const;
    // The same reach gives the same text: for caches.
    std::string key() const;

private:
    bool covers(std::string_view division, std::string_view unit, const UnitIndex& units) const;

    bool whole_ = false;
    std::set<std::string, std::less<>> divisions_;
    std::set<std::string, std::less<>> units_;  // name_key of the full name
};

class OfficeTree {
public:
    OfficeTree() = default;
    // Offices whose parent is not there, or which are their own ancestors, hang on nothing: nobody
    // but who has a role at exactly that office reaches them.
    explicit OfficeTree(std::vector<Office> offices);

    const std::vector<Office>& all() const { return offices_; }  // parents before children
    const Office* find(std::string_view id) const;
    const Office* top() const;  // the first without a parent; nullptr: there is none
    bool is_within(std::string_view id, std::string_view ancestor) const;  // or the same
    // Everything at and below `id`. The top's reach is everything.
    void reach(std::string_view id, Reach& into) const;

private:
    std::vector<Office> offices_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
};

// Errors, Chinese: an id that is taken or ill-formed, no name, no or an unknown parent, a kind that
// does not fit below the parent's, too many, too deep.
Result<bool> check_new_office(const OfficeTree& tree, const Office& office);

std::string_view to_string(OfficeKind kind);
std::string_view to_chinese(OfficeKind kind);
std::optional<OfficeKind> parse_office_kind(std::string_view text);

}  // namespace mingcha::people
