// The circular 通报: one model from the result of a campaign, from which docx, pdf, html, xlsx and
// json are written. Every number of the text is a field; the text around them is a template.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/registry.h"
#include "model/result.h"
#include "model/standard.h"
#include "office/document.h"

namespace mingcha::report {

struct CircularInput {
    const CampaignResult& result;
    const Ruleset& ruleset;
    const Registry& registry;
    std::optional<Points> previous_site_rate;  // percent, of the previous campaign
    bool internal = true;                      // prints 附注 (contact)
    std::map<std::string, std::string> templates;  // name → text with {fields}, over the built-in
};

struct Annex {
    std::string title;
    office::Table table;
    std::string note;  // its own window; may be empty
};

struct Circular {
    std::map<std::string, std::string> fields;  // every figure and name that templates may use
    std::vector<Annex> annexes;                 // 1–4
    office::Document document;
    std::vector<std::string> warnings;
};

// 〔待填〕 stands where a typed-in field is missing; each is a warning.
Circular build_circular(const CircularInput& input);

// Contradictions of the circular with itself, each with its place. Not empty: it is refused.
std::vector<std::string> self_check(const Circular& circular, const CampaignResult& result);

std::string circular_json(const Circular& circular, const CampaignResult& result);

}  // namespace mingcha::report
