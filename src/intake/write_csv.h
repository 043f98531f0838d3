// Tables → CSV that spreadsheets open rightly and that read_csv takes back unchanged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingcha::intake {

// A cell that a spreadsheet would take for a formula (it begins with = + - @) gets a leading
// apostrophe; so does one that has such an apostrophe already, so that unguarded() undoes exactly
// what guarded() did.
std::string guarded(std::string_view cell);
std::string_view unguarded(std::string_view cell);

// One cell of RFC 4180: quoted where it holds a comma, a quote or a line end. Not guarded.
std::string csv_cell(std::string_view cell);

// One line of such a table with every cell guarded.
void append_csv_row(const std::vector<std::string>& cells, std::string& out);

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// UTF-8 with a byte order mark, commas, CRLF; every cell guarded.
std::string write_csv(const std::vector<std::string>& header,
                      const std::vector<std::vector<std::string>>& rows);

}  // namespace mingcha::intake
