// What is shown of the lists of reposts and solicitations.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/site_lists.h"
#include "intake/write_csv.h"

namespace mingcha::app {

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view key(audit::RepostState state) {
    switch (state) {
        case audit::RepostState::in_time:
            return "in_time";
        case audit::RepostState::late:
            return "late";
        case audit::RepostState::missing:
            return "missing";
        case audit::RepostState::not_due:
            return "not_due";
        case audit::RepostState::unknown:
            break;
    }
    return "unknown";
}

std::string_view words(audit::RepostState state) {
    switch (state) {
        case audit::RepostState::in_time:
            return "按时转载";
        case audit::RepostState::late:
            return "超时转载";
        case audit::RepostState::missing:
            return "未转载";
        case audit::RepostState::not_due:
            return "未到期";
        case audit::RepostState::unknown:
            break;
    }
    return "未测";
}

std::string rate_text(const std::optional<Points>& rate) {
    return rate ? format_points(*rate, 2, true) + "%" : "未测";
}

Json rate_json(const std::optional<Points>& rate) {
    return rate ? Json(fixed2(*rate)) : Json();
}

Json counts_json(const RepostCounts& counts) {
    return {{"in_time", counts.in_time},
            {"late", counts.late},
            {"missing", counts.missing},
            {"unknown", counts.unknown},
            {"in_time_rate", rate_json(counts.in_time_rate)},
            {"shown_rate", rate_json(counts.shown_rate)}};
}

std::string counts_text(const RepostCounts& counts) {
    return fmt::format("按时 {}、超时 {}、未转载 {}、未测 {}，按时转载率 {}，转载率 {}",
                       counts.in_time, counts.late, counts.missing, counts.unknown,
                       rate_text(counts.in_time_rate), rate_text(counts.shown_rate));
}

Json day_json(const std::optional<Date>& day) {
    return day ? Json(format_date(*day)) : Json();
}

std::string day_text(const std::optional<Date>& day) {
    return day ? format_date(*day) : std::string();
}

}  // namespace

std::string reposts_table(const RepostList& list) {
    std::string out = fmt::format("{}：截至 {}，{} 条重要信息，{} 个网站\n", list.campaign,
                                  format_instant(list.as_of), list.items.size(), list.sites.size());
    for (const RepostList::ItemRow& row : list.items) {
        out += fmt::format("“{}”  {} 前转载  ", row.item.title, format_instant(row.due));
        out += (row.is_due ? counts_text(row.counts) : std::string("未到期")) + "\n";
    }
    for (const RepostList::SiteRow& row : list.sites) {
        out +=
            fmt::format("{}  {}  {}\n", row.site.site_code, row.site.name, counts_text(row.counts));
        for (std::size_t i = 0; i < row.sightings.size(); ++i) {
            const RepostList::Sighting& seen = row.sightings[i];
            if (seen.state == audit::RepostState::in_time ||
                seen.state == audit::RepostState::not_due) {
                continue;
            }
            out += fmt::format("    {}  “{}”", words(seen.state), list.items[i].item.title);
            for (const std::string& part : {seen.shown_date, seen.url, seen.why}) {
                if (!part.empty()) out += "  " + part;
            }
            out += "\n";
        }
    }
    return out + "合计  " + counts_text(list.all) + "\n";
}

std::string reposts_json(const RepostList& list) {
    Json items = Json::array();
    for (const RepostList::ItemRow& row : list.items) {
        items.push_back({{"id", row.item.id},
                         {"title", row.item.title},
                         {"issuer", row.item.issuer},
                         {"issued_at", format_instant(row.item.issued_at)},
                         {"due", format_instant(row.due)},
                         {"is_due", row.is_due},
                         {"counts", counts_json(row.counts)}});
    }
    Json sites = Json::array();
    for (const RepostList::SiteRow& row : list.sites) {
        Json sightings = Json::array();
        for (std::size_t i = 0; i < row.sightings.size(); ++i) {
            const RepostList::Sighting& seen = row.sightings[i];
            sightings.push_back({{"id", list.items[i].item.id},
                                 {"state", key(seen.state)},
                                 {"url", seen.url.empty() ? Json() : Json(seen.url)},
                                 {"date", seen.shown_date.empty() ? Json() : Json(seen.shown_date)},
                                 {"why", seen.why.empty() ? Json() : Json(seen.why)}});
        }
        sites.push_back({{"site_code", row.site.site_code},
                         {"name", row.site.name},
                         {"unit", row.site.unit},
                         {"counts", counts_json(row.counts)},
                         {"reposts", sightings}});
    }
    return dumped({{"campaign", list.campaign},
                   {"as_of", format_instant(list.as_of)},
                   {"items", items},
                   {"sites", sites},
                   {"all", counts_json(list.all)}});
}

