#include "model/demands.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<DemandAction, 3> kActions{{{DemandAction::done, {"done", "完成"}},
                                           {DemandAction::excused, {"excused", "免办"}},
                                           {DemandAction::reopened, {"reopened", "退回"}}}};

}  // namespace

std::string_view to_string(DemandAction action) {
    return name_of(kActions, action, kEnglish);
}
std::string_view to_chinese(DemandAction action) {
    return name_of(kActions, action, kChinese);
}
std::optional<DemandAction> parse_demand_action(std::string_view text) {
    return value_of(kActions, text);
}

}  // namespace mingcha
