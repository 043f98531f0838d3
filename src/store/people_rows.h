// Offices, people, their settings and the audit log, as records.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "people/audit_chain.h"
#include "people/office.h"
#include "people/person.h"
#include "store/rows.h"

namespace mingcha::people {

// Beside their types, so that store::load finds them.
std::string_view kind_of(const Office*);
std::string key_of(const Office& row);
std::string encode(const Office& row);
Result<bool> decode(std::string_view body, Office& row);

std::string_view kind_of(const Person*);
std::string key_of(const Person& row);
std::string encode(const Person& row);
Result<bool> decode(std::string_view body, Person& row);

std::string_view kind_of(const Settings*);
std::string key_of(const Settings& row);  // there is one
std::string encode(const Settings& row);
Result<bool> decode(std::string_view body, Settings& row);

std::string_view kind_of(const AuditEntry*);
std::string key_of(const AuditEntry& row);
std::string encode(const AuditEntry& row);
Result<bool> decode(std::string_view body, AuditEntry& row);

}  // namespace mingcha::people
