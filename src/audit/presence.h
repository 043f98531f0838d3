// Whether a site has something at all: where it is named, and what keeps "it has none" from being
// said. Shared by the rules that propose an absence to a person.
#pragma once

#include <functional>
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

// The finding of an absence: shown on the home page, with what was looked through.
Finding absence(const SiteView& site, std::string problem, std::string_view what);

// A veto's subject that a site has to offer somewhere.
struct Subject {
    bool shown = false;                               // known already
    std::function<bool(const PageRecord&)> shown_by;  // by a page that was fetched
    std::function<bool(const Link&)> entered_by;
    bool must_have = true;     // else only dead entries are a reason to propose its absence
    std::string_view problem;  // 未提供办事服务
    std::string_view what;     // that was looked for, behind 未见
    std::string_view left;     // what is said where it is left to people
};

// Passes where a page or an entry that opens shows the subject. Its absence is proposed where every
// entry is dead, or nothing of a site that was read widely speaks of it; else not measured.
Verdict judge_subject(const SiteView& site, const Subject& subject);

// What a machine cannot judge further and a person has to.
Verdict left_to_people(std::string_view why);

}  // namespace mingcha::audit
