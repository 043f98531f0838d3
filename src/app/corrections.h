// The imported ledger of 我为政府网站找错.
#pragma once

#include <string>
#include <vector>

#include "annual/corrections.h"
#include "base/result.h"
#include "model/standard.h"
#include "store/store.h"

namespace mingcha::app {

// Messages with the units of their sites. `due_workdays` stands in where a row has no due time; 0:
// nothing does. Errors: a time that is none, a year without working days.
Result<std::vector<annual::Correction>> load_corrections(store::Store& store,
                                                         const WorkdayCalendar& calendar,
                                                         std::int32_t due_workdays);

}  // namespace mingcha::app
