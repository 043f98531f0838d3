// Who may do what, where.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "people/office.h"
#include "people/person.h"

namespace mingcha::people {

// May they do it at this office? A role reaches the office it was given at and all below. Somebody
// disabled may do nothing. `nothing` is allowed to all, `sign_in` to whoever is not disabled.
bool may(const Person& person, Action action, std::string_view office, const OfficeTree& tree,
         bool separate_duties);

// May they do it somewhere? Of actions on the whole: at the top.
bool may_somewhere(const Person& person, Action action, const OfficeTree& tree,
                   bool separate_duties);

// What of the registry the action reaches.
Reach reach_of(const Person& person, Action action, const OfficeTree& tree, bool separate_duties);

// What is wrong with giving a person these roles, Chinese: an unknown office, a role twice, two of
// the three separate duties, a separate duty beside a role that sees or changes results; duties
// that the mode does not know.
std::vector<std::string> grant_faults(const std::vector<Grant>& grants, const OfficeTree& tree,
                                      bool separate_duties);

// What stands in the way of separating duties, Chinese: a duty that nobody has who can sign in,
// somebody who joins two.
std::vector<std::string> separation_faults(const std::vector<Person>& people,
                                           const OfficeTree& tree);

// Would `after` leave nobody at the top who can manage people and grant roles? Then there would be
// no way back.
bool leaves_nobody_in_charge(const std::vector<Person>& after, const OfficeTree& tree,
                             bool separate_duties);

// 2 to 32 letters, digits, Chinese characters, . _ - ; starts with a letter, digit or character.
bool is_person_id(std::string_view text);

}  // namespace mingcha::people
