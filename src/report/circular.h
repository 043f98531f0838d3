// The circular 通报: one model from the result of a campaign, from which docx, pdf, html, xlsx and
// json are written. Every number of the text is a field; the text around them is a template.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/office_rules.h"
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

// A text as it was printed: what stood before it was filled, and after.
struct PrintedText {
    std::string name;  // of circular_texts()
    std::string part;  // of kCircularParts, or title, opening
    std::string text, filled;
};

// A part of the letter as it stands; without paragraphs where it has nothing to say.
struct PrintedPart {
    std::string part, heading;  // of its section
    std::vector<std::string> paragraphs;
};

// What stands for a field in any text, and whether its [ … ] is printed.
struct FieldValue {
    std::string printed;
    bool says_something = false;
};

struct Circular {
    std::map<std::string, std::string> fields;  // every figure and name that templates may use
    std::vector<Annex> annexes;                 // only those with rows, in the seed's order
    office::Document document;
    std::vector<std::string> warnings;
    bool internal = true;
    std::vector<PrintedText> texts;            // in the order of the letter
    std::vector<PrintedPart> parts;            // likewise
    std::map<std::string, FieldValue> values;  // of every field, computed or typed in
    std::vector<RuleException> exceptions{};  // in force for the campaign; json says them
};

// 〔待填〕 stands where a typed-in field is missing; each is a warning. Errors: no sites and no
// accounts to report on; a text of the ruleset names a field there is not.
Result<Circular> build_circular(const CircularInput& input);

// A text with the fields of this circular. Precondition: no problems (template_problems).
std::string filled_text(const Circular& circular, std::string_view text);

// 附件2, and 附件 where it is the only one (GB/T 9704-2012 §7.3.4).
std::string annex_label(std::size_t index, std::size_t count);

std::string circular_json(const Circular& circular, const CampaignResult& result);

}  // namespace mingcha::report
