// What is shown of demands.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/demands.h"
#include "intake/write_csv.h"

namespace mingcha::app {

namespace {

using Json = nlohmann::ordered_json;

std::string day_text(const std::optional<Date>& day) {
    return day ? format_date(*day) : std::string();
}

Json text_json(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

}  // namespace

std::string demands_table(const DemandList& list) {
    std::string out = fmt::format("截至 {}\n", format_date(list.today));
    for (const DemandList::Row& row : list.rows) {
        const ledger::DemandCount count = ledger::count_tasks(row.tasks);
        out += fmt::format("{}  “{}”  {} 前  单位 {}、按期 {}、逾期完成 {}、逾期 {}、待办 {}、免办 {}\n",
                           row.demand.id, row.demand.title, format_date(row.demand.due),
                           count.units, count.done, count.late, count.overdue, count.open,
                           count.excused);
        for (const ledger::DemandTask& task : row.tasks) {
            if (task.state != ledger::TaskState::overdue) continue;
            out += fmt::format("    逾期  {}\n", task.unit);
        }
    }
    return out;
}

std::string demands_json(const DemandList& list) {
    Json rows = Json::array();
    for (const DemandList::Row& row : list.rows) {
        const ledger::DemandCount count = ledger::count_tasks(row.tasks);
        Json tasks = Json::array();
        for (const ledger::DemandTask& task : row.tasks) {
            tasks.push_back({{"unit", task.unit},
                             {"state", to_string(task.state)},
                             {"on", task.on ? Json(format_date(*task.on)) : Json()},
                             {"proof", text_json(task.proof)},
                             {"note", text_json(task.note)},
                             {"by", text_json(task.by)}});
        }
        rows.push_back({{"id", row.demand.id},
                        {"campaign", row.demand.campaign},
                        {"title", row.demand.title},
                        {"due", format_date(row.demand.due)},
                        {"units", count.units},
                        {"done", count.done},
                        {"late", count.late},
                        {"overdue", count.overdue},
                        {"open", count.open},
                        {"excused", count.excused},
                        {"tasks", tasks}});
    }
    const Json out{{"today", format_date(list.today)}, {"demands", rows}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string demands_csv(const DemandList& list) {
    std::vector<std::vector<std::string>> rows;
    for (const DemandList::Row& row : list.rows) {
        for (const ledger::DemandTask& task : row.tasks) {
            rows.push_back({row.demand.id, row.demand.title, format_date(row.demand.due),
                            task.unit, std::string(to_chinese(task.state)), day_text(task.on),
                            task.proof, task.note, task.by});
        }
    }
    return intake::write_csv(
        {"编号", "工作要求", "期限", "单位", "落实情况", "完成日期", "凭证", "说明", "登记人"}, rows);
}

std::string demand_text(const DemandList::Row& row) {
    std::string out = fmt::format("{}  “{}”  {} 前  {} 的通报，{} 登记\n", row.demand.id,
                                  row.demand.title, format_date(row.demand.due),
                                  row.demand.campaign, row.demand.by);
    for (const ledger::DemandTask& task : row.tasks) {
        out += fmt::format("{}  {}\n", to_chinese(task.state), task.unit);
        for (const DemandStep& step : row.steps) {
            if (step.unit != task.unit) continue;
            out += fmt::format("    {}  {}", format_date(step.on), to_chinese(step.action));
            if (!step.proof.empty()) out += "  凭证 " + step.proof;
            if (!step.note.empty()) out += "  " + step.note;
            out += "  " + step.by + "\n";
        }
    }
    return out;
}

}  // namespace mingcha::app
