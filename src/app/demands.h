// 工作要求 of a campaign's circular as tasks of units: asked, done with proof, overdue.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/demands.h"
#include "model/demands.h"
#include "store/store.h"

namespace mingcha::app {

enum class AskedUnits {
    named,     // those of the request
    failed,    // with a site or an account that failed
    found,     // with a finding that counts: 被通报单位
    sites,     // that run a site
    accounts,  // that run an account
};

struct DemandRequest {
    std::filesystem::path data_dir;
    Demand demand;  // `units` as written, for named
    AskedUnits asked = AskedUnits::named;
};
// Errors: no such campaign; the id is taken or none; no unit, or one that is in no registry; a due
// day before the check ends.
Result<Demand> add_demand(store::Store& store, DemandRequest request);

// The dated demands that the campaign's own fields name: rectify_by of the units with findings,
// report_due of those that run sites. Ids: CAMPAIGN-整改, CAMPAIGN-年报. What is there already stays.
struct DraftedDemands {
    std::vector<Demand> added;
    std::vector<std::string> kept;  // ids
};
Result<DraftedDemands> draft_demands(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& campaign, const std::string& by,
                                     Instant now);

// Errors: no such demand, a unit that is in none; as ledger::next_step. All of `units` or none.
Result<std::vector<DemandStep>> take_demand_steps(store::Store& store, const DemandStep& step,
                                                  const std::vector<std::string>& units);

struct DemandList {
    struct Row {
        Demand demand;
        std::vector<ledger::DemandTask> tasks;
        std::vector<DemandStep> steps;
    };
    Date today;
    std::vector<Row> rows;  // the earliest due first
};
// Of one campaign, or all (empty).
Result<DemandList> demands_of(store::Store& store, const std::string& campaign, Date today);

std::string demands_table(const DemandList& list);  // one line a demand
std::string demands_json(const DemandList& list);
std::string demands_csv(const DemandList& list);   // one line a task
std::string demand_text(const DemandList::Row& row);  // every task with its steps

}  // namespace mingcha::app
