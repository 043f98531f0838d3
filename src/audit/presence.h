// Whether a site has something at all: where it is named, and what keeps "it has none" from being
// said. Shared by the rules that propose an absence to a person.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/rule.h"

namespace mingcha::audit {

// Words that name a thing, and words that make a name with one of them another thing:
// {"领导"} but not {"领导信箱"}.
struct NameWords {
    std::span<const std::string_view> any;
    std::span<const std::string_view> none;

    bool name(std::string_view text) const;
};

bool has_any(std::string_view text, std::span<const std::string_view> words);

// A place of the site that bears such a name.
struct Sighting {
    std::string_view name;
    std::string_view url;
    const ColumnView* column = nullptr;  // null: a link or a heading only
    const PageRecord* page = nullptr;    // null: not fetched, or not of this site
};

// Columns first, in site order; then links and page titles short enough to be a name. None: no
// page that was seen names it.
std::optional<Sighting> find_named(const SiteView& site, const NameWords& words);

// Fetched pages that belong to it: of that kind by their own word, or below a column named so.
std::vector<const PageRecord*> pages_of(const SiteView& site, ColumnKind kind,
                                        const NameWords& words);

// Why "the site has no such thing" cannot be said: the crawl ended early, the home page or a column
// that could hold it was not read, too little was recognised. None: it can be said. Columns that
// are lists by nature (news, notices, policies …) hide no section.
Reason absence_doubt(const SiteView& site);

// Why an address that the site links to does not open; empty: it opens, or that is not known.
std::string closed_because(const SiteView& site, std::string_view url);

// So many pages and columns were read that a thing which no name speaks of is not merely elsewhere:
// what the absence of a veto's subject takes, where nothing of the site points at it.
bool was_read_widely(const SiteView& site);

// The finding of an absence: shown on the home page, with what was looked through.
Finding absence(const SiteView& site, std::string problem, std::string_view what);

// Adds the dead entry as evidence.
void show_closed(Finding& finding, const SiteView& site, const SiteLink& entry);

// What a machine cannot judge further and a person has to.
Verdict left_to_people(std::string_view why);

}  // namespace mingcha::audit
