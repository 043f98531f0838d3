// The example city: a fictional city's websites and accounts as answers to requests, the tables
// that register them, and the truth of what is wrong with them. Pure: seed, host, path and week
// decide.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demo/site_pages.h"

namespace mingcha::demo {

enum class Size { small, full };

struct Served {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    int delay_ms = 0;
    bool abrupt = false;
};

// A seeded fault, or a healthy look-alike that must not be reported.
struct TruthRow {
    std::string target;  // site code or account key
    bool account = false;
    std::string rule;
    std::string url;
    bool fault = true;
};

struct DemoAccount {
    std::string code, operator_name, name, type, division;
    std::string last_post;  // day; empty: no posts known
    bool interactions = true;
};

class City {
public:
    static City make(std::uint64_t seed, Size size);

    // The answer of `host` (a port is ignored). Hosts of the state that every footer links to
    // answer too; unknown ones are 404.
    Served respond(std::string_view host, std::string_view target, int week) const;

    // [{"site_code"|"account","rule","url","expect":"fault"|"near_miss","week"}]
    std::string truth_json(int week) const;

    // File name → CSV for import (contract §3): units, divisions, sites, accounts, posts, probes,
    // interactions, reposts.
    std::map<std::string, std::string> import_files() const;

    const std::vector<SitePlan>& sites() const { return sites_; }

private:
    std::string city_;                                            // 云泽市
    std::vector<std::pair<std::string, std::string>> divisions_;  // code, name
    std::vector<SitePlan> sites_;
    std::vector<DemoAccount> accounts_;
    std::vector<TruthRow> truth_;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> pages_;  // host → path
};

}  // namespace mingcha::demo
