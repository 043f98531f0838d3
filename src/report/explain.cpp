#include "report/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/unit_text.h"
#include "ruleset/phrases.h"
#include "score/score.h"

namespace mingcha::report {

namespace {

// Addresses printed for one rule; the count says how many there are.
constexpr std::size_t kUrlsTold = 5;

bool stands(const ScoredFinding& each, const Rule& rule) {
    return each.counts && rule.part != Part::bonus &&
           each.finding.state != FindingState::dismissed &&
           each.finding.state != FindingState::rectified;
}

bool waits(const ScoredFinding& each, const Rule& rule) {
    return !each.counts && rule.part != Part::bonus && rule.stage == RuleStage::active &&
           each.finding.state == FindingState::candidate;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
        list.push_back(text);
    }
}

void add(Mending& row, const ScoredFinding& each) {
    const Finding& finding = each.finding;
    row.count += std::max(1, finding.count);
    add_once(row.problems, finding.problem);
    for (const Evidence& evidence : finding.evidence) add_once(row.urls, evidence.url);
    if (finding.evidence.empty()) {
        for (const std::string& place : finding.places) add_once(row.urls, place);
    }
    if (each.points && !row.veto && !row.waiting) row.taken += *each.points;
}

// One row a rule and state, vetoes first, in the standard's order within.
std::vector<Mending> rows_of(const std::vector<ScoredFinding>& findings, const Ruleset& ruleset) {
    std::vector<Mending> rows;
    for (const bool waiting : {false, true}) {
        for (const Rule& rule : ruleset.rules) {
            Mending row;
            row.rule = rule.id;
            row.title = rule.title;
            row.clause = cited_clause(rule);
            row.veto = rule.is_veto();
            row.waiting = waiting;
            for (const ScoredFinding& each : findings) {
                if (each.finding.rule != rule.id) continue;
                if (waiting ? waits(each, rule) : stands(each, rule)) add(row, each);
            }
            if (row.count > 0) rows.push_back(std::move(row));
        }
    }
    return rows;
}

void sort_rows(std::vector<Mending>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Mending& a, const Mending& b) {
        if (a.waiting != b.waiting) return b.waiting;
        if (a.veto != b.veto) return a.veto;
        return a.gain > b.gain;
    });
}

// Titles that hold quotation marks already are not put in others.
std::string quoted(const std::string& title) {
    return title.find("“") == std::string::npos ? "“" + title + "”" : title;
}

std::string veto_names(const std::vector<Mending>& rows) {
    std::vector<std::string> names;
    for (const Mending& row : rows) {
        if (row.veto && !row.waiting) names.push_back(quoted(row.title));
    }
    return join(names, "、");
}

std::vector<std::string> unmeasured_of(const std::vector<NotMeasured>& rows,
                                       const Ruleset& ruleset) {
    std::vector<std::string> out;
    for (const NotMeasured& row : rows) {
        const Rule* rule = ruleset.find(row.rule);
        out.push_back(fmt::format("{}：{}", rule == nullptr ? row.rule : rule->title,
                                  reason_text(row.reason)));
    }
    return out;
}

// Part two as the findings leave it, also where a veto keeps it from being printed as a score.
Points part_two_of(const SiteResult& site, Points taken, const GradeScheme& grades) {
    return score::part_two(taken, site.site.has_services, grades);
}

std::string next_line(Points now, const GradeScheme& grades) {
    const std::string pass = points_text(grades.fail_below);
    const std::string gate = points_text(grades.bonus_above);
    if (now < grades.fail_below) {
        return fmt::format("距合格线{}还差{}；进入加分环节须高于{}（等于不算）。", pass,
                           points_text(grades.fail_below - now), gate);
    }
    if (now <= grades.bonus_above) {
        const Points gap = grades.bonus_above - now;
        return fmt::format("已达合格线{}；进入加分环节须高于{}（等于不算），{}。", pass, gate,
                           gap.hundredths == 0 ? "现恰为该线，再挽回任何分值即可"
                                               : fmt::format("挽回的分值须多于{}", points_text(gap)));
    }
    return fmt::format("已高于{}，进入加分环节；以下问题整改后可再提高得分。", gate);
}

