// Writes the circular of a campaign: all files or none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/publication.h"
#include "proof/check.h"
#include "report/circular.h"
#include "store/store.h"

namespace mingcha::app {

struct ReportRequest {
    std::string campaign;
    std::string ruleset;  // empty: the campaign's own
    std::filesystem::path out;
    std::set<std::string> formats;  // docx, pdf, html, xlsx, json
    bool internal = true;  // false: without 附注, and refused while the draft round is open
};

struct Reported {
    std::vector<std::filesystem::path> files;
    std::vector<std::string> warnings;
};

// An office replaces texts by circular-templates.txt in the data directory, lines "name=text with
// {fields}" (report/templates.h), a campaign by its own (app/circular_texts.h). The finished text
// is checked as check-circular does; what contradicts already in the imported data is a warning.
// Errors: as score_campaign; a template is wrong; the circular contradicts itself (each place
// named); a file cannot be written; no Chromium.
Result<Reported> report_campaign(store::Store& store, const std::filesystem::path& data_dir,
                                 const ReportRequest& request);

// The circular as it stands now, not written.
struct CircularDraft {
    report::Circular circular;  // with the warnings that report_campaign would give
    // Places where it contradicts itself: as long as there are any, no file is written.
    std::vector<proof::Problem> contradictions;
    std::string ruleset;                  // id
    std::set<std::string> of_office;      // names of texts that the office's file replaces
    std::vector<CircularText> own_texts;  // that the campaign replaces
    std::int64_t vetoes_waiting = 0;      // that count once a person confirmed them
    std::int64_t others_waiting = 0;      // further findings that wait for a person
};

// The draft with the bytes of its files, from one and the same reckoning.
struct MadeCircular {
    CircularDraft draft;
    std::map<std::string, std::string> files;  // format → bytes
};

// Errors: as report_campaign.
Result<MadeCircular> make_circular(store::Store& store, const std::filesystem::path& data_dir,
                                   const std::string& campaign,
                                   const std::set<std::string>& formats);

// Errors: as score_campaign; a template is wrong.
Result<CircularDraft> draft_circular(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& campaign, bool internal);

// What a file that came back says otherwise than the campaign's own circular: what contradicts
// itself in it and not in ours, and what differs from ours. Errors: as compare_with_campaign.
Result<std::vector<proof::Problem>> differences_from_campaign(store::Store& store,
                                                              const std::filesystem::path& data_dir,
                                                              const std::string& campaign,
                                                              const proof::Circular& file);

// `file` against the circular that the campaign gives now. Errors: as score_campaign;
// a campaign that was read from a document.
Result<proof::Report> compare_with_campaign(store::Store& store,
                                            const std::filesystem::path& data_dir,
                                            const std::string& campaign,
                                            const proof::Circular& file);

}  // namespace mingcha::app
