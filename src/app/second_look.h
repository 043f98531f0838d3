// A finding looked at again after its unit said that it is mended: its pages are asked for now, and
// what is seen is written down as a step. The word stays with a person.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "gather/documents.h"
#include "model/cases.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kLookAtPages = 5;  // of a finding, the first ones

struct LookRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::string finding;  // its id, or the first eight or more characters
    std::string by;
    gather::DocumentOptions options;
    Instant now;
};

struct PageLook {
    std::string url;
    LinkState state = LinkState::not_checked;
    std::string reason;  // where it did not open
    std::string title;   // of what opened
    std::string newest;  // newest day on the page, its own or of its list; empty: none
    enum class Excerpt { none, there, gone } excerpt = Excerpt::none;  // of the evidence
    std::string kept;  // the answer's body beside the evidence; empty: none came
};

struct SecondLook {
    CaseStep step;
    std::vector<PageLook> pages;
};

// Errors: no such finding; a finding without an address; one that nobody confirmed; the network
// cannot be used at all; workflow::take.
Result<SecondLook> look_again(store::Store& store, const LookRequest& request,
                              const std::atomic<bool>& stop);

}  // namespace mingcha::app
