#include "lifecycle/transitions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace mingcha::lifecycle {

namespace {

// What a step asks for besides the name of who writes it and its day.
enum Asks : std::uint32_t {
    kApproval = 1U << 0,
    kNotice = 1U << 1,  // a day
    kNoticeUrl = 1U << 2,
    kUntil = 1U << 3,
    kNewUrl = 1U << 4,
    kCause = 1U << 5,
    kReason = 1U << 6,
    kChanges = 1U << 7,
    kInto = 1U << 8,
};

struct Move {
    LifeAction action;
    std::string_view from;
    std::string_view to;
    std::uint32_t asks = 0;
};

constexpr std::array<Move, 15> kSiteMoves{{
    {LifeAction::start, "opened", "running", kApproval},
    {LifeAction::change, "running", "running", kApproval | kChanges},
    {LifeAction::change, "opened", "opened", kApproval | kChanges},
    {LifeAction::redesign, "running", "running", 0},
    {LifeAction::suspend, "running", "suspended", kApproval | kNotice | kUntil},
    {LifeAction::resume, "suspended", "running", 0},
    {LifeAction::announce, "running", "closing", kApproval | kNotice | kNoticeUrl | kNewUrl},
    {LifeAction::announce, "suspended", "closing", kApproval | kNotice | kNoticeUrl | kNewUrl},
    {LifeAction::withdraw, "closing", "running", kApproval | kReason},
    {LifeAction::close, "closing", "closed", 0},
    {LifeAction::cancel, "closed", "cancelled", kApproval},
    {LifeAction::cancel, "opened", "cancelled", kApproval | kReason},
    {LifeAction::reopen, "closed", "opened", kApproval | kReason},
    {LifeAction::reopen, "cancelled", "opened", kApproval | kReason},
    {LifeAction::redesign, "opened", "opened", 0},
}};
constexpr std::array<Move, 8> kAccountMoves{{
    {LifeAction::start, "registered", "running", kApproval},
    {LifeAction::change, "running", "running", kApproval | kChanges},
    {LifeAction::merge, "running", "merged", kApproval | kInto},
    {LifeAction::cancel, "running", "cancelled", kApproval | kCause},
    {LifeAction::cancel, "registered", "cancelled", kApproval | kCause},
    {LifeAction::cancel, "merged", "cancelled", kApproval | kCause},
    {LifeAction::reopen, "merged", "running", kApproval | kReason},
    {LifeAction::reopen, "cancelled", "running", kApproval | kReason},
}};

Fail refused(const LifeEvent& step, std::string what, std::string hint) {
    return fail(step.target + " " + std::string(to_chinese(step.action)), std::move(what),
                std::move(hint));
}

std::string state_words(std::string_view state, bool account) {
    if (account) {
        const auto known = parse_account_state(state);
        return known ? std::string(to_chinese(*known)) : std::string(state);
    }
    const auto known = parse_site_state(state);
    return known ? std::string(to_chinese(*known)) : std::string(state);
}

Result<const Move*> find_move(std::span<const Move> moves, const LifeEvent& step,
                              std::string_view state) {
    std::vector<std::string> possible;
    for (const Move& move : moves) {
        if (move.from != state) continue;
        if (move.action == step.action) return &move;
        possible.push_back(
            fmt::format("{}（{}）", to_string(move.action), to_chinese(move.action)));
    }
    return refused(
        step,
        fmt::format("现为“{}”，不能{}", state_words(state, step.account), to_chinese(step.action)),
        possible.empty() ? std::string() : "可以 " + join(possible, "、"));
}

Result<bool> check_asked(const LifeEvent& step, std::uint32_t asks) {
    struct Ask {
        std::uint32_t bit;
        bool given;
        const char* what;
        const char* option;
    };
    const std::array<Ask, 9> all{{
        {kApproval, !trim(step.approval).empty(), "批准文号或批准人", "--approval"},
        {kNotice, step.notice.has_value(), "公告日期", "--notice YYYY-MM-DD"},
        {kNoticeUrl, !trim(step.notice_url).empty(), "公告网址", "--notice-url"},
        {kUntil, step.until.has_value(), "截止日期", "--until YYYY-MM-DD"},
        {kNewUrl, !trim(step.new_url).empty(), "内容迁往的新网址", "--new-url"},
        {kCause, step.cause.has_value(), "原因", "--cause zombie|empty|merged|other"},
        {kReason, !trim(step.reason).empty(), "理由", "--reason"},
        {kChanges, !step.changes.empty(), "变更内容", "--set name=…、url=…、unit=…"},
        {kInto, !trim(step.into).empty(), "整合到哪个账号", "--into 标识码"},
    }};
    std::vector<std::string> missing;
    std::vector<std::string> options;
    for (const Ask& ask : all) {
        if ((asks & ask.bit) == 0 || ask.given) continue;
        missing.emplace_back(ask.what);
        options.emplace_back(ask.option);
    }
    if (missing.empty()) return true;
    return refused(step, "缺少" + join(missing, "、"), "加 " + join(options, " "));
}

Result<bool> check_days(const LifeEvent& step, const std::vector<LifeEvent>& history) {
    if (trim(step.by).empty()) return refused(step, "没有写明谁登记", "加 --by NAME");
    if (step.on > date_of(step.logged_at)) {
        return refused(step, fmt::format("日期 {} 还没有到", format_date(step.on)),
                       "发生之后再登记");
    }
    if (!history.empty() && step.on < history.back().on) {
        return refused(
            step,
            fmt::format("日期 {} 早于上一步（{} {}）", format_date(step.on),
                        format_date(history.back().on), to_chinese(history.back().action)),
            "按先后登记");
    }
    if (step.notice && *step.notice > step.on && step.action != LifeAction::announce) {
        return refused(step, "公告日期晚于生效日期", "先公告，后生效");
    }
    return true;
}

// "（规定见……）", where the ruleset says where a limit comes from.
std::string by_source(const LifeLimit& limit) {
    return limit.source.empty() ? std::string() : "（" + limit.source + "）";
}

Result<bool> check_suspension(const LifeEvent& step, const std::vector<LifeEvent>& history,
                              const LifeLimits& limits) {
    const std::int32_t days = *step.until - step.on + 1;
    const std::int32_t longest = limits.suspension_days.value;
    if (days < 1) return refused(step, "截止日期早于起始日期", "核对日期");
    if (days > longest) {
        return refused(step, fmt::format("临时下线 {} 天，超过 {} 天", days, longest),
                       "缩短期限，或公告关停" + by_source(limits.suspension_days));
    }
    const std::int32_t year = civil(step.on).year;
    std::vector<std::string> before;
    for (const LifeEvent& each : history) {
        if (each.action != LifeAction::suspend || civil(each.on).year != year) continue;
        before.push_back(format_date(each.on));
    }
    const std::int32_t most = limits.suspensions_a_year.value;
    if (static_cast<std::int64_t>(before.size()) < most) return true;
    return refused(step,
                   before.empty() ? std::string("不允许临时下线")
                                  : fmt::format("{} 年已临时下线过 {} 次（{}）", year,
                                                before.size(), join(before, "、")),
                   fmt::format("每年不超过 {} 次{}", most,
                               by_source(limits.suspensions_a_year)));
}

Result<bool> check_closing(const LifeEvent& step, const std::vector<LifeEvent>& history,
                           const LifeLimits& limits) {
    const std::int32_t notice_days = limits.notice_days.value;
    const auto announced =
        std::find_if(history.rbegin(), history.rend(),
                     [](const LifeEvent& before) { return before.action == LifeAction::announce; });
    if (announced == history.rend() || !announced->notice) {
        // The state came with a table; the notice has to come with this step.
        if (!step.notice) {
            return refused(step, "登记中没有关停公告", "加 --notice YYYY-MM-DD 写明公告日期");
        }
        if (step.on - *step.notice >= notice_days) return true;
        return refused(step,
                       fmt::format("公告 {} 起不满 {} 天", format_date(*step.notice), notice_days),
                       fmt::format("不早于 {}{}", format_date(*step.notice + notice_days),
                                   by_source(limits.notice_days)));
    }
    if (step.on - *announced->notice >= notice_days) return true;
    return refused(
        step, fmt::format("公告 {} 起不满 {} 天", format_date(*announced->notice), notice_days),
        fmt::format("不早于 {}{}", format_date(*announced->notice + notice_days),
                    by_source(limits.notice_days)));
}

// Fills in what stood before; a field that this kind of target does not have, or that stays as it
// is, is an error.
Result<bool> note_changes(LifeEvent& step, const std::map<std::string, std::string>& fields) {
    for (auto& [name, change] : step.changes) {
        const auto field = fields.find(name);
        if (field == fields.end()) {
            std::vector<std::string> names;
            for (const auto& [known, value] : fields) names.push_back(known);
            return refused(step, "不能变更 " + name, "可以变更 " + join(names, "、"));
        }
        if (trim(change.after).empty()) return refused(step, name + " 不能变为空", "写明新的内容");
        if (change.after == field->second) {
            return refused(step, name + " 没有变化：" + change.after, "核对要变更的内容");
        }
        change.before = field->second;
    }
    return true;
}

}  // namespace

