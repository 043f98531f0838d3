// Answers to the questions of a campaign, looked for in its stored facts; and where a site takes
// letters.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audit/answers.h"
#include "base/result.h"
#include "ledger/questions.h"
#include "model/campaign.h"
#include "model/registry.h"
#include "ruleset/load.h"
#include "store/gather_index.h"
#include "store/store.h"

namespace mingcha::app {

// The page of a site with a form for letters, else its column for them; empty: none was seen.
std::string board_of(const audit::SiteView& site);

struct FindRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::vector<std::string> only;  // site codes; empty: all
    bool dry_run = false;
    std::string by;
    Instant now;
};
enum class FoundState {
    recorded,  // one answer with its day: written into the ledger, to be judged
    known,     // is in the ledger already
    undated,   // answered, the board does not say when: for a person to record
    several,   // more than one letter may be it: for a person to say which
    open,      // the letter is on the board, without an answer
    absent,    // not on the boards that were read
    unread     // the site was not visited, or no board of it was read
};
struct FoundAnswer {
    std::string site_code;
    std::string title;
    FoundState state = FoundState::absent;
    std::string why;  // of unread
    struct Letter {
        std::string title;
        std::string url;
        std::optional<Date> replied;
        std::string reply;  // a piece of it
    };
    std::vector<Letter> letters;
    audit::ReplyWeight weight;  // of recorded
};
// For questions that were asked and have no answer by hand. Errors: no such campaign, a closed one,
// facts that cannot be read.
Result<std::vector<FoundAnswer>> find_board_answers(store::Store& store,
                                                    const ruleset::Sources& sources,
                                                    const FindRequest& request);

std::string found_json(const std::vector<FoundAnswer>& found);
std::string found_table(const std::vector<FoundAnswer>& found);

}  // namespace mingcha::app
