// Limits of suspending, closing and opening again, each with its source.
#include <fmt/format.h>

#include "ruleset/compile.h"
#include "ruleset/fields.h"

namespace mingcha::ruleset {

namespace {

constexpr std::int64_t kMost = 3'660;  // days of ten years

void compile_limit(const Value& map, std::string_view key, std::int64_t least, LifeLimit& limit,
                   std::vector<Problem>& problems) {
    const Value* given = map_field(map, key, problems);
    if (given == nullptr) return;
    check_keys(*given, {"value", "confidence", "source"}, problems);
    const auto value = integer_field(*given, "value", problems);
    if (given->find("value") == nullptr) {
        add_problem(problems, *given, fmt::format("{} has no value", key), "value: 30");
    } else if (value && (*value < least || *value > kMost)) {
        add_problem(problems, *given->find("value"), fmt::format("{} {}", key, *value),
                    fmt::format("from {} to {}", least, kMost));
    } else if (value) {
        limit.value = static_cast<std::int32_t>(*value);
    }
    const auto source = text_field(*given, "source", problems);
    if (!source || source->empty()) {
        add_problem(problems, *given, fmt::format("{} has no source", key),
                    "say where the limit comes from");
    } else {
        limit.source = *source;
    }
    if (const auto text = text_field(*given, "confidence", problems)) {
        if (const auto confidence = parse_confidence(*text)) {
            limit.confidence = *confidence;
        } else {
            add_problem(problems, *given->find("confidence"),
                        fmt::format("\"{}\" is no confidence", *text), "one of V2, V1, P, M");
        }
    }
}

}  // namespace

void compile_life_limits(const Value& map, LifeLimits& limits, std::vector<Problem>& problems) {
    check_keys(map, {"suspension_days", "suspensions_a_year", "notice_days", "reopen_months"},
               problems);
    compile_limit(map, "suspension_days", 1, limits.suspension_days, problems);
    compile_limit(map, "suspensions_a_year", 0, limits.suspensions_a_year, problems);
    compile_limit(map, "notice_days", 0, limits.notice_days, problems);
    compile_limit(map, "reopen_months", 0, limits.reopen_months, problems);
}

}  // namespace mingcha::ruleset
