// Every bound of the parser has a name here. Reaching one is a fact of the page
// (Document::limits_hit), never an error: what lies beyond it is left out or flattened as said.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mingcha::html {

inline constexpr std::size_t kMaxBytes = 64U << 20;   // the rest of the input is not read
inline constexpr std::size_t kMaxNodes = 1'000'000;   // parsing ends there
inline constexpr std::size_t kMaxOpenElements = 512;  // deeper elements do not nest any more
inline constexpr std::size_t kMaxAttributes = 256;    // of one element; further ones are dropped
inline constexpr std::size_t kMaxFormattingElements = 128;  // remembered for reconstruction

enum Limit : std::uint32_t {
    kBytesLimit = 1,
    kNodesLimit = 2,
    kDepthLimit = 4,
    kAttributesLimit = 8,
    kFormattingLimit = 16,
};

}  // namespace mingcha::html
