// What audit says of facts: an outcome per rule and target, its findings and their evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "model/facts.h"

namespace mingcha {

// The machine's word. A closed list; "not measured" is never a pass, a fail or a zero.
enum class Outcome : std::uint8_t { pass, fail, not_applicable, not_measured, needs_review };

// The people's word on a finding.
enum class FindingState : std::uint8_t { candidate, confirmed, dismissed, rectified, carried };

enum class MeasuredBy : std::uint8_t { machine, person };

struct Evidence {
    std::string url;
    Instant at;
    std::string excerpt;
    std::string sha256;      // may be empty: an imported row is its own evidence
    std::string warc;        // file#offset, may be empty
    std::string screenshot;  // may be empty
};

struct Coverage {
    std::int64_t checked = 0;
    std::int64_t blocked = 0;
    std::int64_t skipped = 0;
};

struct Finding {
    std::string id;  // stable across judgements and campaigns: target + rule + place (finding_id)
    std::string target;  // site code or account key
    std::string rule;
    Outcome outcome = Outcome::fail;  // a bonus earned is `pass`
    FindingState state = FindingState::candidate;
    std::string place;    // normalised: what makes the identity besides target and rule
    std::string problem;  // Chinese, as an annex would print it
    std::int32_t count = 1;
    std::string amount;  // key into Rule::amounts; empty = points_each
    std::optional<Points>
        points_given;    // typed in by a person with a reason, for the whole finding
    std::string reason;  // of points_given
    bool carried_over = false;
    std::vector<std::string> places;  // URLs where it stands
    std::vector<Evidence> evidence;
    MeasuredBy measured_by = MeasuredBy::machine;
    std::int32_t order = 0;  // reviewer's or import order within its rule; 0 = none
};

struct Verdict {
    std::string target;
    std::string rule;
    Outcome outcome = Outcome::not_measured;
    Reason reason;  // for not_measured
    MeasuredBy measured_by = MeasuredBy::machine;
    Coverage coverage;
    std::vector<Finding> findings;
    std::vector<std::string> working;  // a calculation as a derivation, line by line; may be empty
};

// First 16 hex digits of SHA-256 over target, rule and place: the identity of a finding.
std::string finding_id(std::string_view target, std::string_view rule, std::string_view place);

std::string_view to_string(Outcome outcome);
std::string_view to_string(FindingState state);
std::string_view to_string(MeasuredBy by);
std::optional<Outcome> parse_outcome(std::string_view text);
std::optional<FindingState> parse_finding_state(std::string_view text);

}  // namespace mingcha
