// The lines of a case file that speak of accounts: what they posted, who looked, what else is
// registered.
#pragma once

#include <string_view>

#include "tests/rules/case_file.h"

namespace mingcha::cases {

// KEY=VALUE…: code, type, name, operator, url, state
void read_account(std::string_view rest, Case& made);

// Another account of the registry, before this one (or `after` it): the same keys.
void read_other_account(std::string_view rest, Case& made);

// TIME | KEY=VALUE… | TITLE | TEXT: interactions, url, name, certified, by. A title may be left
// out.
void read_post(std::string_view rest, Case& made);

// KEY=VALUE…: state, last, seen, by, name, certified, operator, type, code, reason, picture. With a
// code or type of its own it is a look at another account.
void read_look(std::string_view rest, Case& made);

}  // namespace mingcha::cases
