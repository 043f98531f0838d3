// The ledger of honours and good practice: what it holds, and what of it may earn a bonus.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/honours.h"
#include "store/store.h"

namespace mingcha::app {

// The earliest first. Errors: rows that cannot be read.
Result<std::vector<Honour>> load_honours(store::Store& store);

std::string honours_table(const std::vector<Honour>& honours);
std::string honours_json(const std::vector<Honour>& honours);

struct BonusProposal {
    std::string csv;  // a table that `import findings` takes once a person has given the points
    std::size_t rows = 0;
    std::vector<std::string> left_out;  // Chinese: which and why
};
// Honours of the 12 months before the campaign's moment that name a site whose kind earns bonuses
// under its ruleset, as rows of the rule `innovation`, without points. Errors: no such campaign; a
// ruleset without the rule.
Result<BonusProposal> propose_bonus(store::Store& store, const std::filesystem::path& data_dir,
                                    const std::string& campaign);

}  // namespace mingcha::app
