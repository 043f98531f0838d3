// A unit asks beforehand to be excused for a time (no news in a column, a planned downtime), its
// supervisor grants or refuses. Pure: filing and decision in, filing and the exemptions that the
// rules know out. Nothing works backwards: an exemption counts from its grant at the earliest
// (ADR 12).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/inputs.h"

namespace mingcha::workflow {

inline constexpr std::int32_t kMaxNoNewsDays = 366;
inline constexpr std::int32_t kMaxDowntimeDays = 31;
inline constexpr std::size_t kMaxFilingText = 1'000;  // characters of a reason
inline constexpr std::size_t kMaxColumnName = 100;    // characters

enum class FilingKind : std::uint8_t {
    no_news,   // 无更新内容: a column, or the home page where none is named
    downtime,  // 计划停机: visits within it are not counted
};
enum class FilingState : std::uint8_t { filed, granted, refused };

struct Filing {      // key: id
    std::string id;  // "豁-0001"
    FilingKind kind = FilingKind::no_news;
    std::string site_code;
    std::string column;  // of no_news; empty: the home page
    Instant from, to;    // as asked, to inclusive
    std::string reason;
    std::string filed_by;
    Instant filed_at;
    FilingState state = FilingState::filed;
    std::string decided_by;
    std::string decision;  // why; of a refusal never empty
    std::optional<Instant> decided_at;
    std::optional<Instant> counts_from;  // of one that was granted
};

// Errors, Chinese: no reason, an end before the beginning or already over, too long, a downtime of
// a column.
Result<Filing> filed(Filing filing, Instant now);

// Errors: decided already, by whoever filed it, refused without a reason, granted after its end.
Result<Filing> decided(Filing filing, bool grant, const std::string& by, const std::string& why,
                       Instant now);

// What the rules are told of one that was granted; nothing of another. Sources name the filing.
std::vector<Exemption> exemptions_of(const Filing& filing);

std::string_view to_string(FilingKind kind);
std::string_view to_chinese(FilingKind kind);
std::optional<FilingKind> parse_filing_kind(std::string_view text);
std::string_view to_string(FilingState state);
std::string_view to_chinese(FilingState state);
std::optional<FilingState> parse_filing_state(std::string_view text);

}  // namespace mingcha::workflow
