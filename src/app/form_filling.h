// An office's own form (the province's blank table) filled with the rows of the store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/exporting.h"
#include "base/result.h"
#include "store/store.h"

namespace mingcha::app {

struct FormRequest {
    ExportRequest rows;     // wording and file kind are the form's: Chinese, .xlsx
    std::string form_name;  // for errors
    std::string form;       // bytes of the .xlsx
    // Heading of the form → key of a column ("网址链接" → "url"); an empty key leaves the column
    // blank. Kept in the store for all forms of this kind: a heading is explained once.
    std::map<std::string, std::string> mapping;
};

struct FilledForm {
    std::string bytes;
    std::string sheet;
    std::size_t rows = 0;
    std::vector<std::string> filled;  // "网站名称 ← name"
    std::vector<std::string> blank;   // headings that nothing was known for
};

// The heads are the row, within the first ten of a visible sheet, that names most columns.
// Errors: no such row, with the headings that were seen; a key that the kind does not have; what
// office::fill_xlsx refuses; the store.
Result<FilledForm> fill_form(store::Store& store, const FormRequest& request);

}  // namespace mingcha::app
