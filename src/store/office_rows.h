// What an office decides about rules and words, and about accounts that sites name, as records.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/office_rules.h"
#include "store/rows.h"

namespace mingcha {

// Beside their types, so that store::load finds them.
std::string_view kind_of(const RuleException*);
std::string key_of(const RuleException& row);
std::string encode(const RuleException& row);
Result<bool> decode(std::string_view body, RuleException& row);

std::string_view kind_of(const OfficeWord*);
std::string key_of(const OfficeWord& row);
std::string encode(const OfficeWord& row);
Result<bool> decode(std::string_view body, OfficeWord& row);

}  // namespace mingcha

namespace mingcha::store {

inline constexpr std::string_view kStrayWordKind = "stray_word";

// An account that a site names is not this registry's (app/stray_accounts.h). Key: the account's.
struct StrayWord {
    std::string key;
    std::string reason;
    std::string by;
    Instant at;  // wall clock
};
std::string_view kind_of(const StrayWord*);
std::string key_of(const StrayWord& row);
std::string encode(const StrayWord& row);
Result<bool> decode(std::string_view body, StrayWord& row);

}  // namespace mingcha::store
