#include "html/names.h"

#include <array>
#include <bit>
#include <cstring>

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

constexpr std::size_t kMaxKnownName = 19;  // fecomponenttransfer
constexpr std::uint64_t kLow = 0x0101010101010101;

// The first eight bytes of a name as one number, its letters in lower case, the rest zero.
constexpr std::uint64_t lower_all(std::uint64_t word) {
    // A byte's high bit is set in `capital` where it is ASCII from 'A' to 'Z'.
    const std::uint64_t low7 = word & (kLow * 0x7F);
    const std::uint64_t from_a = low7 + kLow * (0x80 - 'A');
    const std::uint64_t beyond_z = low7 + kLow * (0x7F - 'Z');
    const std::uint64_t capital = from_a & ~beyond_z & ~word & (kLow * 0x80);
    return word | (capital >> 2);
}
constexpr std::uint64_t first_bytes(std::string_view name) {
    std::uint64_t word = 0;
    const std::size_t size = name.size() < 8 ? name.size() : 8;
    for (std::size_t i = 0; i < size; ++i) {
        word |= std::uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
    }
    return word;
}
constexpr std::size_t slot_of(std::uint64_t first, std::size_t size, std::size_t slots) {
    const std::uint64_t mixed = (first ^ (size << 56)) * 0x9E3779B97F4A7C15;
    return static_cast<std::size_t>(mixed >> 48) & (slots - 1);
}

struct Slot {
    std::uint64_t first = 0;
    std::uint8_t size = 0;  // 0: free
    std::uint8_t index = 0;
};

// Open addressing over a power of two, filled at compile time.
template <std::size_t Slots, std::size_t N>
constexpr std::array<Slot, Slots> make_table(const std::array<std::string_view, N>& names) {
    std::array<Slot, Slots> table{};
    for (std::size_t i = 1; i < N; ++i) {
        const std::uint64_t first = first_bytes(names[i]);
        std::size_t at = slot_of(first, names[i].size(), Slots);
        while (table[at].size != 0) at = (at + 1) % Slots;
        table[at] = {first, static_cast<std::uint8_t>(names[i].size()),
                     static_cast<std::uint8_t>(i)};
    }
    return table;
}

constexpr auto kTagTable = make_table<1024>(kTagNames);
constexpr auto kAttrTable = make_table<512>(kAttrNames);

template <std::size_t N>
constexpr bool fits(const std::array<std::string_view, N>& names) {
    for (std::string_view name : names) {
        if (name.size() > kMaxKnownName) return false;
    }
    return true;
}
static_assert(fits(kTagNames) && fits(kAttrNames));

// first_bytes of a name that is not empty, by loads that may overlap.
inline std::uint64_t load_first(std::string_view name) {
    static_assert(std::endian::native == std::endian::little);
    const char* const at = name.data();
    const std::size_t size = name.size();
    if (size >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        return word;
    }
    if (size >= 4) {
        std::uint32_t head = 0, tail = 0;
        std::memcpy(&head, at, 4);
        std::memcpy(&tail, at + size - 4, 4);
        return head | (std::uint64_t{tail} << (8 * (size - 4)));
    }
    const auto byte = [at](std::size_t i) {
        return std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
    };
    return byte(0) | byte(size / 2) | byte(size - 1);
}

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

template <std::size_t Slots, std::size_t N>
std::size_t find(const std::array<Slot, Slots>& table, const std::array<std::string_view, N>& names,
                 std::string_view name) {
    if (name.empty() || name.size() > kMaxKnownName) return 0;
    const std::uint64_t first = lower_all(load_first(name));
    for (std::size_t at = slot_of(first, name.size(), Slots); table[at].size != 0;
         at = (at + 1) % Slots) {
        if (table[at].first != first || table[at].size != name.size()) continue;
        const std::string_view known = names[table[at].index];
        std::size_t i = 8;
        while (i < known.size() && lower(name[i]) == known[i]) ++i;
        if (i >= known.size()) return table[at].index;
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
