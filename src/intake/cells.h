// Reads one row's cells into values and collects what is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/points.h"
#include "base/time.h"
#include "intake/columns.h"

namespace mingcha::intake {

class Cells {
public:
    Cells(const NamedTable& table, const NamedTable::Row& row, std::vector<RowError>& errors)
        : table_(table), row_(row), errors_(errors), before_(errors.size()) {}

    bool sound() const { return errors_.size() == before_; }
    void wrong(std::string_view key, std::string what);

    std::string text(std::string_view key) const;
    std::string required(std::string_view key);
    std::int64_t whole(std::string_view key, std::int64_t otherwise, std::int64_t least,
                       std::int64_t most);
    std::optional<std::int64_t> optional_whole(std::string_view key);
    std::optional<Points> points(std::string_view key);
    bool yes(std::string_view key, bool otherwise);
    std::optional<Instant> time(std::string_view key);
    Instant required_time(std::string_view key);
    std::string url(std::string_view key, bool required);
    std::string site_code(std::string_view key);

    // "findings.csv:12"
    std::string source() const;

private:
    const NamedTable& table_;
    const NamedTable::Row& row_;
    std::vector<RowError>& errors_;
    std::size_t before_;
};

}  // namespace mingcha::intake
