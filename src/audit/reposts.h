// 重要信息转载: where a site shows what it had to repost, and whether in time. The rule
// required-repost and the list of reposts read the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/site_view.h"
#include "model/inputs.h"

namespace mingcha::audit {

enum class RepostState {
    in_time,
    late,
    missing,
    unknown,  // not seen, and not all was read that could show it: `why`
    not_due   // the time is not over at as_of
};

struct RepostSighting {
    const RepostItem* item = nullptr;
    RepostState state = RepostState::unknown;
    Reason why;                        // of unknown
    std::string url;                   // where it stands, in time or late
    std::string title;                 // as shown there
    std::optional<PrintedDate> date;   // that the site prints for it
    const PageRecord* page = nullptr;  // that shows it
};

Instant due_of(const RepostItem& item);

// One for each item, in their order. A site whose home page was not read knows nothing of any.
std::vector<RepostSighting> look_for_reposts(const SiteView& site,
                                             const std::vector<RepostItem>& items);

}  // namespace mingcha::audit
