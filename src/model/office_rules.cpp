#include "model/office_rules.h"

#include <algorithm>

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<OfficeWordKind, 4> kWordKinds{
    {{OfficeWordKind::wrong, {"wrong", "错词"}},
     {OfficeWordKind::sensitive, {"sensitive", "敏感表述"}},
     {OfficeWordKind::allowed, {"allowed", "放行"}},
     {OfficeWordKind::name, {"name", "专有名称"}}}};

bool was_closed(const OfficeStamp& stamp, std::string_view campaign) {
    return std::find(stamp.closed.begin(), stamp.closed.end(), campaign) != stamp.closed.end();
}

}  // namespace

bool holds_for(const OfficeStamp& given, const std::optional<OfficeStamp>& ended,
               std::string_view campaign) {
    if (was_closed(given, campaign)) return false;
    return !ended || was_closed(*ended, campaign);
}

bool is_in_force(const RuleException& exception, std::string_view campaign, Date day) {
    return holds_for(exception.given, exception.ended, campaign) && exception.from <= day &&
           day <= exception.until;
}

std::string_view to_string(OfficeWordKind kind) {
    return name_of(kWordKinds, kind, kEnglish);
}
std::string_view to_chinese(OfficeWordKind kind) {
    return name_of(kWordKinds, kind, kChinese);
}
std::optional<OfficeWordKind> parse_office_word_kind(std::string_view text) {
    return value_of(kWordKinds, text);
}

}  // namespace mingcha