Result<LifeEvent> step_of_site(const Site& site, const std::vector<LifeEvent>& history,
                               LifeEvent step, const LifeLimits& limits) {
    step.target = site.site_code;
    step.account = false;
    const std::string_view state = to_string(site.state);
    const auto move = find_move(kSiteMoves, step, state);
    if (!move) return Fail(move.error());
    if (const auto days = check_days(step, history); !days) return Fail(days.error());
    if (const auto asked = check_asked(step, (*move)->asks); !asked) return Fail(asked.error());
    if (step.action == LifeAction::suspend) {
        const auto fits = check_suspension(step, history, limits);
        if (!fits) return Fail(fits.error());
    }
    if (step.action == LifeAction::close) {
        const auto fits = check_closing(step, history, limits);
        if (!fits) return Fail(fits.error());
    }
    const auto noted =
        note_changes(step, {{"name", site.name}, {"url", site.url}, {"unit", site.unit}});
    if (!noted) return Fail(noted.error());
    step.from = std::string(state);
    step.to = std::string((*move)->to);
    return step;
}

Result<LifeEvent> step_of_account(const Account& account, const std::vector<LifeEvent>& history,
                                  LifeEvent step, const Account* main) {
    step.target = account_key(account);
    step.account = true;
    const std::string_view state = to_string(account.state);
    const auto move = find_move(kAccountMoves, step, state);
    if (!move) return Fail(move.error());
    if (const auto days = check_days(step, history); !days) return Fail(days.error());
    if (const auto asked = check_asked(step, (*move)->asks); !asked) return Fail(asked.error());
    if (step.action == LifeAction::merge) {
        if (main == nullptr) {
            return refused(step, "账号名录里没有 " + step.into, "先 import accounts");
        }
        if (account_key(*main) == step.target) return refused(step, "不能整合到自己", "写主账号");
        if (main->state != AccountState::running) {
            return refused(step,
                           fmt::format("主账号 {} 现为“{}”", step.into, to_chinese(main->state)),
                           "整合到正常运行的账号");
        }
        step.into = account_key(*main);
        step.cause = step.cause.value_or(GivenUp::merged);
    }
    // Name and type are the key of an account without a code: under another it would be another.
    std::map<std::string, std::string> fields{{"operator", account.operator_name},
                                              {"url", account.url}};
    if (!account.account_code.empty()) fields.emplace("name", account.name);
    if (const auto noted = note_changes(step, fields); !noted) return Fail(noted.error());
    step.from = std::string(state);
    step.to = std::string((*move)->to);
    return step;
}

