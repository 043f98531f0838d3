// Made-up facts of a site: a home page, forty columns and articles, every page with its links.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "model/facts.h"

namespace mingcha::bench {

struct MadeSite {
    std::deque<std::string> texts;
    SiteFacts facts;

    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

// The same number gives the same site. `pages` and `links` (a page) from 1.
MadeSite make_site(std::size_t number, std::size_t pages, std::size_t links);

}  // namespace mingcha::bench
