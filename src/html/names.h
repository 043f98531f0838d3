// Names of elements and attributes as small numbers, and what the HTML standard says of each.
#pragma once

#include <cstdint>
#include <string_view>

namespace mingcha::html {

enum class TagId : std::uint8_t {
    unknown,
#define TAG(id, name, flags) id,
#include "html/names.inc"
#undef TAG
    count_
};

enum class AttrId : std::uint8_t {
    unknown,
#define ATTR(id, name) id,
#include "html/attributes.inc"
#undef ATTR
    count_
};

enum class Namespace : std::uint8_t { html, svg, math };

// Categories of the stack of open elements, §13.2.4.2. They hold for elements of the HTML
// namespace.
inline constexpr std::uint8_t kVoid = 1;
inline constexpr std::uint8_t kSpecial = 2;
inline constexpr std::uint8_t kFormatting = 4;
inline constexpr std::uint8_t kScope = 8;

namespace detail {
inline constexpr std::uint8_t kTagFlags[] = {
    0,
#define TAG(id, name, flags) (flags),
#include "html/names.inc"
#undef TAG
};
}  // namespace detail

inline bool has_flag(TagId tag, std::uint8_t flag) {
    return (detail::kTagFlags[static_cast<std::size_t>(tag)] & flag) != 0;
}

// `name` in lower case. Unknown names give unknown.
TagId find_tag(std::string_view name);
AttrId find_attribute(std::string_view name);

// The same for a name as it stands in a page: any case of ASCII letters.
TagId find_tag_any_case(std::string_view name);
AttrId find_attribute_any_case(std::string_view name);

std::string_view name_of(TagId tag);         // empty for unknown
std::string_view name_of(AttrId attribute);  // empty for unknown

}  // namespace mingcha::html
