// Two findings of one target that are the same fault made one (合并): one stands, the other points
// to it and counts no more. A word like any other: it stands in the log, takes two people on a
// veto, and is taken back by undo_review. Points follow from what is left.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "app/reviewing.h"
#include "base/result.h"

namespace mingcha::app {

struct MergeRequest {
    std::string campaign;
    std::string finding;  // that points to the other; id, or its first eight or more characters
    std::string into;     // that stands
    std::string by;
    Instant at;                       // wall clock
    std::set<std::string> needs_two;  // as of ReviewRequest
};
// Errors: the two are one, or of different targets; the one that would stand is dismissed, or was
// merged itself; as review().
Result<Reviewed> merge_findings(store::Store& store, const MergeRequest& request);

// The id of the finding that a decision merged this one into; none where it says something else.
std::optional<std::string> merged_into(const store::Decision& decision);

}  // namespace mingcha::app
