// Work shared out among inspectors. Pure: the same pieces, people and seed give the same plan, and
// one piece more changes little of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/worksheet.h"

namespace mingcha::workflow {

// By county: one county's targets stay with one inspector where that keeps the work even. By kind:
// the same for kinds (portal, department, an account type). Random: each by itself.
enum class ShareBy : std::uint8_t { county, kind, random };

struct Piece {
    std::string target;
    std::string unit;      // who runs it
    std::string division;  // code
    std::string kind;
    std::int64_t lines = 1;  // of its worksheet: how much work it is
};

// A group goes to one inspector as long as he then has at most so many per cent of an even share.
inline constexpr std::int64_t kEvenPercent = 125;

// One assignment a piece, in the order of the pieces; `by` and `at` are left to the caller. What
// inspectors have already (`held`, in lines) counts. Errors: nobody to share among; a piece that
// nobody may take (his own unit, another county), each named.
struct Held {
    std::string inspector;
    std::int64_t lines = 0;
};
Result<std::vector<Assignment>> share_out(const std::vector<Piece>& pieces,
                                          const std::vector<Inspector>& inspectors, ShareBy by,
                                          std::uint64_t seed, const std::vector<Held>& held);

// `percent` of the pieces (at least one), drawn by the seed, each to another inspector than who had
// it. Errors as above.
Result<std::vector<Assignment>> draw_spot_checks(const std::vector<Piece>& pieces,
                                                 const std::vector<Assignment>& first,
                                                 const std::vector<Inspector>& inspectors,
                                                 std::int32_t percent, std::uint64_t seed);

// How far two inspectors agree: lines that both decided on, and those with the same word.
struct Agreement {
    std::int64_t compared = 0;
    std::int64_t same = 0;
    std::vector<HandVerdict> differing;  // the second looks that differ
};
// Of the words that stand (workflow/words.h).
Agreement agreement_of(const std::vector<HandVerdict>& verdicts);

std::optional<ShareBy> parse_share_by(std::string_view text);  // county, kind, random

}  // namespace mingcha::workflow
