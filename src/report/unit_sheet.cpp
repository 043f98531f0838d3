// 一站一表: how the score came about, all findings, what to mend, what was before.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/explain.h"
#include "report/unit_documents.h"
#include "report/unit_text.h"

namespace mingcha::report {

namespace {

using office::Section;
using office::Style;
using office::Table;

std::string state_text(const ScoredFinding& each) {
    const char* text = "待复核";
    switch (each.finding.state) {
        case FindingState::candidate: text = each.counts ? "计入" : "待复核"; break;
        case FindingState::confirmed: text = each.counts ? "计入" : "不另计"; break;
        case FindingState::dismissed: text = "已排除"; break;
        case FindingState::rectified: text = "已整改"; break;
        case FindingState::carried: text = each.counts ? "计入" : "沿用上期"; break;
    }
    return each.finding.carried_over ? std::string(text) + "（上期未整改）" : text;
}

Table waterfall(const SiteResult& site, const Ruleset& ruleset) {
    const GradeScheme& grades = ruleset.grades;
    Table table{{"步骤", "指标", "加减", "余分"}, {4, 18, 5, 6}, {}};
    const auto title = [&](const std::string& id) {
        const Rule* rule = ruleset.find(id);
        return rule == nullptr ? id : rule->title;
    };
    const bool stretched = !site.site.has_services;
    Points left = stretched ? grades.deduct_total - grades.services_total : grades.deduct_total;
    table.rows.push_back({"起点",
                          stretched ? "扣分指标总分，不含“" + grades.services_group + "”"
                                    : "扣分指标总分",
                          "", points_text(left)});
    for (const RulePoints& step : site.deducted) {
        left = left - step.points;
        table.rows.push_back(
            {"扣分", title(step.rule), "－" + points_text(step.points), points_text(left)});
    }
    const Points part_two = site.part_two.value_or(left);
    if (stretched) {
        table.rows.push_back({"折算",
                              fmt::format("无对外服务职能，按{}∶{}折算为百分制",
                                          format_points(grades.deduct_total - grades.services_total,
                                                        2, true),
                                          format_points(grades.deduct_total, 2, true)),
                              "", points_text(part_two)});
    } else if (part_two != left) {
        table.rows.push_back({"下限", "扣分指标得分不低于0分", "", points_text(part_two)});
    }
    Points sum = part_two;
    for (const RulePoints& step : site.earned) {
        sum += step.points;
        table.rows.push_back(
            {"加分", title(step.rule), "＋" + points_text(step.points), points_text(sum)});
    }
    if (site.score && *site.score != sum) {
        table.rows.push_back({"上限", "加分指标最多加" + points_text(grades.bonus_total), "",
                              points_text(*site.score)});
    }
    if (site.score) table.rows.push_back({"得分", "", "", points_text(*site.score)});
    return table;
}

Table findings_table(const std::vector<ScoredFinding>& findings, bool scored, bool enters_bonus,
                     const Ruleset& ruleset) {
    Table table{{"序号", "存在问题", "指标条款", "证据", "分值", "状态"},
                {4, 12, 12, 12, 6, 7},
                {}};
    for (const ScoredFinding& each : findings) {
        const Rule* rule = ruleset.find(each.finding.rule);
        std::string points = finding_points(each, rule, scored);
        std::string state = state_text(each);
        if (rule != nullptr && rule->part == Part::bonus && each.points) {
            points = "加" + points_text(*each.points);
            if (!enters_bonus) state = "未进入加分环节，不计";
        }
        table.rows.push_back({std::to_string(table.rows.size() + 1),
                              told_problem(each.finding, rule),
                              rule == nullptr ? each.finding.rule : cited_clause(*rule),
                              evidence_text(each.finding), points, state});
    }
    return table;
}

Table mending_table(const Explanation& explanation) {
    Table table{{"序号", "整改指标", "处数", "整改效果", "累计得分"}, {4, 16, 4, 10, 6}, {}};
    for (const Mending& row : explanation.mend) {
        std::string effect = row.effect;
        if (row.waiting) {
            effect = "待复核，尚不计";
        } else if (row.veto && effect.empty()) {
            effect = "消除单项否决";
        } else if (row.reached) {
            effect = "挽回" + points_text(row.gain);
        }
        table.rows.push_back({std::to_string(table.rows.size() + 1), row.title,
                              std::to_string(row.count), effect,
                              row.reached ? points_text(*row.reached) : "—"});
    }
    return table;
}

std::string outcome_text(const SiteResult& site, const Ruleset& ruleset) {
    if (!site.checked) return "未监测";
    if (!site.scored) return site.grade.empty() ? "待复核" : site.grade;
    if (site.score) return points_text(*site.score);
    return site.passed == false ? ruleset.grades.grade_fail : "待复核";
}

std::string account_outcome(const AccountResult& account, const Ruleset& ruleset) {
    if (!account.checked) return "未监测";
    if (!account.passed) return "待复核";
    return *account.passed ? "合格" : ruleset.grades.grade_fail;
}

// Each problem once: one that stood before by what it was, another by its own identity.
std::string compared(const std::vector<ScoredFinding>& now, const ruleset::Recurrence& before) {
    std::set<std::size_t> again;
    std::set<std::string> fresh;
    for (const ScoredFinding& each : now) {
        if (!is_fault(each)) continue;
        if (const auto prior = before.prior_of(each.finding)) {
            again.insert(*prior);
        } else {
            fresh.insert(each.finding.id);
        }
    }
    return fmt::format("问题由{}项变为{}项，其中已消除{}项、仍存在{}项、新出现{}项。",
                       before.count(), again.size() + fresh.size(),
                       before.count() - again.size(), again.size(), fresh.size());
}

void add_comparison(Section& section, const SiteResult& site, const UnitInput& input) {
    if (input.previous == nullptr) {
        add_text(section, Style::body, "没有已结束的上期检查，不作比较。");
        return;
    }
    const Campaign& last = input.previous->campaign;
    for (const SiteResult& before : input.previous->sites) {
        if (before.site.site_code != site.site.site_code || !before.checked) continue;
        const ruleset::Recurrence recurrence(input.previous_findings, site.site.site_code,
                                             &input.ruleset);
        // A document prints problems, not the points behind them: its result is not made up here.
        const std::string results =
            last.origin == CampaignOrigin::document
                ? fmt::format("上期（{}，来自文件），本期{}", period_text(last),
                              outcome_text(site, input.ruleset))
                : fmt::format("上期（{}）{}，本期{}", period_text(last),
                              outcome_text(before, input.ruleset),
                              outcome_text(site, input.ruleset));
        add_text(section, Style::body, results + "。" + compared(site.findings, recurrence));
        return;
    }
    add_text(section, Style::body,
             fmt::format("上期（{}）未检查该网站，不作比较。", period_text(last)));
}

// By reason, in the order of the first of each: a page of single lines says less.
void add_unmeasured(Section& section, const Explanation& explanation) {
    if (explanation.unmeasured.empty()) return;
    constexpr std::string_view kColon = "：";
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    for (const std::string& line : explanation.unmeasured) {
        const std::size_t colon = line.find(kColon);
        const std::string reason =
            colon == std::string::npos ? std::string() : line.substr(colon + kColon.size());
        auto at = std::find_if(reasons.begin(), reasons.end(),
                               [&](const auto& each) { return each.first == reason; });
        if (at == reasons.end()) at = reasons.insert(at, {reason, {}});
        at->second.push_back(line.substr(0, colon));
    }
    add_text(section, Style::heading, "五、没有监测的指标（不算合格，也不扣分）");
    for (const auto& [reason, rules] : reasons) {
        add_text(section, Style::body, join(rules, "、") + "。",
                 reason.empty() ? std::string() : reason + "：");
    }
}

Section site_section(const SiteResult& site, const UnitInput& input, const std::string& heading) {
    const Explanation explanation = explain(site, input.ruleset);
    Section section;
    section.landscape = true;
    add_text(section, Style::title, heading);
    add_text(section, Style::body, site_text(site.site) + "　" + site.site.url);
    add_text(section, Style::body, explanation.standing + "。", "检查结果：");
    add_text(section, Style::heading, site.scored ? "一、得分构成" : "一、等次构成");
    if (site.scored && site.score) {
        section.blocks.emplace_back(waterfall(site, input.ruleset));
    } else {
        add_text(section, Style::body, site.scored ? "没有得分，原因见检查结果。"
                                                   : "该类网站只评等次，不计分。");
    }
    add_text(section, Style::heading, "二、全部问题");
    if (site.findings.empty()) {
        add_text(section, Style::body, "没有问题。");
    } else {
        section.blocks.emplace_back(findings_table(site.findings, site.scored, site.enters_bonus,
                                                   input.ruleset));
    }
    add_text(section, Style::heading, "三、升等次要整改什么");
    add_text(section, Style::body, explanation.next);
    if (!explanation.mend.empty()) section.blocks.emplace_back(mending_table(explanation));
    add_text(section, Style::heading, "四、与上期比较");
    add_comparison(section, site, input);
    add_unmeasured(section, explanation);
    return section;
}

std::string account_before(const AccountResult& account, const UnitInput& input) {
    if (input.previous == nullptr) return "—";
    for (const AccountResult& before : input.previous->accounts) {
        if (account_key(before.account) != account_key(account.account)) continue;
        // A document lists those that failed and says nothing of others.
        if (!before.checked && input.previous->campaign.origin == CampaignOrigin::document) break;
        return account_outcome(before, input.ruleset);
    }
    return "—";
}

Section accounts_section(const UnitGroup& group, const UnitInput& input,
                         const std::string& heading) {
    Section section;
    section.landscape = true;
    add_text(section, Style::title, heading);
    Table all{{"序号", "账号", "标识码", "本期结果", "上期结果", "要整改的问题"},
              {4, 11, 12, 6, 6, 14},
              {}};
    std::vector<std::string> details;
    for (const AccountResult* account : group.accounts) {
        const Explanation explanation = explain(*account, input.ruleset);
        std::vector<std::string> problems;
        for (const Mending& row : explanation.mend) {
            problems.push_back(fmt::format("{}（{}）", join(row.problems, "；"),
                                           row.waiting ? "待复核，尚不计" : row.effect));
        }
        all.rows.push_back({std::to_string(all.rows.size() + 1),
                            account->account.type + "“" + account->account.name + "”",
                            account->account.account_code.empty() ? "无"
                                                                  : account->account.account_code,
                            account_outcome(*account, input.ruleset),
                            account_before(*account, input),
                            problems.empty() ? "无" : join(problems, "；")});
    }
    section.blocks.emplace_back(std::move(all));
    for (const AccountResult* account : group.accounts) {
        if (account->findings.empty()) continue;
        add_text(section, Style::heading, account_text(account->account));
        section.blocks.emplace_back(findings_table(account->findings, false, false, input.ruleset));
    }
    return section;
}

}  // namespace

UnitDocuments build_unit_sheets(const UnitInput& input) {
    UnitDocuments out;
    out.problems = date_problems(input.result.campaign);
    for (const UnitGroup& group : group_by_unit(input.result, input.registry)) {
        const std::size_t number = out.documents.size() + 1;
        office::Document document;
        document.title =
            fmt::format("{}{}检查情况表", group.unit, period_text(input.result.campaign));
        for (const SiteResult* site : group.sites) {
            document.sections.push_back(site_section(*site, input, document.title));
        }
        if (!group.accounts.empty()) {
            document.sections.push_back(accounts_section(
                group, input,
                group.sites.empty() ? document.title : group.unit + "政务新媒体检查情况"));
        }
        out.documents.push_back({group.unit, file_name(number, group), std::move(document)});
    }
    return out;
}

}  // namespace mingcha::report
