#include "app/city_truth.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "audit/address.h"

namespace mingcha::app {

namespace {

bool covers(const TruthRow& row, std::string_view place) {
    if (row.everywhere && audit::bare_host(row.url) == audit::bare_host(place)) return true;
    const std::string key = audit::address_key(place);
    const auto is_it = [&](const std::string& url) { return audit::address_key(url) == key; };
    return is_it(row.url) || std::any_of(row.also.begin(), row.also.end(), is_it);
}

bool is_named(const Finding& finding, const TruthRow& row) {
    return finding.problem.find(row.names) != std::string::npos;
}

Result<Expect> parse_expect(const std::string& word) {
    if (word == "fault") return Expect::fault;
    if (word == "near_miss") return Expect::near_miss;
    if (word == "earned") return Expect::earned;
    return fail("truth", "“" + word + "” under expect", "fault, near_miss or earned");
}

}  // namespace

Result<std::vector<TruthRow>> read_truth(std::string_view text) {
    std::vector<TruthRow> rows;
    try {
        for (const auto& each : nlohmann::json::parse(text)) {
            TruthRow row;
            row.account = !each.contains("site_code");
            row.target = each.at(row.account ? "account" : "site_code");
            row.rule = each.at("rule");
            row.url = each.value("url", std::string());
            row.also = each.value("also", std::vector<std::string>());
            row.everywhere = each.value("everywhere", false);
            row.names = each.value("names", std::string());
            const Result<Expect> expect = parse_expect(each.at("expect"));
            if (!expect) return Fail(expect.error());
            row.expect = *expect;
            rows.push_back(std::move(row));
        }
    } catch (const nlohmann::json::exception& error) {
        return fail("truth", error.what(), "the output of mingcha demo --print-truth");
    }
    return rows;
}

std::vector<std::string> standing_places(const Finding& finding) {
    std::set<std::string> places;
    for (const std::string& place : finding.places) places.insert(audit::address_key(place));
    std::vector<std::string> targets;
    bool apart = true;
    for (const Evidence& evidence : finding.evidence) {
        if (evidence.url.empty()) continue;
        apart = apart && places.count(audit::address_key(evidence.url)) == 0;
        targets.push_back(evidence.url);
    }
    return apart && !targets.empty() ? targets : finding.places;
}

bool is_at(const Finding& finding, const TruthRow& row) {
    if (finding.target != row.target || finding.rule != row.rule) return false;
    if (!is_named(finding, row)) return false;
    const std::vector<std::string> places = standing_places(finding);
    if (places.empty() || row.url.empty()) return true;
    return std::any_of(places.begin(), places.end(),
                       [&](const std::string& place) { return covers(row, place); });
}

std::vector<std::string> surplus_places(const Finding& finding,
                                        const std::vector<const TruthRow*>& rows) {
    std::vector<std::string> surplus;
    for (const std::string& place : standing_places(finding)) {
        const bool known = std::any_of(rows.begin(), rows.end(), [&](const TruthRow* row) {
            return is_named(finding, *row) && (row->url.empty() || covers(*row, place));
        });
        if (!known) surplus.push_back(place);
    }
    return surplus;
}

}  // namespace mingcha::app
