#include "report/circular_drafts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/circular_sections.h"
#include "report/unit_group.h"

namespace mingcha::report {

namespace {

constexpr std::size_t kQuoted = 3;  // problems quoted of one site, of one group

// All that was found of one thing: the rules of one subject, or one rule.
struct Group {
    std::string what;
    bool fails = false;                // 单项否决, or local rules that fail a site
    std::vector<std::string> named;    // sites or accounts, each once
    std::vector<std::pair<std::string, std::size_t>> problems;  // with how many have them
};

using Groups = std::vector<Group>;

bool fails_site(const Rule& rule, const Ruleset& ruleset, const SiteResult& site) {
    const auto effect = ruleset.grades.effects.find(rule.id);
    const bool local = effect != ruleset.grades.effects.end() && effect->second == Effect::fails;
    return site.passed == false && (rule.is_veto() || (local && !site.scored));
}

// What stands between （ and ）, at any depth, is taken away.
std::string without_brackets(std::string_view text) {
    constexpr std::string_view kOpen = "（", kClose = "）";
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        if (rest.starts_with(kOpen)) ++depth;
        const bool closes = rest.starts_with(kClose);
        if (depth == 0 && !closes) out += text[i];
        if (closes && depth > 0) --depth;
        i += rest.starts_with(kOpen) || closes ? kOpen.size() : 1;
    }
    return out;
}

// The kind of a problem, as the text quotes it; its particulars stand in the annexes. "空白栏目（通知
// 公告）：3个月未更新；" → "空白栏目". Quotes within become ‘ ’.
std::string bare(std::string problem) {
    problem = without_brackets(problem);
    problem = problem.substr(0, problem.find("："));
    problem = replace_all(replace_all(std::move(problem), "“", "‘"), "”", "’");
    problem = std::string(trim(problem));
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view mark : {"。", "；", "，", ";", ",", "."}) {
            if (!problem.ends_with(mark)) continue;
            problem.resize(problem.size() - mark.size());
            cut = true;
        }
    }
    return problem;
}

void add(Groups& groups, const std::string& what, const std::string& name, bool fails,
         const std::vector<std::string>& problems) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& each) { return each.what == what; });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{what, false, {}, {}});
    group->fails = group->fails || fails;
    if (std::find(group->named.begin(), group->named.end(), name) == group->named.end()) {
        group->named.push_back(name);
    }
    for (const std::string& problem : problems) {
        auto known = std::find_if(group->problems.begin(), group->problems.end(),
                                  [&](const auto& each) { return each.first == problem; });
        if (known == group->problems.end()) {
            known = group->problems.insert(group->problems.end(), {problem, 0});
        }
        ++known->second;
    }
}

// What stands against one rule, each problem once.
std::vector<std::string> problems_of(const std::vector<ScoredFinding>& findings,
                                     const std::string& rule) {
    std::vector<std::string> out;
    for (const ScoredFinding& each : findings) {
        if (!is_fault(each) || each.finding.rule != rule) continue;
        const std::string problem = bare(each.finding.problem);
        if (std::find(out.begin(), out.end(), problem) == out.end()) out.push_back(problem);
    }
    return out;
}

// The rules in the standard's order: groups come in it too.
std::vector<const Rule*> in_order(const Ruleset& ruleset) {
    std::vector<const Rule*> rules;
    for (const Rule& rule : ruleset.rules) rules.push_back(&rule);
    std::stable_sort(rules.begin(), rules.end(),
                     [](const Rule* a, const Rule* b) { return a->order < b->order; });
    return rules;
}

void worst_first(Groups& groups) {
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
        return a.fails != b.fails ? a.fails : a.named.size() > b.named.size();
    });
}

