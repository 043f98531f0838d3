#include "model/life_cycle.h"

#include "model/names.h"

namespace mingcha {

namespace {

constexpr Names<LifeAction, 12> kActions{{{LifeAction::start, {"start", "上线运行"}},
                                          {LifeAction::change, {"change", "变更"}},
                                          {LifeAction::redesign, {"redesign", "改版"}},
                                          {LifeAction::suspend, {"suspend", "临时下线"}},
                                          {LifeAction::resume, {"resume", "恢复"}},
                                          {LifeAction::announce, {"announce", "公告关停"}},
                                          {LifeAction::withdraw, {"withdraw", "撤回关停"}},
                                          {LifeAction::close, {"close", "关停"}},
                                          {LifeAction::merge, {"merge", "整合"}},
                                          {LifeAction::cancel, {"cancel", "注销"}},
                                          {LifeAction::reopen, {"reopen", "重新开设"}},
                                          {LifeAction::imported, {"imported", "名录导入"}}}};
constexpr Names<GivenUp, 4> kCauses{{{GivenUp::zombie, {"zombie", "僵尸"}},
                                     {GivenUp::empty, {"empty", "空壳"}},
                                     {GivenUp::merged, {"merged", "整合"}},
                                     {GivenUp::other, {"other", "其他"}}}};

}  // namespace

std::string_view to_string(LifeAction action) {
    return name_of(kActions, action, kEnglish);
}
std::string_view to_chinese(LifeAction action) {
    return name_of(kActions, action, kChinese);
}
std::optional<LifeAction> parse_life_action(std::string_view text) {
    return value_of(kActions, text);
}
std::string_view to_string(GivenUp cause) {
    return name_of(kCauses, cause, kEnglish);
}
std::string_view to_chinese(GivenUp cause) {
    return name_of(kCauses, cause, kChinese);
}
std::optional<GivenUp> parse_given_up(std::string_view text) {
    return value_of(kCauses, text);
}

}  // namespace mingcha
