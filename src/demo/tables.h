// The tables that register the example city and bring what people and monitors saw of it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "demo/accounts.h"
#include "demo/site_plan.h"

namespace mingcha::demo {

struct Registered {
    Moment now;
    const std::string& city;
    const std::vector<std::pair<std::string, std::string>>& divisions;
    const std::vector<SitePlan>& sites;
    const std::vector<AccountPlan>& accounts;
};

// In weeks with public holidays nobody asks the simple question.
bool is_question_week(Moment now);

// File name → text (City::import_files).
std::map<std::string, std::string> tables_of(const Registered& city);

}  // namespace mingcha::demo
