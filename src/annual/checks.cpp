#include "annual/checks.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "annual/fields.h"

namespace mingcha::annual {

namespace {

enum class Relation { at_least, equal };

// `field` against the sum of `terms`; a term behind a minus is taken off.
struct Rule {
    AnnualForm form = AnnualForm::work;
    std::string_view field;
    Relation relation = Relation::equal;
    std::array<std::string_view, 4> terms;
};

constexpr AnnualForm kWork = AnnualForm::work;
constexpr AnnualForm kOversight = AnnualForm::oversight;

constexpr std::array kRules{
    Rule{kWork,
         "published",
         Relation::at_least,
         {"published_overview", "published_news", "published_disclosure"}},
    Rule{kWork, "topics_kept", Relation::at_least, {"topics_new"}},
    Rule{kWork, "interpretations", Relation::at_least, {"interpretation_materials"}},
    Rule{kWork, "cases", Relation::equal, {"cases_personal", "cases_corporate"}},
    Rule{kWork, "services", Relation::at_least, {"services_online"}},
    Rule{kWork, "letters", Relation::at_least, {"letters_settled"}},
    Rule{kWork, "letters_settled", Relation::at_least, {"letters_public"}},
    Rule{kWork, "solicitations", Relation::at_least, {"results"}},
    Rule{kWork, "interview_questions", Relation::at_least, {"interview_answers"}},
    Rule{kWork, "weaknesses", Relation::at_least, {"weaknesses_mended"}},
    Rule{kWork, "visits", Relation::at_least, {"visitors"}},
    Rule{kOversight,
         "failed",
         Relation::equal,
         {"failed_q1", "failed_q2", "failed_q3", "failed_q4"}},
    Rule{kOversight, "weaknesses", Relation::at_least, {"weaknesses_mended"}},
    Rule{
        kOversight, "sites_end", Relation::equal, {"sites_begin", "sites_opened", "-sites_closed"}},
    Rule{kOversight, "inspected", Relation::at_least, {"failed"}},
    Rule{kOversight,
         "corrections",
         Relation::at_least,
         {"corrections_in_time", "corrections_overdue"}},
    Rule{kOversight, "trained", Relation::at_least, {"trainings"}},
};

std::optional<std::int64_t> count_of(const AnnualReport& report, std::string_view id) {
    const auto found = report.values.find(std::string(id));
    if (found == report.values.end()) return std::nullopt;
    const std::string& text = found->second.text;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string label_of(AnnualForm form, std::string_view id) {
    const Field* field = find_field(form, id);
    return field == nullptr ? std::string(id)
                            : std::string(field->part) + std::string(field->label);
}

// The sum with how it is written; none where a term is not known.
struct Sum {
    std::int64_t value = 0;
    std::string text;
};

std::optional<Sum> sum_of(const AnnualReport& report, const Rule& rule) {
    Sum sum;
    for (std::string_view term : rule.terms) {
        if (term.empty()) continue;
        const bool minus = term.front() == '-';
        if (minus) term.remove_prefix(1);
        const auto value = count_of(report, term);
        // At least the terms that are known, where they are only added.
        if (!value && rule.relation == Relation::at_least && !minus) continue;
        if (!value) return std::nullopt;
        sum.value += minus ? -*value : *value;
        if (!sum.text.empty() || minus) sum.text += minus ? " − " : " + ";
        sum.text += fmt::format("{} {}", label_of(rule.form, term), *value);
    }
    if (sum.text.empty()) return std::nullopt;
    return sum;
}

void compare(const AnnualReport& report, const Rule& rule, std::vector<Problem>& problems) {
    const auto value = count_of(report, rule.field);
    const auto sum = sum_of(report, rule);
    if (!value || !sum) return;
    const bool holds =
        rule.relation == Relation::equal ? *value == sum->value : *value >= sum->value;
    if (holds) return;
    problems.push_back(
        {std::string(rule.field),
         fmt::format("{} {} 应{} {}（＝{}）", label_of(rule.form, rule.field), *value,
                     rule.relation == Relation::equal ? "等于" : "不少于", sum->text, sum->value)});
}

// A form says 否 and counts all the same.
struct Denial {
    std::string_view field;
    std::string_view count;
};
constexpr std::array kDenials{Denial{"has_media", "weibo_posts"},
                              Denial{"has_media", "wechat_posts"},
                              Denial{"service_catalogue", "services"}};

void check_denials(const AnnualReport& report, std::vector<Problem>& problems) {
    if (report.form != kWork) return;
    for (const Denial& each : kDenials) {
        const auto said = report.values.find(std::string(each.field));
        const auto value = count_of(report, each.count);
        if (said == report.values.end() || said->second.text != "否" || !value || *value == 0) {
            continue;
        }
        problems.push_back({std::string(each.field),
                            fmt::format("{} 填“否”，{} 却为 {}", label_of(kWork, each.field),
                                        label_of(kWork, each.count), *value)});
    }
}

// 抽查比例 = 抽查网站数 ÷ 网站数 is not checked: a site inspected in each quarter counts four times
// in some forms and once in others.

}  // namespace

std::vector<std::string> missing(const AnnualReport& report) {
    std::vector<std::string> ids;
    for (const Field& field : fields_of(report.form)) {
        const auto found = report.values.find(std::string(field.id));
        const bool empty = found == report.values.end() || found->second.text.empty();
        if (field.required && empty) ids.emplace_back(field.id);
    }
    return ids;
}

std::vector<Problem> contradictions(const AnnualReport& report) {
    std::vector<Problem> problems;
    for (const Rule& rule : kRules) {
        if (rule.form == report.form) compare(report, rule, problems);
    }
    check_denials(report, problems);
    return problems;
}

}  // namespace mingcha::annual
