#include "server/notify_json.h"

#include "notify/texts.h"

namespace mingcha::server {

Json channel_json(const notify::Channel& channel) {
    return {{"id", channel.id},
            {"kind", to_string(channel.kind)},
            {"name", channel.name},
            {"office_id", channel.office},
            {"address", channel.address},
            {"security", to_string(channel.security)},
            {"user", channel.user},
            {"from", channel.from},
            {"markdown", channel.markdown},
            {"enabled", channel.enabled},
            {"has_secret", !channel.sealed.empty()},
            {"tried_at", time_or_null(channel.tried_at)},
            {"tried_well", channel.tried_well},
            {"tried_reason", channel.tried_reason}};
}

Json notice_json(const notify::Notice& notice) {
    return {{"id", notice.message.id},
            {"key", key_of(notice)},
            {"kind", notice.message.kind},
            {"kind_name", notify::kind_name(notice.message.kind)},
            {"unit", notice.message.unit},
            {"title", notice.message.title},
            {"lines", notice.message.lines},
            {"items", notice.items},
            {"channel", notice.channel},
            {"to", notice.to},
            {"state", to_string(notice.state)},
            {"tries", notice.tries},
            {"made_at", format_instant(notice.made_at)},
            {"next_at", format_instant(notice.next_at)},
            {"done_at", time_or_null(notice.done_at)},
            {"reason", notice.reason}};
}

Json notice_settings_json(const notify::NoticeSettings& settings) {
    return {{"on", settings.on},         {"hour", settings.hour},
            {"within", settings.within}, {"remind_days", settings.remind_days},
            {"origin", settings.origin}, {"sender", settings.sender}};
}

Json filing_json(const app::FilingRow& row, bool may_decide) {
    const workflow::Filing& filing = row.filing;
    return {{"id", filing.id},
            {"kind", to_string(filing.kind)},
            {"site_code", filing.site_code},
            {"site_name", row.site.name},
            {"unit", row.site.unit},
            {"column", filing.column},
            {"from", format_instant(filing.from)},
            {"to", format_instant(filing.to)},
            {"reason", filing.reason},
            {"filed_by", filing.filed_by},
            {"filed_at", format_instant(filing.filed_at)},
            {"state", to_string(filing.state)},
            {"decided_by", filing.decided_by},
            {"decision", filing.decision},
            {"decided_at", time_or_null(filing.decided_at)},
            {"counts_from", time_or_null(filing.counts_from)},
            {"may_decide", may_decide}};
}

Json demand_json(const app::DemandList::Row& row, Date today,
                 const std::function<bool(const std::string& unit)>& keep) {
    Json tasks = Json::array();
    std::vector<ledger::DemandTask> kept;
    for (const ledger::DemandTask& task : row.tasks) {
        if (!keep(task.unit)) continue;
        kept.push_back(task);
        tasks.push_back({{"unit", task.unit},
                         {"state", to_string(task.state)},
                         {"on", day_or_null(task.on)},
                         {"proof", task.proof},
                         {"note", task.note},
                         {"by", task.by}});
    }
    if (kept.empty()) return nullptr;
    const ledger::DemandCount count = ledger::count_tasks(kept);
    return {{"id", row.demand.id},
            {"title", row.demand.title},
            {"due", format_date(row.demand.due)},
            {"days_left", row.demand.due - today},
            {"counts",
             {{"units", count.units},
              {"done", count.done},
              {"late", count.late},
              {"overdue", count.overdue},
              {"open", count.open},
              {"excused", count.excused}}},
            {"tasks", tasks}};
}

}  // namespace mingcha::server
