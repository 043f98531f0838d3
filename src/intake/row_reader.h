// Reads one row's cells into the fields of a typed row and collects what is wrong with them. The
// functions are those of RowWriter, so that one list of fields (intake/row_fields.h) serves both.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "intake/cell_text.h"
#include "intake/columns.h"

namespace mingcha::intake {

// Limits of a whole number, what an empty cell means, and the units that may stand behind it.
struct WholeRange {
    std::int64_t otherwise = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::span<const CountUnit> units;
};

// The words of an enumeration: how they are read, printed and listed to people.
template <class Enum>
struct EnumWords {
    std::optional<Enum> (*parse)(std::string_view);
    std::string_view (*english)(Enum);
    std::string_view (*chinese)(Enum);
    std::string_view listed;
};

// Beyond so many wrong cells of a file only the first one of each row is told.
inline constexpr std::size_t kMaxErrors = 100'000;

class RowReader {
public:
    // Cells that a spreadsheet has spoiled are wrong from the start. Views all three.
    RowReader(const NamedTable& table, const NamedTable::Row& row, std::vector<RowError>& errors);

    bool sound() const { return errors_.size() == before_; }
    // Nothing yet is wrong with this cell.
    bool sound(std::string_view key) const;
    // Said once a cell.
    void wrong(std::string_view key, std::string what);
    std::string_view cell(std::string_view key) const { return table_.cell(row_, key); }
    std::string source() const;  // "findings.csv:12"

    void text(std::string_view key, std::string& out) const;
    void required(std::string_view key, std::string& out);
    void list(std::string_view key, std::vector<std::string>& out) const;  // parted by |
    void whole(std::string_view key, std::int32_t& out, const WholeRange& range);
    void whole(std::string_view key, std::int64_t& out, const WholeRange& range);
    void whole(std::string_view key, std::optional<std::int64_t>& out, const WholeRange& range);
    void points(std::string_view key, std::optional<Points>& out);
    void yes(std::string_view key, bool& out, bool otherwise);
    void required_yes(std::string_view key, bool& out);
    void time(std::string_view key, std::optional<Instant>& out);
    void required_time(std::string_view key, Instant& out);
    void url(std::string_view key, std::string& out);
    void required_url(std::string_view key, std::string& out);
    void site_code(std::string_view key, std::string& out);
    void account_code(std::string_view key, std::string& out);  // empty: without one
    void target(std::string_view key, std::string& out);

    template <class Enum>
    void word(std::string_view key, Enum& out, const EnumWords<Enum>& words,
              std::optional<Enum> otherwise) {
        const std::string value = word_text(key);
        if (value.empty() && otherwise) {
            out = *otherwise;
        } else if (const std::optional<Enum> parsed = words.parse(value)) {
            out = *parsed;
        } else {
            wrong(key, std::string(value.empty() ? "不能为空，" : "") + "应为 " +
                           std::string(words.listed) + " 之一");
        }
    }

private:
    std::string word_text(std::string_view key) const;

    const NamedTable& table_;
    const NamedTable::Row& row_;
    std::vector<RowError>& errors_;
    std::size_t before_;
};

}  // namespace mingcha::intake
