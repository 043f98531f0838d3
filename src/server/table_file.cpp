#include "server/table_file.h"

#include <fmt/format.h>

#include "base/text.h"
#include "intake/write_csv.h"
#include "office/xlsx_write.h"
#include "server/problem.h"

namespace mingcha::server {

namespace {

constexpr int kColumnWidth = 12;

Result<std::string> workbook(const FileTable& table) {
    office::Table sheet;
    sheet.head = table.head;
    sheet.widths.assign(table.head.size(), kColumnWidth);
    sheet.rows = table.rows;
    for (std::vector<std::string>& row : sheet.rows) {
        for (std::string& cell : row) cell = intake::guarded(cell);
    }
    return office::write_xlsx({{table.title, std::move(sheet)}});
}

}  // namespace

httpd::Response table_file(const FileTable& table, const std::string& format) {
    httpd::Response out;
    std::string type;
    if (format == "csv") {
        type = "text/csv; charset=utf-8";
        out.body = intake::write_csv(table.head, table.rows);
    } else if (format == "xlsx") {
        type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        auto bytes = workbook(table);
        if (!bytes) return broken(bytes.error());
        out.body = std::move(*bytes);
    } else {
        return not_found("没有 " + shorten(format, 20) + " 格式的表格", "csv 或 xlsx");
    }
    out.headers = {
        {"Content-Type", type},
        {"Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", table.name, format)},
        {"Cache-Control", "private, no-store"}};
    return out;
}

}  // namespace mingcha::server
