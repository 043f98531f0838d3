// A table as a file to be saved: CSV or XLSX, no cell of which a spreadsheet takes for a formula.
#pragma once

#include <string>
#include <vector>

#include "httpd/server.h"

namespace mingcha::server {

struct FileTable {
    std::string name;   // of the file, without its ending: ASCII without quotes
    std::string title;  // of the sheet, at most 31 characters
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};

// `format`: "csv" or "xlsx"; another is answered with 404.
httpd::Response table_file(const FileTable& table, const std::string& format);

}  // namespace mingcha::server
