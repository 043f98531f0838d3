// Prints the fields of a typed row as cells, in the order in which they are named. The functions
// are those of RowReader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/row_cells.h"
#include "intake/row_reader.h"

namespace mingcha::intake {

class RowWriter {
public:
    explicit RowWriter(Wording wording) : wording_(wording) {}
    RowCells take() { return std::move(cells_); }

    void text(std::string_view, const std::string& value) { cells_.push_back(value); }
    void required(std::string_view, const std::string& value) { cells_.push_back(value); }
    void list(std::string_view, const std::vector<std::string>& value);
    // What an empty cell means is printed so where it says that nothing was given.
    void whole(std::string_view, std::int64_t value, const WholeRange& range) {
        const bool unsaid = value == range.otherwise && value == 0;
        cells_.push_back(unsaid ? std::string() : std::to_string(value));
    }
    void whole(std::string_view, const std::optional<std::int64_t>& value, const WholeRange&) {
        cells_.push_back(value ? std::to_string(*value) : std::string());
    }
    void points(std::string_view, const std::optional<Points>& value) {
        cells_.push_back(value ? fixed2(*value) : std::string());
    }
    void yes(std::string_view, bool value, bool) { required_yes({}, value); }
    void required_yes(std::string_view, bool value);
    void time(std::string_view, const std::optional<Instant>& value) {
        cells_.push_back(value ? format_instant(*value) : std::string());
    }
    void required_time(std::string_view, Instant value) { cells_.push_back(format_instant(value)); }
    void url(std::string_view, const std::string& value) { cells_.push_back(value); }
    void required_url(std::string_view, const std::string& value) { cells_.push_back(value); }
    void site_code(std::string_view, const std::string& value) { cells_.push_back(value); }
    void account_code(std::string_view, const std::string& value) {
        cells_.push_back(value.empty() ? "无" : value);
    }
    void target(std::string_view, const std::string& value) { cells_.push_back(value); }
    template <class Enum>
    void word(std::string_view, Enum value, const EnumWords<Enum>& words, std::optional<Enum>) {
        cells_.emplace_back(wording_ == Wording::chinese ? words.chinese(value)
                                                         : words.english(value));
    }

private:
    Wording wording_;
    RowCells cells_;
};

}  // namespace mingcha::intake