Site behind(Site site, const LifeEvent& step) {
    site.state = parse_site_state(step.to).value_or(site.state);
    for (const auto& [name, change] : step.changes) {
        if (name == "name") site.name = change.after;
        if (name == "url") site.url = change.after;
        if (name == "unit") site.unit = change.after;
    }
    return site;
}

Account behind(Account account, const LifeEvent& step) {
    account.state = parse_account_state(step.to).value_or(account.state);
    for (const auto& [name, change] : step.changes) {
        if (name == "name") account.name = change.after;
        if (name == "url") account.url = change.after;
        if (name == "operator") account.operator_name = change.after;
    }
    return account;
}

std::vector<std::string> remarks(const std::vector<LifeEvent>& history, const LifeEvent& step,
                                 const LifeLimits& limits) {
    std::vector<std::string> out;
    if (step.action != LifeAction::reopen || step.account) return out;
    for (const LifeEvent& before : history) {
        if (before.action != LifeAction::close) continue;
        if (step.on >= add_months(before.on, limits.reopen_months.value)) continue;
        out.push_back(fmt::format("{} 于 {} 关停，关停后 {} 个月内原则上不再申请重新开设{}",
                                  step.target, format_date(before.on),
                                  limits.reopen_months.value, by_source(limits.reopen_months)));
    }
    return out;
}

std::optional<Date> overdue_since(const Site& site, const std::vector<LifeEvent>& history,
                                  Date today) {
    if (site.state != SiteState::suspended) return std::nullopt;
    for (auto step = history.rbegin(); step != history.rend(); ++step) {
        if (step->on > today) continue;
        if (step->action != LifeAction::suspend || !step->until) return std::nullopt;
        if (*step->until < today) return *step->until + 1;
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Date> redesigned_on(const std::vector<LifeEvent>& history, Date today) {
    std::optional<Date> last;
    for (const LifeEvent& step : history) {
        if (step.action == LifeAction::redesign && step.on <= today) last = step.on;
    }
    return last;
}

}  // namespace mingcha::lifecycle
