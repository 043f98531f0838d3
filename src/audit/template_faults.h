// 模板问题: one fault of a footer, head or menu that the sites of a platform (集约化平台) share is
// shown once, with its sites. Grouping is for whoever reviews and mends; findings, their points and
// their identities stay as they are.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/registry.h"
#include "model/verdict.h"

namespace mingcha::audit {

struct TemplateFault {
    std::string platform;
    std::string rule;
    std::string problem;                   // of the first finding
    std::vector<const Finding*> findings;  // in the order given; one a site at least
    std::vector<std::string> sites;        // codes, in registry order
    std::int64_t sites_of_platform = 0;    // running ones
};

// Groups of two sites and more with one platform, rule, problem and place: an address on the site
// itself is taken without its host. Only rules about what every page repeats are grouped; dismissed
// findings and bonuses are left out. Order: platforms as in the registry, then as findings came.
// Borrows `findings`.
std::vector<TemplateFault> template_faults(std::span<const Finding> findings,
                                           std::span<const Site> sites);

}  // namespace mingcha::audit
