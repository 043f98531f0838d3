// What happens to a site or an account in its life, as registries ask for it (guidelines.md C7,
// C9). An event is written once and never changed; only another event undoes it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/registry.h"

namespace mingcha {

enum class LifeAction : std::uint8_t {
    start,     // 上线运行
    change,    // 变更: name, address, unit
    redesign,  // 改版
    suspend,   // 临时下线
    resume,    // 恢复
    announce,  // 公告关停
    withdraw,  // 撤回关停
    close,     // 关停
    merge,     // 整合 (accounts)
    cancel,    // 注销
    reopen,    // 重新开设, an account: 恢复使用
    imported   // 名录导入: a table of the registry brought another state
};

// Why an account or a site was given up.
enum class GivenUp : std::uint8_t { zombie, empty, merged, other };

struct FieldChange {
    std::string before;
    std::string after;

    bool operator==(const FieldChange&) const = default;
};

struct LifeEvent {            // key: number
    std::int64_t number = 0;  // of the whole log, from 1
    std::string target;       // site code or account key
    bool account = false;
    LifeAction action = LifeAction::start;
    std::string from;  // state before and behind it, English
    std::string to;
    Date on;
    std::optional<Date> until;   // last day of a suspension
    std::string approval;        // 批准文号 or who approved
    std::optional<Date> notice;  // day of the public notice
    std::string notice_url;
    std::string new_url;  // where the contents went
    std::string into;     // key of the account it was merged into
    std::optional<GivenUp> cause;
    std::map<std::string, FieldChange> changes;  // name, url, unit, operator
    std::string reason;
    std::string by;
    Instant logged_at;  // wall clock
};

std::string_view to_string(LifeAction action);
std::string_view to_chinese(LifeAction action);
std::optional<LifeAction> parse_life_action(std::string_view text);
std::string_view to_string(GivenUp cause);
std::string_view to_chinese(GivenUp cause);
std::optional<GivenUp> parse_given_up(std::string_view text);

}  // namespace mingcha
