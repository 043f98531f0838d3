// Exemptions that units file and supervisors decide: stored, and what is granted told to the rules
// (rows of the kind that `import exemptions` brings).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "audit/deadlines.h"
#include "base/result.h"
#include "model/campaign.h"
#include "model/registry.h"
#include "store/store.h"
#include "workflow/filings.h"

namespace mingcha::app {

struct FilingRow {
    workflow::Filing filing;
    Site site;  // as the registry has it now; only its code where it is gone
};
// What waits first, what begins soonest before it; then the latest decided.
Result<std::vector<FilingRow>> exemption_filings(store::Store& store);

// Numbered here. Errors: as workflow::filed; no such site; one that still waits for the same.
Result<workflow::Filing> file_exemption(store::Store& store, workflow::Filing filing, Instant now);

// A grant writes the exemptions in the same transaction. Errors: as workflow::decided; none of that
// id.
Result<workflow::Filing> decide_exemption(store::Store& store, std::string_view id, bool grant,
                                          const std::string& by, const std::string& why,
                                          Instant now);

// A limit that the site's column (or home page) is over already: it is at fault now, and a grant
// must not undo that. `deadlines`: of this site, in a campaign whose moment is still to come; later
// the exemption does not reach it. nullptr: none.
const audit::Deadline* over_already(const workflow::Filing& filing,
                                    const std::vector<audit::Deadline>& deadlines, Date today);
// Is the moment at which it judges still to come, so that what is granted now may reach it?
inline bool counts_later(const Campaign& campaign, Instant now) {
    return !campaign.closed && campaign.origin == CampaignOrigin::inspected &&
           campaign.as_of >= now;
}
// The error that says so.
Error over_error(const workflow::Filing& filing, const audit::Deadline& over);

// The same for who has no view: in the latest open campaign. Errors: as due_list, over_error.
Result<bool> check_not_over(store::Store& store, const std::filesystem::path& data_dir,
                            std::string_view id, Instant now);

}  // namespace mingcha::app
