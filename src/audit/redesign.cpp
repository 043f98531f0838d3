#include "audit/redesign.h"

#include <algorithm>
#include <array>

namespace mingcha::audit {

namespace {

constexpr std::array<std::string_view, 9> kFreshness{
    "blank-columns",      "column-staleness",   "core-column-staleness",
    "homepage-staleness", "message-disclosure", "news-staleness",
    "other-columns",      "policy-staleness",   "service-statistics"};

// A place that names an address; kinds and names of columns do not.
bool names_address(std::string_view place) {
    return place.find('/') != std::string_view::npos;
}

}  // namespace

void begin_anew(SiteFacts& facts, Date redesigned) {
    const Instant begin = at(redesigned);
    facts.redesigned = redesigned;
    std::erase_if(facts.earlier, [&](const EarlierVisit& visit) { return visit.as_of < begin; });
    std::erase_if(facts.seen, [&](const SeenItem& item) { return item.first_seen < begin; });
    for (PageRecord& page : facts.pages) {
        if (page.first_seen && *page.first_seen < begin) page.first_seen.reset();
    }
    if (facts.pages.empty()) return;
    const Instant fetched = facts.pages.front().archive.at;
    facts.from_before_redesign = fetched.seconds > 0 && fetched < begin;
}

bool rests_on_freshness(std::string_view rule) {
    return std::find(kFreshness.begin(), kFreshness.end(), rule) != kFreshness.end();
}

std::vector<PriorFinding> without_addresses(std::vector<PriorFinding> previous,
                                            std::string_view target) {
    for (PriorFinding& prior : previous) {
        if (prior.target == target && names_address(prior.place)) prior.place.clear();
    }
    return previous;
}

}  // namespace mingcha::audit
