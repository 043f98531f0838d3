// One simple question for each site, drawn from the bank. The draw of a site depends on the seed,
// its code and the questions it may be asked, on nothing else: another site more or less changes
// nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/questions.h"
#include "model/registry.h"

namespace mingcha::ledger {

struct Drawn {
    const Site* site = nullptr;
    const BankQuestion* question = nullptr;  // null: no question of the bank suits the site
};

// Running sites in registry order. `asked_before` names the bank's questions that a site was asked
// last (site code and id): not asked again where another one suits.
struct AskedBefore {
    std::string site_code;
    std::string question_id;
};
std::vector<Drawn> draw_questions(const std::vector<Site>& sites,
                                  const std::vector<BankQuestion>& bank,
                                  const std::vector<AskedBefore>& asked_before, std::uint64_t seed);

bool suits(const BankQuestion& question, const Site& site);

// The same campaign draws the same questions where no seed is given.
std::uint64_t seed_of(std::string_view campaign);

}  // namespace mingcha::ledger
