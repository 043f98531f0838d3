// The fields of the two yearly forms in their printed order (guidelines.md C8; the list of fields
// is a working text of high confidence, the names of the groups are official).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/annual.h"

namespace mingcha::annual {

enum class ValueKind {
    text,
    count,  // a whole number
    days,   // a number with at most one decimal
    yes,    // 是 or 否
    share,  // percent with at most two decimals, without the sign
    date,
};

struct Field {
    std::string_view id;
    std::string_view group;  // 信息发布
    std::string_view part;   // of a group, where it has some: 留言办理
    std::string_view label;  // 收到留言数量
    std::string_view unit;   // 条; may be empty
    ValueKind kind = ValueKind::text;
    bool required = true;  // a form without it is not complete
};

std::span<const Field> fields_of(AnnualForm form);

// By id, by label where no other field has it, or by group, part and label in one:
// "解读信息发布总数". Brackets with units, blanks and letter case do not count. nullptr: none.
const Field* find_field(AnnualForm form, std::string_view name);

// "解读回应：解读信息发布总数（条）"
std::string full_name(const Field& field);

// The value as it is kept: digits without separators, 是/否, YYYY-MM-DD. Units and 万 are
// understood in counts. Errors: what does not fit the field; `where` is its full name.
Result<std::string> read_value(const Field& field, std::string_view text);

}  // namespace mingcha::annual
