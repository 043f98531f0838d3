#include "ledger/daily.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "model/names.h"
#include "ruleset/workdays.h"

namespace mingcha::ledger {

namespace {

constexpr Names<TaskKind, 6> kKinds{{{TaskKind::ask, {"ask", "待提问"}},
                                     {TaskKind::judge, {"judge", "答复待判定"}},
                                     {TaskKind::turns_over, {"turns_over", "今天到限"}},
                                     {TaskKind::waiting, {"waiting", "待答复"}},
                                     {TaskKind::over, {"over", "已超过5个工作日"}},
                                     {TaskKind::unknown, {"unknown", "无法计算"}}}};

Task unknown(Task task, const Error& error) {
    task.kind = TaskKind::unknown;
    task.why = error.what;
    return task;
}

// Which limit of an open question comes next.
Task reckon(Task task, Date today, const WorkdayCalendar& calendar) {
    const auto passed = ruleset::count_workdays(calendar, *task.asked, today);
    if (!passed) return unknown(std::move(task), passed.error());
    task.workdays = *passed;
    for (const std::int32_t limit : kLimits) {
        const auto last = ruleset::add_workdays(calendar, *task.asked, limit);
        if (!last) return unknown(std::move(task), last.error());
        if (*last < today) continue;
        task.limit = limit;
        task.next_limit = *last;
        task.kind = *last == today ? TaskKind::turns_over : TaskKind::waiting;
        return task;
    }
    task.kind = TaskKind::over;
    return task;
}

bool is_answered(const Interaction& row, Date today) {
    return row.replied_at && row.effective && date_of(*row.replied_at) <= today;
}

}  // namespace

std::vector<Task> tasks_of(const std::vector<Question>& questions,
                           const std::vector<Interaction>& others, Date today,
                           const WorkdayCalendar& calendar) {
    std::vector<Task> tasks;
    const auto add = [&](const Interaction& row) {
        if (date_of(row.asked_at) > today) return;
        Task task;
        task.site_code = row.site_code;
        task.title = row.question;
        task.asked = date_of(row.asked_at);
        if (is_answered(row, today)) {
            if (row.judged) return;
            task.kind = TaskKind::judge;
            tasks.push_back(std::move(task));
            return;
        }
        tasks.push_back(reckon(std::move(task), today, calendar));
    };
    for (const Question& question : questions) {
        if (const auto row = interaction_of(question)) {
            add(*row);
        } else if (!question.unsent) {
            Task task;
            task.kind = TaskKind::ask;
            task.site_code = question.site_code;
            task.title = question.title.empty() ? question.question : question.title;
            tasks.push_back(std::move(task));
        }
    }
    for (const Interaction& row : others) add(row);
    return tasks;
}

Bands count_bands(const std::vector<ruleset::ReplyBand>& sites) {
    using ruleset::ReplyBand;
    constexpr std::array<std::pair<ReplyBand, std::string_view>, 4> kBands{
        {{ReplyBand::same_day, "当天答复"},
         {ReplyBand::within_1, "1个工作日内答复"},
         {ReplyBand::within_5, "5个工作日内答复"},
         {ReplyBand::over_5, "超过5个工作日未答复"}}};
    Bands out;
    out.not_measured = std::count(sites.begin(), sites.end(), ReplyBand::not_measured);
    out.measured = static_cast<std::int64_t>(sites.size()) - out.not_measured;
    std::int64_t so_far = 0;
    for (const auto& [band, name] : kBands) {
        Band row;
        row.name = name;
        row.count = std::count(sites.begin(), sites.end(), band);
        so_far += row.count;
        if (out.measured > 0) {
            row.share = percent(row.count, out.measured);
            // The text of a circular says of the late ones how many, not a sum that is always all.
            if (band != ReplyBand::over_5) row.cumulative = percent(so_far, out.measured);
        }
        out.bands.push_back(row);
    }
    return out;
}

std::string_view to_chinese(TaskKind kind) {
    return name_of(kKinds, kind, kChinese);
}
std::string_view to_string(TaskKind kind) {
    return name_of(kKinds, kind, kEnglish);
}

}  // namespace mingcha::ledger
