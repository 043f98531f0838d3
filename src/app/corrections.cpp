#include "app/corrections.h"

#include <fmt/format.h>

#include <map>

#include "ruleset/workdays.h"
#include "store/rows.h"

namespace mingcha::app {

Result<std::vector<annual::Correction>> load_corrections(store::Store& store,
                                                         const WorkdayCalendar& calendar,
                                                         std::int32_t due_workdays) {
    const auto rows = store::load<store::PlainRow>(store, "corrections");
    if (!rows) return Fail(rows.error());
    const auto sites = store::load<Site>(store);
    if (!sites) return Fail(sites.error());
    std::map<std::string, std::string> units;
    for (const Site& site : *sites)
        units[site.site_code] = site.unit.empty() ? site.name : site.unit;
    std::vector<annual::Correction> messages;
    for (const store::PlainRow& row : *rows) {
        const auto cell = [&](const char* name) {
            const auto found = row.cells.find(name);
            return found == row.cells.end() ? std::string() : found->second;
        };
        const auto moment = [&](const char* name) -> Result<std::optional<Instant>> {
            if (cell(name).empty()) return std::optional<Instant>();
            const auto read = parse_instant(cell(name));
            if (!read) {
                return fail(fmt::format("找错留言 {} {}", row.key, name), read.error().what,
                            "如 2021-11-05 10:30；改好后重新 import corrections");
            }
            return std::optional(*read);
        };
        const auto received = moment("received_at"), due = moment("due_at"),
                   answered = moment("answered_at");
        for (const auto* each : {&received, &due, &answered}) {
            if (!*each) return Fail(each->error());
        }
        if (!*received) continue;
        annual::Correction message{row.key, cell("site_code"), units[cell("site_code")], **received,
                                   *due,    *answered};
        const std::string reopened = cell("reopened");
        message.reopened = reopened.empty() || reopened == "0" || reopened == "否" ? 0 : 1;
        if (!message.due && due_workdays > 0) {
            const auto last =
                ruleset::add_workdays(calendar, date_of(message.received), due_workdays);
            if (!last) return Fail(last.error());
            message.due = end_of(*last);
        }
        messages.push_back(std::move(message));
    }
    return messages;
}

}  // namespace mingcha::app
