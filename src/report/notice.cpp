// 整改通知书: a letter, the list of faults and the form to answer on.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/explain.h"
#include "report/unit_documents.h"
#include "report/unit_text.h"

namespace mingcha::report {

namespace {

using office::Section;
using office::Style;
using office::Table;

struct Fault {
    std::string target, problem, clause, evidence, points;
    Points weight;  // for the order; vetoes above all
    bool veto = false;
};

void collect(std::vector<Fault>& out, const std::string& target,
             const std::vector<ScoredFinding>& findings, bool scored, const Ruleset& ruleset) {
    for (const ScoredFinding& each : findings) {
        if (!is_fault(each)) continue;
        const Rule* rule = ruleset.find(each.finding.rule);
        Fault fault;
        fault.target = target;
        fault.problem = told_problem(each.finding, rule);
        if (each.finding.count > 1) fault.problem += fmt::format("（{}处）", each.finding.count);
        if (each.finding.carried_over) fault.problem += "（上期通报问题未整改）";
        fault.clause = rule == nullptr ? each.finding.rule : cited_clause(*rule);
        fault.evidence = evidence_text(each.finding);
        fault.points = finding_points(each, rule, scored);
        fault.weight = each.points.value_or(Points{});
        fault.veto = rule != nullptr && rule->is_veto();
        out.push_back(std::move(fault));
    }
}

std::vector<Fault> faults_of(const UnitGroup& group, const Ruleset& ruleset) {
    std::vector<Fault> faults;
    for (const SiteResult* site : group.sites) {
        collect(faults, site->site.name, site->findings, site->scored, ruleset);
    }
    for (const AccountResult* account : group.accounts) {
        collect(faults, account->account.type + "“" + account->account.name + "”",
                account->findings, false, ruleset);
    }
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
        return a.veto != b.veto ? a.veto : a.weight > b.weight;
    });
    return faults;
}

std::string targets_text(const UnitGroup& group) {
    std::vector<std::string> names;
    for (const SiteResult* site : group.sites) names.push_back(site_text(site->site));
    std::size_t failing = 0;
    for (const AccountResult* account : group.accounts) {
        const auto& found = account->findings;
        if (std::any_of(found.begin(), found.end(), is_fault)) ++failing;
    }
    if (failing > 0) names.push_back(fmt::format("政务新媒体{}个", failing));
    return join(names, "、");
}

office::Document notice_of(const UnitGroup& group, const std::vector<Fault>& faults,
                           const std::string& number, const UnitInput& input, TypedFields& typed) {
    office::Document document;
    document.title = "政府网站与政务新媒体检查整改通知书";
    const std::string due = typed.date("rectify_by");
    Section letter;
    add_text(letter, Style::number, "编号：" + number);
    add_text(letter, Style::title, document.title);
    add_text(letter, Style::addressee, group.unit + "：");
    add_text(letter, Style::body,
             fmt::format("在{}检查中，发现你单位{}存在{}项问题（见附表1）。请于{}前完成整改，"
                         "并填写整改情况反馈表（附表2），报送{}。",
                         period_text(input.result.campaign), targets_text(group), faults.size(),
                         due, typed.text("office")));
    add_text(letter, Style::body,
             "标有“参考”的条款为工作文本，以正式印发的检查指标为准。"
             "对检查结果有异议的，可在整改期限内"
             "书面说明并附证明材料。");
    add_text(letter, Style::body, "");
    add_text(letter, Style::signature, typed.text("office"));
    add_text(letter, Style::signature, typed.date("issue_date"));
    document.sections.push_back(std::move(letter));

    Section list;
    list.landscape = true;
    add_text(list, Style::annex, "附表1");
    add_text(list, Style::title, "问题清单");
    Table faults_table{{"序号", "检查对象", "存在问题", "指标条款", "证据", "扣分", "整改期限"},
                       {4, 9, 13, 13, 12, 6, 8},
                       {}};
    Section reply;
    reply.landscape = true;
    add_text(reply, Style::annex, "附表2");
    add_text(reply, Style::title, "整改情况反馈表");
    add_text(reply, Style::note, fmt::format("通知书编号：{}　　填报单位（盖章）：", number));
    Table reply_table{{"序号", "检查对象", "存在问题", "整改措施", "完成时间", "整改后网址或截图", "责任人"},
                      {4, 9, 13, 14, 7, 12, 6},
                      {}};
    for (std::size_t i = 0; i < faults.size(); ++i) {
        const Fault& fault = faults[i];
        const std::string row = std::to_string(i + 1);
        faults_table.rows.push_back({row, fault.target, fault.problem, fault.clause,
                                     fault.evidence, fault.points, due});
        reply_table.rows.push_back({row, fault.target, fault.problem, "", "", "", ""});
    }
    list.blocks.emplace_back(std::move(faults_table));
    reply.blocks.emplace_back(std::move(reply_table));
    add_text(reply, Style::note, "填表人：　　　　　　联系电话：　　　　　　单位负责人（签字）：　　　　　　填报日期：");
    document.sections.push_back(std::move(list));
    document.sections.push_back(std::move(reply));
    return document;
}

}  // namespace

UnitDocuments build_notices(const UnitInput& input) {
    UnitDocuments out;
    out.problems = date_problems(input.result.campaign);
    TypedFields typed(input.result.campaign, out.warnings);
    for (const UnitGroup& group : group_by_unit(input.result, input.registry)) {
        const std::vector<Fault> faults = faults_of(group, input.ruleset);
        if (faults.empty()) continue;
        const std::size_t number = out.documents.size() + 1;
        const std::string label = fmt::format("{}-{:03}", input.result.campaign.id, number);
        out.documents.push_back(
            {group.unit, file_name(number, group), notice_of(group, faults, label, input, typed)});
    }
    return out;
}

}  // namespace mingcha::report
