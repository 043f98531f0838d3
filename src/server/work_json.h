// Work by hand, objections and mending as the API prints them.
#pragma once

#include <string>
#include <vector>

#include "app/casework.h"
#include "app/worksheets.h"
#include "server/view_json.h"

namespace mingcha::server {

Json case_json(const app::CampaignView& view, const app::CaseRow& row);
Json mend_counts_json(const std::vector<app::CaseRow>& rows);
Json round_json(const std::optional<DraftRound>& round, std::int64_t waiting, Instant now);
Json worksheet_json(const std::string& campaign, const app::Worksheet& sheet, bool spot);
Json tasks_json(const std::vector<app::WorkRow>& rows, const Paging& paging);
Json task_counts_json(const std::vector<app::WorkRow>& rows);
Json capture_json(const std::string& campaign, const Capture& capture);
Json inspector_json(const Inspector& inspector);

// Is the target within the reach of whoever asks? Of none that the campaign does not have.
bool covers(const people::Reach& reach, const app::CampaignView& view, const std::string& target);

// {"name", "base64"} of a request's `proof`. Errors: no base64, no name.
Result<bool> take_proof(const Json& body, app::StepRequest& into);

}  // namespace mingcha::server
