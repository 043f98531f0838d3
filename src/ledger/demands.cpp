#include "ledger/demands.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/names.h"

namespace mingcha::ledger {

namespace {

constexpr Names<TaskState, 5> kStates{{{TaskState::open, {"open", "待办"}},
                                       {TaskState::overdue, {"overdue", "逾期"}},
                                       {TaskState::done, {"done", "按期完成"}},
                                       {TaskState::late, {"late", "逾期完成"}},
                                       {TaskState::excused, {"excused", "免办"}}}};

Fail refused(const DemandStep& step, std::string what, std::string hint) {
    return fail(step.demand + " " + step.unit, std::move(what), std::move(hint));
}

}  // namespace

std::vector<DemandTask> tasks_of(const Demand& demand, const std::vector<DemandStep>& steps,
                                 Date today) {
    std::vector<DemandTask> tasks;
    for (const std::string& unit : demand.units) {
        DemandTask& task = tasks.emplace_back();
        task.unit = unit;
        for (const DemandStep& step : steps) {
            if (step.unit != unit || step.on > today) continue;
            task.on.reset();
            task.state = TaskState::open;
            if (step.action != DemandAction::reopened) {
                task.on = step.on;
                task.state = step.action == DemandAction::excused ? TaskState::excused
                             : step.on > demand.due               ? TaskState::late
                                                                  : TaskState::done;
            }
            task.proof = step.proof;
            task.note = step.note;
            task.by = step.by;
        }
        if (task.state == TaskState::open && today > demand.due) task.state = TaskState::overdue;
    }
    return tasks;
}

Result<DemandStep> next_step(const Demand& demand, const std::vector<DemandStep>& steps,
                             DemandStep step) {
    if (std::find(demand.units.begin(), demand.units.end(), step.unit) == demand.units.end()) {
        return refused(step, "这项要求没有布置给该单位", "demands show " + demand.id + " 列出单位");
    }
    if (trim(step.by).empty()) return refused(step, "没有写明谁登记", "加 --by NAME");
    if (step.on > date_of(step.logged_at)) {
        return refused(step, fmt::format("日期 {} 还没有到", format_date(step.on)),
                       "发生之后再登记");
    }
    const DemandStep* last = nullptr;
    for (const DemandStep& each : steps) {
        if (each.unit == step.unit) last = &each;
    }
    if (last != nullptr && step.on < last->on) {
        return refused(step,
                       fmt::format("日期 {} 早于上一步（{} {}）", format_date(step.on),
                                   format_date(last->on), to_chinese(last->action)),
                       "按先后登记");
    }
    const bool settled = last != nullptr && last->action != DemandAction::reopened;
    if (step.action == DemandAction::reopened) {
        if (!settled) return refused(step, "尚未办结，无须退回", "办结之后才退回");
        if (trim(step.note).empty()) return refused(step, "没有退回的理由", "加 --reason");
    } else if (settled) {
        return refused(step,
                       fmt::format("已于 {} {}", format_date(last->on), to_chinese(last->action)),
                       "demands reopen 退回之后再登记");
    }
    if (step.action == DemandAction::done && trim(step.proof).empty()) {
        return refused(step, "没有凭证", "加 --proof 文号、文件名或网址");
    }
    if (step.action == DemandAction::excused && trim(step.note).empty()) {
        return refused(step, "没有免办的理由", "加 --reason");
    }
    step.number = last == nullptr ? 1 : last->number + 1;
    return step;
}

DemandCount count_tasks(const std::vector<DemandTask>& tasks) {
    DemandCount count;
    for (const DemandTask& task : tasks) {
        ++count.units;
        count.done += task.state == TaskState::done ? 1 : 0;
        count.late += task.state == TaskState::late ? 1 : 0;
        count.overdue += task.state == TaskState::overdue ? 1 : 0;
        count.open += task.state == TaskState::open ? 1 : 0;
        count.excused += task.state == TaskState::excused ? 1 : 0;
    }
    return count;
}

std::string_view to_string(TaskState state) {
    return name_of(kStates, state, kEnglish);
}
std::string_view to_chinese(TaskState state) {
    return name_of(kStates, state, kChinese);
}

}  // namespace mingcha::ledger
