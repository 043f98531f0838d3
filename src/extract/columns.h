// Columns (栏目) of a site as its pages show them: menus, side menus and sections with 更多.
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

// What a column is about, by its name: 动态要闻, 通知公告, … Names that say nothing give other.
ColumnKind column_kind_of(std::string_view name);

// Fills facts.columns.
void find_columns(Reading& reading);

// Fills facts.column_name and column_kind: ColumnName tag, crumb, or the heading of the list.
void find_own_column(Reading& reading);

}  // namespace mingcha::extract
