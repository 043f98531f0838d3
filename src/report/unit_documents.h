// Documents for one unit: 整改通知书 and 一站一表, from the result of a campaign. A unit with sites and
// accounts gets one document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/registry.h"
#include "model/result.h"
#include "model/standard.h"
#include "office/document.h"
#include "ruleset/recurrence.h"

namespace mingcha::report {

struct UnitInput {
    const CampaignResult& result;
    const Ruleset& ruleset;
    const Registry& registry;
    const CampaignResult* previous = nullptr;  // the last closed campaign, where there is one
    std::vector<ruleset::PriorFinding> previous_findings = {};  // what counted in it
};

struct UnitDocument {
    std::string unit;  // full name
    std::string file;  // safe as a file name, without ending; begins with its number: unique
    office::Document document;
};

struct UnitDocuments {
    std::vector<UnitDocument> documents;  // 机构序列 order
    std::vector<std::string> warnings;    // fields nobody typed in
    std::vector<std::string> problems;    // contradictions: not empty, and all are refused
};

// One for each unit with findings that count; faults with clause, evidence, points and due date.
UnitDocuments build_notices(const UnitInput& input);

// One for each unit: how each score came about, all findings, what to mend, what was before.
UnitDocuments build_unit_sheets(const UnitInput& input);

// `name` as part of a file name: no separators, control characters or leading points; at most 40
// characters.
std::string safe_file_name(std::string_view name);

}  // namespace mingcha::report
