// How the four content systems of the example city write addresses, lists and heads of articles.
#pragma once

#include <optional>
#include <string>

#include "demo/site_plan.h"

namespace mingcha::demo {

// One piece of a column: its address, title and day.
struct Piece {
    std::string path, title;
    Date day;                          // in the list
    std::string body = {};             // HTML; empty: the usual text
    std::optional<Date> printed = {};  // in the article, where it is another one
};

Piece piece_of(const SitePlan& plan, const ColumnPlan& column, Date day);
Piece piece_of(const SitePlan& plan, const ColumnPlan& column, const InsertedPlan& inserted);

// The path of the `number`th column, `slug` being its short name ("gzdt").
std::string column_path(Family family, std::string_view slug, std::size_t number);

// A row of a list; without its date where the list prints none.
std::string list_row(Family family, const Piece& piece, bool dated);

// All rows inside the family's list.
std::string list_of(Family family, const std::string& rows);

// Title, date, source over an article; without the date where the article prints none.
std::string article_head(const SitePlan& plan, const Piece& piece, bool dated);

}  // namespace mingcha::demo
