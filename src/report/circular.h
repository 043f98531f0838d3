// The circular 通报: one model from the result of a campaign, from which docx, pdf, html, xlsx and
// json are written. Every number of the text is a field; the text around them is a template.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/registry.h"
#include "model/result.h"
#include "model/standard.h"
#include "office/document.h"
#include "report/circular_background.h"
#include "report/templates.h"

namespace mingcha::report {

struct CircularInput {
    const CampaignResult& result;
    const Ruleset& ruleset;
    const Registry& registry;
    std::optional<Points> previous_site_rate;  // percent, of the previous campaign
    bool internal = true;                      // prints 附注 (contact); json holds the warnings
    Templates templates;                       // the office's, over the ruleset's
    std::vector<std::string> typed;            // keys of fields that people may type in
    CircularBackground background{};
};

struct Annex {
    std::string title;
    office::Table table;
    std::string note;  // its own window; may be empty
};

struct Circular {
    std::map<std::string, std::string> fields;  // every figure and name that templates may use
    std::vector<Annex> annexes;                 // only those with rows, in the seed's order
    office::Document document;
    std::vector<std::string> warnings;
    bool internal = true;
};

// 〔待填〕 stands where a typed-in field is missing; each is a warning. Errors: no sites and no
// accounts to report on; a text of the ruleset names a field there is not.
Result<Circular> build_circular(const CircularInput& input);

// 附件2, and 附件 where it is the only one (GB/T 9704-2012 §7.3.4).
std::string annex_label(std::size_t index, std::size_t count);

std::string circular_json(const Circular& circular, const CampaignResult& result);

}  // namespace mingcha::report
