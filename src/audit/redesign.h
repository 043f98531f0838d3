// 改版 of a site: what was seen before it says nothing of the site that is there now.
#pragma once

#include <string_view>
#include <vector>

#include "audit/carry_over.h"
#include "model/facts.h"

namespace mingcha::audit {

// Forgets earlier visits and when addresses were first seen, where that was before the day: columns
// and addresses are learned anew. Pages that were themselves fetched before it (by the wall clock
// of their exchange) are marked; the rules on updates then measure nothing.
void begin_anew(SiteFacts& facts, Date redesigned);

// Rules whose verdict rests on how new the pages are.
bool rests_on_freshness(std::string_view rule);

// Of a site that was redesigned its problems are the same by rule and words, whatever address they
// stood at.
std::vector<PriorFinding> without_addresses(std::vector<PriorFinding> previous,
                                            std::string_view target);

}  // namespace mingcha::audit
