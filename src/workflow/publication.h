// A circular's life as a state machine: (how it stands, step) → how it stands, or why the step may
// not be taken. Pure: the steps are the truth.
//
//   draft → submitted → approved → published → draft (a correction, with its reason) → …
//   submitted → draft (returned or withdrawn); draft of a correction → published (withdrawn)
// An approval is of one text: a submission or approval whose print differs from what the circular
// says now has fallen (stands_for), and it is submitted once more. Who wrote on it does not approve
// it.
// The docx that comes back from a word processor (brought_back) while the circular is approved or
// published takes the place of ours in the next version once each of its differences was accepted,
// by somebody else than who brought it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/publication.h"

namespace mingcha::workflow {

inline constexpr std::size_t kMaxPublicationSteps = 5'000;  // of one campaign
inline constexpr std::size_t kMaxPublicationText = 2'000;   // characters of one reason
inline constexpr std::size_t kMaxChangesTold = 40;          // of one comparison

enum class PublicationState : std::uint8_t { draft, submitted, approved, published };

// The docx that came back and what became of its differences.
struct ReturnedDocument {
    KeptFile file;
    std::string file_name, by, text;
    Instant at;
    std::vector<CircularDifference> differences;
    std::vector<std::optional<AcceptedDifference>> accepted;  // beside each of them

    std::size_t waiting() const;  // differences that nobody accepted
};

struct Publication {
    PublicationState state = PublicationState::draft;
    bool correcting = false;  // a draft that is to follow a version
    std::string reason;       // of the correction
    CircularPrint print;      // of what was submitted; its hash is empty in a draft
    std::string prepared_by, approved_by;
    std::vector<std::string> authors;  // of what was submitted, who submitted it among them
    std::optional<Instant> submitted_at, approved_at;
    std::int32_t versions = 0;  // published so far
    std::optional<ReturnedDocument> returned;
    std::vector<PublicationStep> steps;  // in order

    // Is what was submitted or approved what the circular says now? True where neither was.
    bool stands_for(std::string_view hash) const;
};

// The publication after the step, whose number is filled in. Errors: a step that this state does
// not take, a name or reason that is missing or too long, an approval by who wrote on it, another
// text than the one submitted, a difference that is none or was accepted before, an acceptance by
// who brought the file, differences that wait.
Result<Publication> take(const Publication& before, const PublicationStep& step);

// From stored steps, in order; errors as above, for a damaged store.
Result<Publication> publication_of(const std::vector<PublicationStep>& steps);

// How it stands before a circular that says `hash` now: what has fallen is a draft again.
PublicationState state_for(const Publication& publication, std::string_view hash);

// What `now` says otherwise than `before`, Chinese, a line a paragraph or annex.
std::vector<std::string> changes_of(const CircularPrint& before, const CircularPrint& now);

std::string_view to_string(PublicationState state);
std::string_view to_chinese(PublicationState state);

}  // namespace mingcha::workflow
