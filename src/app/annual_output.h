// Yearly forms and the ledger of corrections for the console, as JSON and as files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annual/corrections.h"
#include "app/annual_reports.h"

namespace mingcha::app {

std::string annual_summary(const AnnualFill& fill);
std::string annual_stages(const std::vector<AnnualEntry>& entries);
// Every field with value and source, then what is missing and what contradicts itself.
std::string annual_table(const std::vector<AnnualEntry>& entries);
std::string annual_json(const std::vector<AnnualEntry>& entries);

std::string looks_table(const std::vector<AnnualLook>& looks);
std::string looks_json(const std::vector<AnnualLook>& looks);

std::string corrections_table(const annual::CorrectionLedger& ledger);
std::string corrections_json(const annual::CorrectionLedger& ledger);

// One form as docx, html or xlsx. Errors: another format.
Result<std::string> annual_file(const AnnualEntry& entry, const std::string& format);

// OUT/annual/CODE-YEAR.{docx,html,pdf} for each form and OUT/annual/annual-YEAR.xlsx with a sheet
// each, all or nothing. `formats` parted by commas. Errors: a format that is none, a folder that
// cannot be written.
Result<std::vector<std::filesystem::path>> write_annual(store::Store& store,
                                                        const AnnualQuery& query,
                                                        const std::filesystem::path& out,
                                                        const std::string& formats);

}  // namespace mingcha::app
