// Writes the documents for units under DIR/notices or DIR/unit-sheets: the whole folder or nothing.
#pragma once

#include "app/report_campaign.h"

namespace mingcha::app {

enum class UnitKind { notice, unit_sheet };

// Formats are docx, pdf and html. A folder that an earlier report left is replaced as a whole.
// Errors: as report_campaign; another format; a due date before the day of issue or the check's
// end.
Result<Reported> report_units(store::Store& store, const std::filesystem::path& data_dir,
                              const ReportRequest& request, UnitKind kind);

}  // namespace mingcha::app
