#include "report/circular_drafts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/unit_group.h"

namespace mingcha::report {

namespace {

constexpr std::size_t kNamed = 4;     // more sites of one problem are counted, not named
constexpr std::size_t kQuoted = 3;    // problems quoted of one site
constexpr std::size_t kSubjects = 8;  // the most frequent ones

struct Subject {
    std::vector<std::string> codes;
    bool fails = false;  // 单项否决, or local rules that fail a site
};

bool fails_site(const Rule& rule, const Ruleset& ruleset, const SiteResult& site) {
    const auto effect = ruleset.grades.effects.find(rule.id);
    const bool local = effect != ruleset.grades.effects.end() && effect->second == Effect::fails;
    return site.passed == false && (rule.is_veto() || (local && !site.scored));
}

std::string many(const std::vector<std::string>& codes, const CircularNames& names) {
    return codes.size() <= kNamed ? names.list(codes, NameLength::brief)
                                  : fmt::format("{}家网站", codes.size());
}

// What was found again, site by site.
void add_carried_over(std::vector<std::string>& out, const CircularNames& names,
                      const CircularScope& scope) {
    for (const SiteResult* site : names.sites()) {
        std::vector<std::string> again;
        for (const ScoredFinding& each : site->findings) {
            if (!is_fault(each) || !each.finding.carried_over) continue;
            const std::string quoted = "“" + each.finding.problem + "”";
            if (std::find(again.begin(), again.end(), quoted) == again.end()) {
                again.push_back(quoted);
            }
        }
        if (again.empty()) continue;
        const bool more = again.size() > kQuoted;
        if (more) again.resize(kQuoted);
        out.push_back(fmt::format("{}对{}检查通报指出的{}{}问题未落实整改",
                                  names.name(site->site, NameLength::brief), scope.previous,
                                  join(again, ""), more ? "等" : ""));
    }
}

// By rule, in the standard's order; those that fail sites first.
void add_subjects(std::vector<std::string>& out, const CircularInput& input,
                  const CircularNames& names) {
    std::vector<std::pair<std::string, Subject>> subjects;
    std::map<std::int32_t, const Rule*> in_order;
    for (const Rule& rule : input.ruleset.rules) in_order.emplace(rule.order, &rule);
    for (const auto& [order, rule] : in_order) {
        for (const SiteResult* site : names.sites()) {
            const auto& found = site->findings;
            const bool has = std::any_of(found.begin(), found.end(), [&](const ScoredFinding& f) {
                return is_fault(f) && f.finding.rule == rule->id;
            });
            if (!has) continue;
            const std::string what = rule->subject.empty() ? rule->title : rule->subject;
            auto at = std::find_if(subjects.begin(), subjects.end(),
                                   [&](const auto& each) { return each.first == what; });
            if (at == subjects.end()) at = subjects.insert(at, {what, {}});
            at->second.fails = at->second.fails || fails_site(*rule, input.ruleset, *site);
            auto& codes = at->second.codes;
            if (std::find(codes.begin(), codes.end(), site->site.site_code) == codes.end()) {
                codes.push_back(site->site.site_code);
            }
        }
    }
    std::erase_if(subjects, [](const auto& each) {
        return !each.second.fails && each.second.codes.size() < 2;
    });
    std::stable_sort(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) {
        return a.second.fails != b.second.fails ? a.second.fails
                                                : a.second.codes.size() > b.second.codes.size();
    });
    if (subjects.size() > kSubjects) subjects.resize(kSubjects);
    for (const auto& [what, subject] : subjects) {
        out.push_back(
            fmt::format("{}在“{}”方面存在问题", many(subject.codes, names), what));
    }
}

}  // namespace

std::string drafted_problems(const CircularInput& input, const CircularNames& names,
                             const CircularScope& scope) {
    const Summary& summary = input.result.summary;
    if (summary.sites_checked + summary.accounts_checked == 0) {
        return "本次未取得检查结果，不作评价。";
    }
    std::vector<std::string> sentences;
    add_carried_over(sentences, names, scope);
    add_subjects(sentences, input, names);
    std::vector<std::string> both;
    for (const SiteResult* site : names.sites()) {
        if (site->passed == false && names.has_failed_account(site->site)) {
            both.push_back(site->site.site_code);
        }
    }
    if (!both.empty()) {
        sentences.push_back(names.list(both, NameLength::brief) +
                            "的政府网站和政务新媒体均不合格");
    }
    if (sentences.empty()) {
        const bool site_faults =
            std::any_of(names.sites().begin(), names.sites().end(), [](const SiteResult* site) {
                return std::any_of(site->findings.begin(), site->findings.end(), is_fault);
            });
        if (site_faults) sentences.emplace_back("个别网站存在的问题见附件");
        if (summary.accounts_failed > 0) sentences.emplace_back("不合格政务新媒体的问题见附件");
    }
    if (sentences.empty()) return "本次检查未发现突出问题。";
    return join(sentences, "。") + "。";
}

}  // namespace mingcha::report
