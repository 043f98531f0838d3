#include "report/circular_annexes.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/circular_tables.h"
#include "report/problem_text.h"

namespace mingcha::report {

namespace {

constexpr const char* kNone = "无";

// 三季度, as the marks of the annexes say it.
std::string brief_period(const std::string& period) {
    constexpr std::string_view kOrdinal = "第";
    return period.starts_with(kOrdinal) ? period.substr(kOrdinal.size()) : period;
}

std::string result_cell(const SiteResult& site, const Ruleset& ruleset) {
    if (site.site.state != SiteState::running) return std::string(to_chinese(site.site.state));
    if (!site.checked) return "未测";
    if (!site.scored) return site.grade.empty() ? "待复核" : site.grade;
    if (!site.score) {
        if (!site.passed) return "待复核";
        return *site.passed ? "合格" : ruleset.grades.grade_fail;
    }
    const std::string score =
        format_points(*site.score, 2, ruleset.numbers.trim_scores) + "分";
    if (!site.passed) return score + "（待复核）";  // the average counts it as it stands
    return *site.passed ? score : score + "（" + ruleset.grades.grade_fail + "）";
}

// Nothing found is 无 only where somebody looked.
std::string problems_cell(const SiteResult& site, const Ruleset& ruleset,
                          const std::string& previous) {
    const std::string problems = problem_text(site.findings, ruleset, previous);
    return site.checked || problems != kNone ? problems : "—";
}

Annex sites_annex(const CircularInput& input, const CircularNames& names,
                  const CircularScope& scope) {
    Annex annex{scope.period + scope.whole + scope.subject + "检查情况表",
                {{"序号", "网站标识码", "单位名称", "首页网址", "检查结果", "存在问题"},
                 {4, 9, 10, 13, 6, 22},
                 {}},
                "检查时间为" + range_text(input.result.campaign.window) + "。"};
    for (const SiteResult* site : names.sites()) {
        annex.table.rows.push_back({std::to_string(annex.table.rows.size() + 1),
                                    site->site.site_code, names.name(site->site, NameLength::full),
                                    site->site.url, result_cell(*site, input.ruleset),
                                    problems_cell(*site, input.ruleset,
                                                  brief_period(scope.previous))});
    }
    return annex;
}

std::string counted(const std::string& label, std::size_t count) {
    return fmt::format("{}（{}家）", label, count);
}

Annex grades_annex(const CircularInput& input, const CircularNames& names,
                   const CircularScope& scope) {
    const Summary& summary = input.result.summary;
    Annex annex{scope.period + scope.whole + scope.subject + "检查结果等次评定表",
                {{"网站类别", "等次", "政府网站"}, {7, 8, 16}, {}, true},
                ""};
    if (summary.portal_average) {
        std::vector<std::string> top;
        for (const std::string& code : summary.at_least_100) {
            top.push_back(names.name(code, NameLength::brief));
        }
        annex.table.rows.push_back({"政府门户网站", counted("100分以上", top.size()),
                                    top.empty() ? kNone : join(top, "、")});
    }
    bool graded = false;
    for (const GradeRow& row : summary.grades) {
        graded = graded || (row.kind_group == "non_portal" && row.count > 0);
    }
    for (const GradeRow& row : summary.grades) {
        if (!graded || row.kind_group != "non_portal") continue;
        annex.table.rows.push_back(
            {"部门（专项）网站", counted(row.grade, row.sites.size()),
             row.sites.empty() ? kNone : names.list(row.sites, NameLength::brief)});
    }
    return annex;
}

Annex interaction_annex(const CircularInput& input, const CircularNames& names,
                        const CircularScope& scope) {
    const Campaign& campaign = input.result.campaign;
    Annex annex{scope.period + "政府网站“实时互动”检查情况表",
                {{"实时互动情况", "网站名称"}, {10, 20}, {}},
                "检查采样时间为" + range_text(campaign.interactions.value_or(campaign.window)) +
                    "。"};
    const InteractionBands& bands = input.result.summary.interaction;
    const std::pair<const char*, const std::vector<std::string>*> rows[] = {
        {"当天答复", &bands.same_day},
        {"1个工作日内答复", &bands.within_1},
        {"5个工作日内答复", &bands.within_5},
        {"超5个工作日答复", &bands.over_5}};
    std::size_t asked = 0;
    for (const auto& [label, codes] : rows) {
        asked += codes->size();
        annex.table.rows.push_back(
            {counted(label, codes->size()),
             codes->empty() ? kNone : names.list(*codes, NameLength::briefest)});
    }
    if (asked == 0) annex.table.rows.clear();
    return annex;
}

Annex accounts_annex(const CircularInput& input, const CircularNames& names,
                     const CircularScope& scope) {
    Annex annex{scope.period + "存在突出问题政务新媒体名单",
                {{"序号", "政务新媒体标识码", "开办单位", "账号名称", "账号类型", "结果", "突出问题"},
                 {4, 14, 10, 8, 7, 6, 15},
                 {}},
                "检查采样数据截至" + format_date_cn(scope.accounts_to) + "。"};
    for (const AccountResult* each : names.failed_accounts()) {
        const Account& account = each->account;
        annex.table.rows.push_back(
            {std::to_string(annex.table.rows.size() + 1),
             account.account_code.empty() ? kNone : account.account_code, account.operator_name,
             account.name, account.type, input.ruleset.grades.grade_fail,
             problem_text(each->findings, input.ruleset, brief_period(scope.previous))});
    }
    return annex;
}

Annex annex_of(const std::string& kind, const CircularInput& input, const CircularNames& names,
               const CircularScope& scope) {
    if (kind == "sites") return sites_annex(input, names, scope);
    if (kind == "grades") return grades_annex(input, names, scope);
    if (kind == "interaction") return interaction_annex(input, names, scope);
    if (kind == "accounts") return accounts_annex(input, names, scope);
    if (kind == "platforms") return platforms_annex(input, scope);
    if (kind == "divisions") return divisions_annex(input, scope);
    if (kind == "reposts") return reposts_annex(input, names, scope);
    if (kind == "rectified") return rectified_annex(input, scope);
    return demands_annex(input, scope);
}

}  // namespace

std::string rate_text(std::optional<Points> rate, int decimals) {
    if (!rate) return "未测";
    const bool whole = *rate == Points::whole(100) || *rate == Points{};
    return format_points(*rate, decimals, whole) + "%";
}

std::string range_text(const DateRange& range) {
    if (range.from == range.to) return format_date_cn(range.from);
    const YearMonthDay from = civil(range.from), to = civil(range.to);
    const std::string end = from.year != to.year     ? format_date_cn(range.to)
                            : from.month != to.month ? fmt::format("{}月{}日", to.month, to.day)
                                                     : fmt::format("{}日", to.day);
    return format_date_cn(range.from) + "至" + end;
}

std::string annex_label(std::size_t index, std::size_t count) {
    return count == 1 ? std::string("附件") : fmt::format("附件{}", index + 1);
}

AnnexSet build_annexes(const CircularInput& input, const CircularNames& names,
                       const CircularScope& scope) {
    AnnexSet out;
    for (const std::string& kind : input.ruleset.circular.annexes) {
        Annex annex = annex_of(kind, input, names, scope);
        if (annex.table.rows.empty()) continue;
        out.places[kind] = out.annexes.size();
        out.annexes.push_back(std::move(annex));
    }
    return out;
}

}  // namespace mingcha::report
