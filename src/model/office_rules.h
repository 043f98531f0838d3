// What an office decides about the rules itself: exceptions to a rule, always with an end, and its
// own dictionary. Both are written down with who and when, and never work backwards: a campaign
// that was closed before keeps being judged as it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace mingcha {

// Who wrote a thing down or took it back, and which campaigns were closed by then: to them it means
// nothing.
struct OfficeStamp {
    std::string by;
    Instant at;                       // wall clock
    std::vector<std::string> closed;  // ids of campaigns
};

// Does what was given, and perhaps ended, hold for a campaign?
bool holds_for(const OfficeStamp& given, const std::optional<OfficeStamp>& ended,
               std::string_view campaign);

// A rule does not apply to some targets for a while (例外). By the office for its own standard; a
// unit's request for a column or a downtime is another thing (exemptions).
struct RuleException {  // key: number
    std::int64_t number = 0;
    std::string rule;
    std::vector<std::string> targets;  // site codes, account keys
    std::string reason;
    Date from;
    Date until;  // both days count
    OfficeStamp given;
    std::optional<OfficeStamp> ended;  // before its last day, or never meant
};

// In force for a campaign whose moment is on `day`.
bool is_in_force(const RuleException& exception, std::string_view campaign, Date day);

enum class OfficeWordKind : std::uint8_t {
    wrong,      // 错词: a proposal
    sensitive,  // 敏感表述: a candidate that a person confirms
    allowed,    // 放行: no error although a dictionary has it, or a longer word that holds a term
    name        // 专有名称: of people, places, institutions; a term inside it is none
};

struct OfficeWord {  // key: number
    std::int64_t number = 0;
    std::string text;
    OfficeWordKind kind = OfficeWordKind::wrong;
    std::string suggestion;  // of wrong and sensitive
    std::string source;      // why: a document, a decision
    std::string note;
    OfficeStamp added;
    std::optional<OfficeStamp> removed;
};

std::string_view to_string(OfficeWordKind kind);
std::string_view to_chinese(OfficeWordKind kind);
std::optional<OfficeWordKind> parse_office_word_kind(std::string_view text);

}  // namespace mingcha
