// The example city in one week: a fictional city's websites and accounts as answers to requests,
// the tables that register them, and the truth of what is wrong with them. Pure: seed, size and
// week decide; another seed is another city, another week the same city later.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demo/accounts.h"
#include "demo/site_plan.h"
#include "demo/truth.h"

namespace mingcha::demo {

enum class Size {
    small,  // 24 sites, 42 accounts
    full    // 48 sites, 320 accounts with more than 20,000 posts
};

// What a request says of who asks.
struct Visitor {
    std::string_view agent, referer;
};

struct Served {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    int delay_ms = 0;
    bool abrupt = false;
};

class City {
public:
    // `week`: 0 … kMaxWeek.
    static City make(std::uint64_t seed, Size size, int week = 0);
    // The same without pages, which take most of the time: tables and truth, no answers.
    static City plan(std::uint64_t seed, Size size, int week = 0);

    // The answer of `host` (a port is ignored) to `visitor`: some sites tell search engines, and
    // those who come from one, something of their own. Hosts of the state that every footer links
    // to answer too; unknown ones are 404.
    Served respond(std::string_view host, std::string_view target, Visitor visitor = {}) const;

    // [{"site_code"|"account","rule","url","expect":"fault"|"near_miss"|"earned","week"}], and
    // where they apply "also", "everywhere", "names" (demo/truth.h). What only several visits show
    // supposes that the weeks before were visited too.
    std::string truth_json() const;
    const std::vector<TruthRow>& truth() const { return truth_; }

    // File name → CSV for import (contract §3): units, divisions, sites, accounts, posts, probes,
    // interactions, reposts; and campaign.txt, the dates of this week's campaign as options of
    // `campaign create`.
    std::map<std::string, std::string> import_files() const;

    const std::vector<SitePlan>& sites() const { return sites_; }
    const std::string& name() const { return name_; }
    Moment now() const { return now_; }

private:
    Moment now_;
    std::string name_;                                            // 云泽市
    std::vector<std::pair<std::string, std::string>> divisions_;  // code, name
    std::vector<SitePlan> sites_;
    std::vector<AccountPlan> accounts_;
    std::string account_host_;
    std::vector<TruthRow> truth_;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> pages_;  // host → path
};

}  // namespace mingcha::demo
