// What the office excused beforehand (import exemptions): from when to when a rule does not ask, of
// a column or of the whole site. Who decided, when and why stays with it; it never works backwards.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/site_view.h"
#include "base/time.h"
#include "model/inputs.h"

namespace mingcha::audit {

// Does an exemption from `rule` name a column (true) or the whole site (false)? Empty: the rule
// knows no exemptions. An exemption from a veto on columns also holds for the deductions that stand
// for it below its count (other-columns, news-staleness, policy-staleness).
std::optional<bool> exempted_by_column(std::string_view rule);

// Of the site's rows, the one in force at `moment`; null: none. `column` empty: the whole site.
const Exemption* exemption_of(const SiteFacts& facts, std::string_view rule,
                              std::string_view column, Instant moment);

// At the time of the inspection.
bool is_exempt(const SiteView& site, std::string_view rule, std::string_view column = {});

// "2026-02-03 08:00至2026-02-03 12:00 机房停电检修（某某批准）"
std::string exemption_text(const Exemption& row);

}  // namespace mingcha::audit
