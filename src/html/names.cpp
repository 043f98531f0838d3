#include "html/names.h"

#include <array>

namespace mingcha::html {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TagId::count_)> kTagNames{
    "",
#define TAG(id, name, flags) name,
#include "html/names.inc"
#undef TAG
};
constexpr std::array<std::string_view, static_cast<std::size_t>(AttrId::count_)> kAttrNames{
    "",
#define ATTR(id, name) name,
#include "html/attributes.inc"
#undef ATTR
};

constexpr std::size_t kMaxKnownName = 15;

constexpr unsigned char lower(unsigned char c) {
    return c >= 'A' && c <= 'Z' ? c + 32U : c;
}

constexpr std::uint32_t hash(std::string_view name) {
    std::uint32_t h = static_cast<std::uint32_t>(name.size());
    for (char c : name) h = h * 31U + lower(static_cast<unsigned char>(c));
    return h ^ (h >> 7);
}

// Open addressing over a power of two, filled at compile time; a slot holds an index into the
// names.
template <std::size_t Slots, std::size_t N>
constexpr std::array<std::uint8_t, Slots> make_table(const std::array<std::string_view, N>& names) {
    std::array<std::uint8_t, Slots> table{};
    for (std::size_t i = 1; i < N; ++i) {
        std::size_t slot = hash(names[i]) % Slots;
        while (table[slot] != 0) slot = (slot + 1) % Slots;
        table[slot] = static_cast<std::uint8_t>(i);
    }
    return table;
}

constexpr auto kTagTable = make_table<1024>(kTagNames);
constexpr auto kAttrTable = make_table<256>(kAttrNames);

bool same(std::string_view known, std::string_view name) {
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (lower(static_cast<unsigned char>(name[i])) != static_cast<unsigned char>(known[i])) {
            return false;
        }
    }
    return true;
}

template <std::size_t Slots, std::size_t N>
std::size_t find(const std::array<std::uint8_t, Slots>& table,
                 const std::array<std::string_view, N>& names, std::string_view name) {
    if (name.empty() || name.size() > kMaxKnownName) return 0;
    for (std::size_t slot = hash(name) % Slots; table[slot] != 0; slot = (slot + 1) % Slots) {
        const std::string_view known = names[table[slot]];
        if (known.size() == name.size() && same(known, name)) return table[slot];
    }
    return 0;
}

bool has_capitals(std::string_view name) {
    for (char c : name) {
        if (c >= 'A' && c <= 'Z') return true;
    }
    return false;
}

}  // namespace

TagId find_tag_any_case(std::string_view name) {
    return static_cast<TagId>(find(kTagTable, kTagNames, name));
}
AttrId find_attribute_any_case(std::string_view name) {
    return static_cast<AttrId>(find(kAttrTable, kAttrNames, name));
}
TagId find_tag(std::string_view name) {
    return has_capitals(name) ? TagId::unknown : find_tag_any_case(name);
}
AttrId find_attribute(std::string_view name) {
    return has_capitals(name) ? AttrId::unknown : find_attribute_any_case(name);
}
std::string_view name_of(TagId tag) {
    return kTagNames[static_cast<std::size_t>(tag)];
}
std::string_view name_of(AttrId attribute) {
    return kAttrNames[static_cast<std::size_t>(attribute)];
}

}  // namespace mingcha::html
