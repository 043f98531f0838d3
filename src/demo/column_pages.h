// The columns of one site of the example city, in every shape, and their articles.
#pragma once

#include <map>
#include <string>

#include "demo/site_plan.h"

namespace mingcha::demo {

// The first `count` rows of the column's list, inside the family's list.
std::string rows_of(const SitePlan& plan, const ColumnPlan& column, Moment now, std::size_t count);

// The column's page, its articles, and what its shape needs besides (frame, children, files).
void add_column_pages(const SitePlan& plan, const ColumnPlan& column, Moment now,
                      std::map<std::string, std::string>& pages);

}  // namespace mingcha::demo