std::string reposts_csv(const RepostList& list) {
    std::vector<std::vector<std::string>> rows;
    for (const RepostList::SiteRow& row : list.sites) {
        for (std::size_t i = 0; i < row.sightings.size(); ++i) {
            const RepostList::Sighting& seen = row.sightings[i];
            const RepostList::ItemRow& item = list.items[i];
            rows.push_back({row.site.site_code, row.site.name, item.item.id, item.item.title,
                            format_instant(item.due), std::string(words(seen.state)),
                            seen.shown_date, seen.url, seen.why});
        }
    }
    return intake::write_csv({"网站标识码", "网站名称", "编号", "标题", "应转载时间", "结果",
                              "页面时间", "网址", "未测原因"},
                             rows);
}

std::string solicitations_table(const SolicitationList& list) {
    std::string out = fmt::format("{}：截至 {}，{} 个网站，读到征集调查栏目 {} 个\n", list.campaign,
                                  format_instant(list.as_of), list.sites.size(), list.read);
    for (const SolicitationList::SiteRow& row : list.sites) {
        out += fmt::format("{}  {}  一年内 {} 次，有结果反馈 {}，注明反馈时间 {}，未用唯一渠道 {}",
                           row.site.site_code, row.site.name, row.held, row.with_feedback,
                           row.with_dated_feedback, row.off_site);
        if (!row.unread.empty()) out += "（未测：" + row.unread + "）";
        out += "\n";
        for (const audit::Solicitation& each : row.activities) {
            out += fmt::format("    {} “{}”", day_text(each.begun),
                               each.title.empty() ? "（未见活动）" : each.title);
            if (each.off_site) {
                out += "  站外：" + each.url;
            } else if (each.feedback_url.empty()) {
                out += "  未见结果反馈";
            } else {
                out += fmt::format("  反馈 {} {}",
                                   each.feedback_on ? format_date(*each.feedback_on) : "无时间",
                                   each.feedback_url);
            }
            out += "\n";
        }
    }
    return out + fmt::format("合计 {} 次，结果反馈率 {}，注明时间的 {}，未用唯一渠道 {} 次\n",
                             list.held, rate_text(list.feedback_rate), rate_text(list.dated_rate),
                             list.off_site);
}

std::string solicitations_json(const SolicitationList& list) {
    Json sites = Json::array();
    for (const SolicitationList::SiteRow& row : list.sites) {
        Json activities = Json::array();
        for (const audit::Solicitation& each : row.activities) {
            activities.push_back(
                {{"title", each.title.empty() ? Json() : Json(each.title)},
                 {"url", each.url.empty() ? Json() : Json(each.url)},
                 {"begun", day_json(each.begun)},
                 {"off_site", each.off_site},
                 {"feedback_title",
                  each.feedback_title.empty() ? Json() : Json(each.feedback_title)},
                 {"feedback_url", each.feedback_url.empty() ? Json() : Json(each.feedback_url)},
                 {"feedback_on", day_json(each.feedback_on)}});
        }
        sites.push_back({{"site_code", row.site.site_code},
                         {"name", row.site.name},
                         {"unread", row.unread.empty() ? Json() : Json(row.unread)},
                         {"held", row.held},
                         {"with_feedback", row.with_feedback},
                         {"with_dated_feedback", row.with_dated_feedback},
                         {"off_site", row.off_site},
                         {"activities", activities}});
    }
    return dumped({{"campaign", list.campaign},
                   {"as_of", format_instant(list.as_of)},
                   {"held", list.held},
                   {"with_feedback", list.with_feedback},
                   {"with_dated_feedback", list.with_dated_feedback},
                   {"off_site", list.off_site},
                   {"feedback_rate", rate_json(list.feedback_rate)},
                   {"dated_rate", rate_json(list.dated_rate)},
                   {"sites", sites}});
}

std::string solicitations_csv(const SolicitationList& list) {
    std::vector<std::vector<std::string>> rows;
    for (const SolicitationList::SiteRow& row : list.sites) {
        for (const audit::Solicitation& each : row.activities) {
            rows.push_back({row.site.site_code, row.site.name, each.title, day_text(each.begun),
                            each.url, each.off_site ? "否" : "是", each.feedback_title,
                            day_text(each.feedback_on), each.feedback_url});
        }
    }
    return intake::write_csv({"网站标识码", "网站名称", "活动", "发布时间", "网址", "唯一渠道",
                              "结果反馈", "反馈时间", "反馈网址"},
                             rows);
}

}  // namespace mingcha::app
