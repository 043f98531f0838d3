#include "audit/columns.h"

#include <algorithm>
#include <array>
#include <span>

#include "audit/exemptions.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

// Named like news or notices, and kept when there is an occasion: a press conference, a campaign,
// what is over.
constexpr std::array<std::string_view, 9> kOccasional{"发布会", "发言人", "专题", "专栏", "往期",
                                                      "历史",   "回顾",   "归档", "下载"};
// Laws and regulations of others change seldom; policies and documents of one's own are meant.
constexpr std::array<std::string_view, 2> kPolicies{"政策", "文件"};

bool has_word(std::string_view name, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return name.find(word) != std::string_view::npos;
    });
}

// A column keeps its identity when its address changes: kind and name.
std::string place_of(const ColumnView& column) {
    return std::string(to_string(column.kind)) + "|" + name_key(column.name);
}

std::string excerpt_of(const ColumnFault& fault) {
    const ColumnView& column = *fault.column;
    std::string text = std::string(column.name) + "：";
    if (fault.blank) return text + "无内容";
    if (!column.latest) return text + "稿件未注明发布时间";
    return text + "最新一条 " + format_date(*column.latest) + " " +
           std::string(column.latest_title);
}

void show(Finding& finding, const ColumnFault& fault) {
    add_place(finding, fault.column->url);
    add_evidence(finding, evidence_of(*fault.column->page, excerpt_of(fault)));
}

// One list under two addresses, as when a menu and a section heading link it each in their way,
// has one key.
std::string list_key(const ColumnView& column) {
    return name_key(column.name) + "\n" + std::to_string(column.items) + "\n" +
           format_date(*column.latest) + "\n" + std::string(column.latest_title);
}

bool is_kept_as_list(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::overview:
        case ColumnKind::organization:
        case ColumnKind::leaders:
        case ColumnKind::interaction:
        case ColumnKind::services:
            return false;
        default:
            return true;
    }
}

Verdict with_coverage(Verdict verdict, const ColumnSurvey& survey) {
    verdict.coverage = {survey.checked, survey.blocked, survey.skipped};
    return verdict;
}

}  // namespace

ColumnLimits column_limits(const Rule& rule) {
    ColumnLimits limits;
    limits.news_days = rule.threshold("news_days", rule.threshold("days", limits.news_days));
    limits.notices_months = rule.threshold("notices_months", limits.notices_months);
    limits.policies_months = rule.threshold("policies_months", limits.policies_months);
    limits.other_months = rule.threshold("months", limits.other_months);
    return limits;
}

bool is_core(const ColumnView& column) {
    switch (column.kind) {
        case ColumnKind::news:
            return !has_word(column.name, kOccasional);
        case ColumnKind::notices:
            return column.level_one && !has_word(column.name, kOccasional);
        case ColumnKind::policies:
            return column.level_one && !has_word(column.name, kOccasional) &&
                   has_word(column.name, kPolicies);
        default:
            return false;
    }
}

std::optional<Date> core_limit(const ColumnView& column, const ColumnLimits& limits, Date today) {
    const auto back = [&](std::int64_t months) {
        return add_months(today, -static_cast<std::int32_t>(months));
    };
    if (!is_core(column)) return std::nullopt;
    if (column.kind == ColumnKind::news) {
        return today - static_cast<std::int32_t>(limits.news_days);
    }
    return back(column.kind == ColumnKind::notices ? limits.notices_months
                                                   : limits.policies_months);
}

std::optional<Date> other_limit(const ColumnView& column, const ColumnLimits& limits, Date today) {
    if (core_limit(column, limits, today) || !is_kept_as_list(column.kind)) return std::nullopt;
    return add_months(today, -static_cast<std::int32_t>(limits.other_months));
}

void ColumnSurvey::leave_open(const ColumnView& column) {
    open.push_back(&column);
    if (column.reason.code == ReasonCode::blocked || column.reason.code == ReasonCode::refused) {
        ++blocked;
    } else {
        ++skipped;
    }
}

void ColumnSurvey::add(const ColumnView& column, Date limit) {
    const bool is_list =
        column.state == ColumnState::listing || column.state == ColumnState::scripted;
    if (is_list && column.latest && *column.latest >= limit) {
        ++checked;
        return;
    }
    switch (column.state) {
        case ColumnState::listing:
            break;
        case ColumnState::scripted:
        case ColumnState::framed:
        case ColumnState::unfetched:
            return leave_open(column);
        default:
            return;  // nothing to keep up to date, or another rule's matter
    }
    if (column.freshness == Freshness::unknown) return leave_open(column);
    if (column.freshness == Freshness::undated && column.kind == ColumnKind::other) {
        // Texts that stay as they are (regulations of a site, sights of a county) bear no date
        // and need none; of a column of unknown nature this may be all there is to it.
        ++skipped;
        return;
    }
    if (column.latest && !lists.insert(list_key(column)).second) return;
    ++checked;
    faults.push_back({&column, false});
}

std::vector<std::string> ColumnSurvey::names() const {
    std::vector<std::string> names;
    for (const ColumnFault& fault : faults) names.emplace_back(fault.column->name);
    return names;
}

ColumnSurvey survey_blank(const SiteView& site, std::string_view rule) {
    ColumnSurvey survey;
    for (const ColumnView& column : site.columns()) {
        if (is_exempt(site, rule, column.name)) continue;
        switch (column.state) {
            case ColumnState::blank:
                ++survey.checked;
                survey.faults.push_back({&column, true});
                break;
            case ColumnState::scripted:
            case ColumnState::framed:
            case ColumnState::unfetched:
                survey.leave_open(column);
                break;
            case ColumnState::moved:
            case ColumnState::dead:
                break;
            default:
                ++survey.checked;
        }
    }
    return survey;
}

Verdict judge_count(const ColumnSurvey& survey, std::int64_t count, std::string place,
                    const std::function<std::string(std::int64_t)>& problem) {
    const auto found = static_cast<std::int64_t>(survey.faults.size());
    const auto open = static_cast<std::int64_t>(survey.open.size());
    if (found >= count) {
        Finding finding = make_finding(std::move(place), problem(found));
        finding.count = static_cast<std::int32_t>(found);
        for (const ColumnFault& fault : survey.faults) show(finding, fault);
        return with_coverage(judged({std::move(finding)}), survey);
    }
    if (found + open < count) return with_coverage(pass(), survey);
    const Reason& why = survey.open.front()->reason;
    return with_coverage(
        not_measured(why.code, std::to_string(open) + "个栏目未能判定：" + why.text), survey);
}

Verdict judge_each(const ColumnSurvey& survey, std::string_view what) {
    std::vector<Finding> findings;
    for (const ColumnFault& fault : survey.faults) {
        const ColumnView& column = *fault.column;
        std::string problem;
        if (fault.blank) {
            problem = "“" + std::string(column.name) + "”为空白栏目";
        } else {
            problem = std::string(what) + "“" + std::string(column.name) + "”更新不及时";
            if (!column.latest) problem += "（稿件未注明发布时间）";
        }
        Finding finding = make_finding(place_of(column), std::move(problem));
        show(finding, fault);
        findings.push_back(std::move(finding));
    }
    if (!findings.empty()) return with_coverage(judged(std::move(findings)), survey);
    if (!survey.open.empty()) {
        return with_coverage(not_measured(survey.open.front()->reason), survey);
    }
    if (survey.checked > 0) return with_coverage(pass(), survey);
    return with_coverage(not_applicable(), survey);
}

}  // namespace mingcha::audit