void explain_scored(Explanation& out, const SiteResult& site, const Ruleset& ruleset) {
    const GradeScheme& grades = ruleset.grades;
    Points taken;
    for (const Mending& row : out.mend) {
        if (!row.waiting) taken += row.taken;
    }
    const Points now = part_two_of(site, taken, grades);
    for (Mending& row : out.mend) {
        if (row.waiting || row.veto) continue;
        row.gain = part_two_of(site, taken - row.taken, grades) - now;
    }
    sort_rows(out.mend);
    Points left = taken;
    for (Mending& row : out.mend) {
        if (row.waiting || row.veto) continue;
        left = left - row.taken;
        row.reached = part_two_of(site, left, grades);
    }
    const std::string vetoes = veto_names(out.mend);
    if (!vetoes.empty()) {
        out.standing = fmt::format("{}：单项否决 {}，不再评分", grades.grade_fail, vetoes);
        out.next = fmt::format("须先消除单项否决 {}。消除后按现有扣分计为{}：{}", vetoes,
                               points_text(now), next_line(now, grades));
        return;
    }
    if (!site.score) {
        out.standing = "没有得分：扣分指标均未监测";
        out.next = "先监测，见下列未监测的指标。";
        return;
    }
    out.standing =
        fmt::format("{}：得分{}，其中扣分指标得{}，加分指标得{}",
                    !site.passed ? "待复核" : (*site.passed ? "合格" : grades.grade_fail),
                    points_text(*site.score), points_text(site.part_two.value_or(now)),
                    points_text(site.bonus.value_or(Points{})));
    out.next = next_line(now, grades);
}

// How a site without a number comes to its grade: as score::compute grades it.
void explain_graded(Explanation& out, const SiteResult& site, const Ruleset& ruleset) {
    const GradeScheme& grades = ruleset.grades;
    std::size_t problems = 0;
    std::vector<std::string> failing, capping;
    for (Mending& row : out.mend) {
        if (row.waiting) continue;
        const auto found = grades.effects.find(row.rule);
        const Effect effect =
            found == grades.effects.end() ? Effect::one_problem : found->second;
        if (row.veto || effect == Effect::fails) {
            failing.push_back(quoted(row.title));
            row.effect = "致" + grades.grade_fail;
            row.veto = true;
            continue;
        }
        if (effect == Effect::none) {
            row.effect = "不影响等次";
            continue;
        }
        std::set<std::string> distinct;
        for (const std::string& text : row.problems) distinct.insert(ruleset::problem_words(text));
        problems += std::max<std::size_t>(1, distinct.size());
        row.effect = fmt::format("计{}个问题", std::max<std::size_t>(1, distinct.size()));
        if (effect == Effect::caps_at_pass) {
            capping.push_back(quoted(row.title));
            row.effect = "最高只能评为" + grades.grade_pass;
        }
    }
    sort_rows(out.mend);
    out.standing = site.grade.empty() ? (site.checked ? "待复核" : "未监测") : site.grade;
    const bool good_differs = grades.grade_good != grades.grade_pass;
    std::vector<std::string> steps;
    if (!failing.empty()) {
        steps.push_back(fmt::format("消除{}，方可脱离{}", join(failing, "、"), grades.grade_fail));
    }
    if (!capping.empty() && good_differs) {
        steps.push_back(fmt::format("消除{}，方可高于{}", join(capping, "、"), grades.grade_pass));
    }
    if (problems >= 2 && good_differs) {
        steps.push_back(fmt::format("现有{}个问题，整改到只剩1个可评为{}", problems,
                                    grades.grade_good));
    }
    if (problems >= 1 && grades.grade_best != grades.grade_good) {
        steps.push_back(fmt::format("问题全部整改可评为{}", grades.grade_best));
    }
    if (steps.empty()) {
        out.next = site.grade == grades.grade_best ? "已是最高等次，没有影响等次的问题。"
                                                   : "没有影响等次的问题。";
    } else {
        out.next = join(steps, "；") + "。";
    }
    if (grades.inferred) out.next += "等次规则为推定（参考）。";
}

std::vector<std::string> workings_of(const SiteResult& site, const Ruleset& ruleset) {
    std::vector<std::string> out;
    for (const Rule& rule : ruleset.rules) {
        const auto found = site.workings.find(rule.id);
        if (found == site.workings.end()) continue;
        out.push_back(quoted(rule.title) + "的计算过程");
        for (const std::string& line : found->second) out.push_back("   " + line);
    }
    return out;
}

}  // namespace

