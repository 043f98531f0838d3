// The texts of a circular: the ruleset's, over them the office's own (circular-templates.txt), over
// them those that were written for one campaign.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/audit_log.h"
#include "base/result.h"
#include "model/campaign.h"
#include "model/publication.h"
#include "report/templates.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr const char* kTemplatesFile = "circular-templates.txt";  // in the data directory

struct CircularTemplates {
    report::Templates all;            // the office's and the campaign's
    std::set<std::string> of_office;  // names that the office's file replaces
    std::vector<CircularText> own;    // the campaign's
};

// Errors: the office's file is wrong, each place named.
Result<CircularTemplates> circular_templates(store::Store& store,
                                             const std::filesystem::path& data_dir,
                                             const std::string& campaign);

// Keys of fields that people type in.
std::vector<std::string> typed_keys();

// What is wrong with a text of a circular; empty where nothing is.
std::vector<report::TemplateProblem> text_problems(std::string_view text);

struct TextChange {
    std::string campaign, name;
    std::string text;  // empty: the standard text again
};
// Logs it, too. Errors: no such campaign or text, with the nearest; fields there are not, with
// their columns; too long; the circular was published and no correction begun.
Result<bool> set_circular_text(store::Store& store, const TextChange& change, const Actor& actor);

// A field that people type in, by the key of `campaign set`; logs it, too. Errors: as
// set_campaign; a key that is no part of the circular; as set_circular_text.
Result<bool> set_circular_field(store::Store& store, const std::string& campaign,
                                const std::string& key, const std::string& value,
                                const Actor& actor);

// Fields of the campaign that a circular prints or a person writes for it, with what they mean.
const std::vector<std::pair<std::string, std::string>>& circular_keys();

// What the last circular said: the official version of the campaign before, or the document it was
// read from.
struct EarlierProse {
    std::string campaign, title;
    std::int32_t version = 0;  // 0: read from a document
    std::vector<std::string> paragraphs;
};
Result<std::optional<EarlierProse>> earlier_prose(store::Store& store, const std::string& campaign);

}  // namespace mingcha::app
