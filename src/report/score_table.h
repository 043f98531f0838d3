// The result of a campaign for the console and for spreadsheets (`score --format table|csv`).
#pragma once

#include <string>

#include "model/result.h"

namespace mingcha::report {

// Summary, one line a site and a line for each account that failed or waits. Warnings are the
// caller's to show. Columns are aligned for fonts in which an ideograph is two columns wide.
std::string score_table(const CampaignResult& result);

// One row a site and an account: target,code,name,unit,kind,passed,score,grade,deduction,bonus,
// vetoes,problems,not_measured. RFC 4180; cells that a spreadsheet would take for a formula are
// neutralised.
std::string score_csv(const CampaignResult& result);

}  // namespace mingcha::report