std::string cited_clause(const Rule& rule) {
    const std::string& words = rule.clause.empty() ? rule.title : rule.clause;
    return rule.confidence == Confidence::m ? "（参考）" + words : words;
}

std::string reason_text(const Reason& reason) {
    const char* whose = "没有监测";
    switch (reason.code) {
        case ReasonCode::none: break;
        case ReasonCode::site: whose = "网站原因"; break;
        case ReasonCode::ours: whose = "监测方原因"; break;
        case ReasonCode::blocked: whose = "被防护设备拦截"; break;
        case ReasonCode::refused: whose = "被拒绝访问"; break;
        case ReasonCode::budget: whose = "超出采样额度"; break;
        case ReasonCode::not_due: whose = "尚未到期"; break;
    }
    return reason.text.empty() ? whose : fmt::format("{}（{}）", whose, reason.text);
}

Explanation explain(const SiteResult& site, const Ruleset& ruleset) {
    Explanation out;
    out.workings = workings_of(site, ruleset);
    out.code = site.site.site_code;
    out.name = site.site.name.empty() ? site.site.unit : site.site.name;
    out.unmeasured = unmeasured_of(site.not_measured, ruleset);
    out.mend = rows_of(site.findings, ruleset);
    if (!site.checked) {
        sort_rows(out.mend);
        out.standing = site.site.state == SiteState::running
                           ? "未监测：没有一项单项否决指标有结果"
                           : fmt::format("不在检查范围（{}）", to_chinese(site.site.state));
        out.next = "没有监测就没有得分和等次。";
    } else if (site.scored) {
        explain_scored(out, site, ruleset);
    } else {
        explain_graded(out, site, ruleset);
    }
    return out;
}

Explanation explain(const AccountResult& account, const Ruleset& ruleset) {
    Explanation out;
    out.code = account.account.account_code.empty() ? "无" : account.account.account_code;
    out.name = account.account.type + "“" + account.account.name + "”";
    out.unmeasured = unmeasured_of(account.not_measured, ruleset);
    out.mend = rows_of(account.findings, ruleset);
    for (Mending& row : out.mend) {
        const auto found = ruleset.grades.effects.find(row.rule);
        const bool fails = row.veto || (found != ruleset.grades.effects.end() &&
                                        found->second == Effect::fails);
        row.veto = fails;
        row.effect = fails ? "致" + ruleset.grades.grade_fail : "列入突出问题";
    }
    sort_rows(out.mend);
    out.standing = !account.checked ? "未监测"
                   : !account.passed ? "待复核"
                   : *account.passed ? "合格"
                                     : ruleset.grades.grade_fail;
    const std::string vetoes = veto_names(out.mend);
    out.next = vetoes.empty() ? "没有致不合格的问题。" : fmt::format("消除{}，方可合格。", vetoes);
    return out;
}

std::string explain_text(const Explanation& from) {
    std::string out = fmt::format("{}  {}\n现状  {}\n下一步  {}\n", from.code, from.name,
                                  from.standing, from.next);
    std::size_t number = 0;
    for (const Mending& row : from.mend) {
        std::string worth = row.effect;
        if (row.waiting) {
            worth = "待复核，尚不计";
        } else if (row.veto && row.effect.empty()) {
            worth = "单项否决";
        } else if (row.reached) {
            worth = fmt::format("整改可挽回{}，累计达{}", points_text(row.gain),
                                points_text(*row.reached));
        }
        out += fmt::format("\n{}. {}（{}处）  {}\n", ++number, row.title, row.count, worth);
        out += fmt::format("   问题  {}\n   条款  {}\n", join(row.problems, "；"), row.clause);
        for (std::size_t i = 0; i < row.urls.size() && i < kUrlsTold; ++i) {
            out += fmt::format("   证据  {}\n", row.urls[i]);
        }
        if (row.urls.empty()) out += "   证据  人工检查记录\n";
        if (row.urls.size() > kUrlsTold) {
            out += fmt::format("   证据  另有{}处\n", row.urls.size() - kUrlsTold);
        }
    }
    if (from.mend.empty()) out += "\n没有要整改的问题。\n";
    if (!from.unmeasured.empty()) {
        out += "\n没有监测的指标（不算合格，也不扣分）\n";
        for (const std::string& line : from.unmeasured) out += "   " + line + "\n";
    }
    if (!from.workings.empty()) out += "\n";
    for (const std::string& line : from.workings) out += line + "\n";
    return out;
}

}  // namespace mingcha::report
