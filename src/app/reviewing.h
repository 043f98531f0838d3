// People's word on findings: confirmed or dismissed, by whom and why. Kept apart from the verdicts,
// so that judging again changes nothing of it; every decision stays in the log.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/verdict.h"
#include "ruleset/load.h"
#include "store/rows.h"
#include "store/store.h"

namespace mingcha::app {

struct ReviewRequest {
    std::string campaign;
    // Ids, or their first eight or more characters. One that is named twice counts once.
    std::vector<std::string> findings;
    bool all = false;  // every candidate
    // Of any rule where empty. With `all` only those of these rules; beside ids every one must be
    // of one of them, so that no finding that somebody named is passed over in silence.
    std::vector<std::string> rules;
    FindingState state = FindingState::confirmed;
    std::string by;
    std::string reason;  // needed to dismiss
    Instant at;          // wall clock
    // Rules whose findings take the same word of two different people (vetoes, in the console).
    // Empty, as on the command line: one person's word stands.
    std::set<std::string> needs_two;
};

struct Reviewed {
    std::int64_t decided = 0;  // findings whose state is now the one asked for
    std::int64_t waiting = 0;  // those that wait for a second person now
};

// Findings of the campaign's own ruleset, in the order of targets and rules.
Result<std::vector<Finding>> findings_of(store::Store& store, const std::string& campaign);

// The finding that `id`, or its first eight or more characters, names. Errors: none, with those
// that are near; several.
Result<const Finding*> finding_named(const std::vector<Finding>& findings, const std::string& id);

// All registered sites: which of them share a platform (audit/template_faults.h).
Result<std::vector<Site>> registered_sites(store::Store& store);

// Errors: an id that the campaign's ruleset does not have, with those that are near.
Result<bool> check_rules(store::Store& store, const ruleset::Sources& rulesets,
                         const std::string& campaign, const std::vector<std::string>& rules);

// The same word of the same person again changes nothing and is not logged anew. Errors: an id that
// is none or several, with those that are near; one of another rule than asked for; a name or
// reason missing; --all together with ids; a closed campaign.
Result<Reviewed> review(store::Store& store, const ReviewRequest& request);

// What people said of the findings of a campaign.
struct Words {
    std::map<std::string, store::Decision> decisions;  // by finding; those that stand
    std::map<std::string, store::Decision> first;      // of vetoes that wait for a second person
    std::map<std::string, store::Decision> last;       // the last entry of the log
};
Result<Words> words_of(store::Store& store, const std::string& campaign);

// Takes the last word on the finding back: what stood before it stands again. Once, and by whoever
// said it. Errors: nothing was said; somebody else said it; it was taken back already; a closed
// campaign.
Result<bool> undo_review(store::Store& store, const std::string& campaign,
                         const std::string& finding, const std::string& by, Instant at);

}  // namespace mingcha::app
