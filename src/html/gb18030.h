// GB18030 → UTF-8 by a table: pages of government sites are often GBK, and a general converter
// takes longer over one than the parser. https://encoding.spec.whatwg.org/#gb18030-decoder
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mingcha::html {

class GbTable {
public:
    // Asks for the character of a sequence of two or four bytes; 0 where it has none.
    using Lookup = char32_t (*)(void* context, const char* bytes, std::size_t size);

    // Asks `lookup` for all two-byte characters; for those of four bytes as they come. `context`
    // outlives the table.
    GbTable(Lookup lookup, void* context);

    // `out` has room for three times the bytes and kSlack. Returns the bytes written; `faults`
    // counts each U+FFFD put.
    static constexpr std::size_t kSlack = 16;
    std::size_t decode(std::string_view bytes, char* out, std::uint32_t& faults) const;

private:
    static constexpr std::size_t kLeads = 126;   // 0x81 to 0xFE
    static constexpr std::size_t kTrails = 192;  // 0x40 to 0xFF; 0x7F and 0xFF have none
    std::size_t take_odd(const char* at, const char* end, char32_t& point) const;

    Lookup lookup_;
    void* context_;
    std::array<std::uint16_t, kLeads * kTrails> units_;  // 0: none
};

}  // namespace mingcha::html
