// Lists as files: the rows that the same query shows, all of them, for a spreadsheet.
#include <algorithm>

#include "server/routes.h"
#include "server/table_file.h"
#include "server/target_lists.h"
#include "server/view_json.h"
#include "server/work_json.h"

namespace mingcha::server {

namespace {

std::string yes_or_no(bool value) {
    return value ? "是" : "否";
}

std::string verdict_text(bool checked, const std::optional<bool>& passed) {
    if (!checked) return "未检查";
    if (!passed) return "待定";
    return *passed ? "合格" : "不合格";
}

std::string points_text(const std::optional<Points>& points) {
    return points ? format_points(*points, 2, false) : std::string{};
}

std::string count_text(std::int64_t count) {
    return std::to_string(count);
}

std::int64_t problems_of(const SiteResult& site) {
    return std::count_if(site.findings.begin(), site.findings.end(), [](const ScoredFinding& one) {
        return one.counts && one.finding.outcome != Outcome::pass;
    });
}

}  // namespace

httpd::Response download_sites(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const app::CampaignView& view = *seen.view;
    const auto rows = chosen_sites(view, call.query, call.reach);
    if (!rows) return refused(rows.error());
    FileTable table{
        "sites",
        "政府网站",
        {"网站标识码", "网站名称", "单位", "首页网址", "行政区划", "网站类别", "运行状态",
         "有无对外服务", "结论", "得分", "等次", "问题数", "待复核", "未测项"},
        {}};
    for (const SiteResult* each : *rows) {
        const Site& site = each->site;
        table.rows.push_back({site.site_code, site.name, site.unit, site.url,
                              std::string(view.base->division_name(site.division)),
                              std::string(to_chinese(site.kind)),
                              std::string(to_chinese(site.state)), site.has_services ? "有" : "无",
                              verdict_text(each->checked, each->passed), points_text(each->score),
                              each->grade, each->checked ? count_text(problems_of(*each)) : "",
                              count_text(waiting_of(view, each->findings)),
                              count_text(static_cast<std::int64_t>(each->not_measured.size()))});
    }
    return table_file(table, call.path.back());
}

httpd::Response download_accounts(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    const app::CampaignView& view = *seen.view;
    const auto rows = chosen_accounts(view, call.query, call.reach);
    if (!rows) return refused(rows.error());
    FileTable table{"accounts",
                    "政务新媒体",
                    {"政务新媒体标识码", "账号名称", "账号类型", "开办单位", "网址", "行政区划",
                     "运行状态", "结论", "问题", "待复核", "未测项"},
                    {}};
    for (const AccountResult* each : *rows) {
        const Account& account = each->account;
        std::string problems;
        for (const std::string& problem : each->problems) {
            problems += (problems.empty() ? "" : "；") + problem;
        }
        table.rows.push_back({account.account_code.empty() ? "无" : account.account_code,
                              account.name, account.type, account.operator_name, account.url,
                              std::string(view.base->division_name(account.division)),
                              std::string(to_chinese(account.state)),
                              verdict_text(each->checked, each->passed), problems,
                              count_text(waiting_of(view, each->findings)),
                              count_text(static_cast<std::int64_t>(each->not_measured.size()))});
    }
    return table_file(table, call.path.back());
}

httpd::Response download_tasks(Call& call) {
    const Seen seen = seen_campaign(call);
    if (!seen.view) return seen.instead;
    FileTable table{"tasks",
                    "人工检查",
                    {"检查人员", "标识码或账号", "名称", "类别", "抽查", "项数", "剩余项"},
                    {}};
    const std::lock_guard lock(call->store_mutex);
    const auto rows = app::work_of(call->store, call->options.data_dir, call.path.front(), {});
    if (!rows) return broken(rows.error());
    for (const app::WorkRow& row : *rows) {
        if (!covers(call.reach, *seen.view, row.target)) continue;
        table.rows.push_back({row.inspector, row.target, row.name,
                              row.account ? "政务新媒体" : "政府网站", yes_or_no(row.spot),
                              count_text(row.lines), count_text(row.waiting)});
    }
    return table_file(table, call.path.back());
}

}  // namespace mingcha::server
