// Writing steps of the question ledger: what the files of this folder share.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/questions.h"
#include "store/store.h"

namespace mingcha::app {

// Adds the steps, all or none, and brings the interactions of the campaign, which the rules read,
// up to date. Errors: as ledger::follow; a closed campaign.
Result<std::vector<ledger::Question>> add_steps(store::Store& store, const std::string& campaign,
                                                const std::vector<QuestionEvent>& steps);

}  // namespace mingcha::app
