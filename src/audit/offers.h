// Bonus offers of a site: what the machine saw of one, for a person who weighs it. An offer that
// was not seen is no verdict: it may be there under another name.
#pragma once

#include <string>

#include "audit/presence.h"

namespace mingcha::audit {

// Earned, as a proposal: one finding with this evidence.
Verdict offered(std::string place, std::string problem, const PageRecord& page,
                std::string_view excerpt);

// Not seen: the crawl's own reason where it ended early, else that a person has to look.
Verdict not_seen(const SiteView& site, std::string_view what);

}  // namespace mingcha::audit
