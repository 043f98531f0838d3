// The question ledger and the yearly forms as the API prints them.
#pragma once

#include <string>
#include <vector>

#include "app/annual_reports.h"
#include "app/question_ledger.h"
#include "server/view_json.h"

namespace mingcha::server {

// Receipt number and query code only where `with_private`.
Json question_json(const app::LedgerRow& row, bool with_private);
// The same with every step.
Json question_detail_json(const app::LedgerRow& row, bool with_private);
Json bands_json(const ledger::Bands& bands);

Json annual_row_json(const app::AnnualEntry& entry);
// The same with every field, step and contradiction.
Json annual_detail_json(const app::AnnualEntry& entry);

}  // namespace mingcha::server