// "个别网站（2家）在“办事指南”方面存在问题：市甲局、市乙局。主要是“信息错误”“依据缺失”"
std::string told(const Group& group, const CircularStyle& style, bool accounts) {
    auto problems = group.problems;
    std::stable_sort(problems.begin(), problems.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string out =
        fmt::format("{}{}（{}{}）", amount_word(style, static_cast<std::int64_t>(group.named.size())),
                    accounts ? "政务新媒体" : "网站", group.named.size(), accounts ? "个" : "家");
    out += "在“" + group.what + "”方面存在问题";
    const auto most = static_cast<std::size_t>(style.named);
    std::vector<std::string> named(
        group.named.begin(),
        group.named.begin() + static_cast<std::ptrdiff_t>(std::min(most, group.named.size())));
    out += "：" + join(named, "、");
    if (group.named.size() > most) out += "等";
    std::vector<std::string> quoted;
    for (const auto& [problem, count] : problems) {
        if (problem == group.what || problem.empty()) continue;
        if (quoted.size() < kQuoted) quoted.push_back("“" + problem + "”");
    }
    if (!quoted.empty()) out += "。主要是" + join(quoted, "");
    return out;
}

// The worst groups as one paragraph; those beyond are counted.
void tell(std::vector<std::string>& out, Groups groups, const CircularStyle& style, bool accounts) {
    if (groups.empty()) return;
    worst_first(groups);
    const std::size_t shown = std::min(groups.size(), static_cast<std::size_t>(style.problems));
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < shown; ++i) sentences.push_back(told(groups[i], style, accounts));
    if (groups.size() > shown) {
        sentences.push_back(fmt::format("其他{}方面的问题见附件", groups.size() - shown));
    }
    out.push_back(join(sentences, "。") + "。");
}

// What was found again, site by site; then those whose site and accounts failed both.
std::vector<std::string> of_units(const CircularNames& names, const CircularScope& scope) {
    std::vector<std::string> out;
    std::vector<std::string> both;
    for (const SiteResult* site : names.sites()) {
        std::vector<std::string> again;
        for (const ScoredFinding& each : site->findings) {
            if (!is_fault(each) || !each.finding.carried_over) continue;
            const std::string quoted = "“" + bare(each.finding.problem) + "”";
            if (std::find(again.begin(), again.end(), quoted) == again.end()) {
                again.push_back(quoted);
            }
        }
        if (site->passed == false && names.has_failed_account(site->site)) {
            both.push_back(site->site.site_code);
        }
        if (again.empty()) continue;
        const bool more = again.size() > kQuoted;
        if (more) again.resize(kQuoted);
        out.push_back(fmt::format("{}对{}检查通报指出的{}{}问题未落实整改",
                                  names.name(site->site, NameLength::brief), scope.previous,
                                  join(again, ""), more ? "等" : ""));
    }
    if (!both.empty()) {
        out.push_back(names.list(both, NameLength::brief) + "的政府网站和政务新媒体均不合格");
    }
    return out;
}

Groups site_groups(const CircularInput& input, const CircularNames& names) {
    Groups groups;
    for (const Rule* rule : in_order(input.ruleset)) {
        const std::string& what = rule->subject.empty() ? rule->title : rule->subject;
        for (const SiteResult* site : names.sites()) {
            const auto problems = problems_of(site->findings, rule->id);
            if (problems.empty()) continue;
            add(groups, what, names.name(site->site, NameLength::brief),
                fails_site(*rule, input.ruleset, *site), problems);
        }
    }
    return groups;
}

Groups account_groups(const CircularInput& input) {
    Groups groups;
    for (const Rule* rule : in_order(input.ruleset)) {
        for (const AccountResult& each : input.result.accounts) {
            const auto problems = problems_of(each.findings, rule->id);
            if (problems.empty()) continue;
            add(groups, rule->title,
                fmt::format("“{}”（{}）", each.account.name, each.account.type),
                rule->is_veto() && each.passed == false, problems);
        }
    }
    return groups;
}

}  // namespace

std::vector<std::string> drafted_problems(const CircularInput& input, const CircularNames& names,
                                          const CircularScope& scope) {
    const Summary& summary = input.result.summary;
    if (summary.sites_checked + summary.accounts_checked == 0) {
        return {"本次未取得检查结果，不作评价。"};
    }
    std::vector<std::string> out;
    if (const auto units = of_units(names, scope); !units.empty()) {
        out.push_back(join(units, "。") + "。");
    }
    tell(out, site_groups(input, names), input.ruleset.circular, false);
    tell(out, account_groups(input), input.ruleset.circular, true);
    if (out.empty()) out.emplace_back("本次检查未发现突出问题。");
    return out;
}

}  // namespace mingcha::report
