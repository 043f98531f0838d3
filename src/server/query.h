// The query of a request, decoded, and the values that routes ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxParameters = 40;
inline constexpr std::int64_t kMaxPageSize = 500;
inline constexpr std::int64_t kMaxPage = 1'000'000;

// %XX and, where `plus` is a space, +. Broken escapes stand as they are.
std::string percent_decoded(std::string_view text, bool plus);

class Query {
public:
    explicit Query(std::string_view text);

    std::string_view text(std::string_view name) const;  // empty where absent
    bool has(std::string_view name) const { return !text(name).empty(); }
    // Errors: something else than a whole number of the range; than true or false.
    Result<std::int64_t> number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                std::int64_t most) const;
    Result<bool> flag(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> values_;
};

struct Paging {
    std::int64_t page = 1, size = 50;

    std::size_t first() const { return static_cast<std::size_t>((page - 1) * size); }
    std::size_t count() const { return static_cast<std::size_t>(size); }
};
Result<Paging> paging(const Query& query);

}  // namespace mingcha::server
