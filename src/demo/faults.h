// Faults, and healthy look-alikes, that are put into a healthy site of the example city.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demo/site_pages.h"

namespace mingcha::demo {

struct Seeded {
    std::string rule;
    std::string path = "/";
    bool fault = true;  // false: looks like one
};

enum class SeedKind {
    guides_whole,  // look-alike
    guides_basis,  // a law is only named
    guides_vague,
    guides_form,  // a form without a source
    guides_few,   // five of eight elements are missing
    statistics_stale,
    statistics_recent,  // look-alike
    interpretations_apart,
    repost_name,
    repost_late,
    footer_mark,  // footer_…: that item is missing
    footer_code,
    footer_icp,
    footer_unit,
    footer_contact,
    slow,           // look-alike, with a Crawl-delay
    redirect_loop,  // nothing can be judged
    rubbish,        // nothing can be judged
};

// Changes the plan by one kind of fault or look-alike and says what a right inspection reports.
// Guides, statistics, interpretations and footers are judged on portals only.
std::vector<Seeded> seed_kind(SitePlan& plan, SeedKind kind);

// The column of that name, the first where there is none.
ColumnPlan& column_of(SitePlan& plan, std::string_view name);

// Takes `begin` … `end` out of `html`, both included, where they are.
void drop(std::string& html, std::string_view begin, std::string_view end);

}  // namespace mingcha::demo
