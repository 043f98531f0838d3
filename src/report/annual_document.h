// A yearly form as a document and as a sheet, in the order of the official form (guidelines.md C8):
// 表头, the fields by group, the signatures.
#pragma once

#include <string>

#include "model/annual.h"
#include "office/document.h"

namespace mingcha::report {

// `name`: of the site or the unit, as printed after 填报单位名称. A field without a value prints
// 〔待填〕; before the form is approved the title says that it is a draft.
office::Document annual_document(const AnnualReport& report, const std::string& name);

// Group, field, value, unit, and where the value came from.
office::Table annual_sheet(const AnnualReport& report);

}  // namespace mingcha::report
