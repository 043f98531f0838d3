#include "annual/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "annual/checks.h"
#include "annual/fields.h"
#include "base/near_names.h"
#include "base/text.h"

namespace mingcha::annual {

namespace {

constexpr std::size_t kNamedFields = 5;  // of those missing, in one message
constexpr std::size_t kNearFields = 3;
constexpr std::size_t kNearLetters = 12;  // bytes that may differ: four characters

std::string where_of(const AnnualReport& report) {
    return fmt::format("{} {}年", report.subject, report.year);
}

bool may_move(AnnualStage from, AnnualStage to) {
    switch (to) {
        case AnnualStage::reviewed:
            return from == AnnualStage::draft;
        case AnnualStage::approved:
            return from == AnnualStage::reviewed;
        case AnnualStage::published:
            return from == AnnualStage::approved;
        case AnnualStage::returned:
            return from == AnnualStage::reviewed || from == AnnualStage::approved ||
                   from == AnnualStage::published;
        case AnnualStage::draft:
            return false;
    }
    return false;
}

std::string last_to(const AnnualReport& report, AnnualStage stage) {
    for (auto step = report.steps.rbegin(); step != report.steps.rend(); ++step) {
        if (step->to == stage) return step->by;
    }
    return {};
}

Result<bool> is_complete(const AnnualReport& report) {
    const std::vector<std::string> absent = missing(report);
    if (!absent.empty()) {
        std::vector<std::string> names;
        for (const std::string& id : absent) {
            if (names.size() == kNamedFields) break;
            names.push_back(full_name(*find_field(report.form, id)));
        }
        return fail(where_of(report),
                    fmt::format("还有{}项没有填：{}{}", absent.size(), fmt::join(names, "、"),
                                absent.size() > names.size() ? "……" : ""),
                    "annual set 填写；没有发生的填 0 或 否");
    }
    const std::vector<Problem> problems = contradictions(report);
    if (problems.empty()) return true;
    std::vector<std::string> texts;
    for (const Problem& each : problems) texts.push_back(each.text);
    return fail(where_of(report), fmt::format("数字自相矛盾：{}", fmt::join(texts, "；")),
                "annual set 更正后再审核");
}

Result<bool> may_act(const AnnualReport& report, const Move& step) {
    if (trim(step.by).empty()) return fail(where_of(report), "没有写明由谁", "--by 姓名");
    if (step.to == AnnualStage::returned) {
        if (!trim(step.reason).empty()) return true;
        return fail(where_of(report), "退回须写明理由", "--reason 理由");
    }
    if (step.to == AnnualStage::reviewed) {
        const bool own =
            std::any_of(report.values.begin(), report.values.end(), [&](const auto& each) {
                return each.second.origin == AnnualOrigin::entered && each.second.source == step.by;
            });
        if (own) return fail(where_of(report), step.by + " 填过这张表，不能自己审核", "换一人审核");
        return is_complete(report);
    }
    if (step.to == AnnualStage::approved && last_to(report, AnnualStage::reviewed) == step.by) {
        return fail(where_of(report), step.by + " 审核过这张表，不能再由本人批准", "换一人批准");
    }
    if (step.to == AnnualStage::published && trim(step.public_url).empty()) {
        return fail(where_of(report), "没有写明公开网址", "--url 网址");
    }
    return true;
}

}  // namespace

bool is_open(const AnnualReport& report) {
    return report.stage == AnnualStage::draft || report.stage == AnnualStage::returned;
}

Result<AnnualReport> move(AnnualReport report, const Move& step) {
    if (!may_move(report.stage, step.to)) {
        return fail(where_of(report),
                    fmt::format("{}的表不能变为{}", to_chinese(report.stage), to_chinese(step.to)),
                    "次序：填报中 → 已审核 → 已批准 → 已发布；审核以后可以退回");
    }
    if (const auto may = may_act(report, step); !may) return Fail(may.error());
    report.stage = step.to;
    report.steps.push_back({step.to, step.by, step.reason, step.at});
    if (step.to == AnnualStage::published) report.public_url = std::string(trim(step.public_url));
    return report;
}

Result<AnnualReport> enter(AnnualReport report, std::string_view field, std::string_view value,
                           const std::string& by, Instant at) {
    if (!is_open(report)) {
        return fail(where_of(report), fmt::format("{}的表不能再改", to_chinese(report.stage)),
                    "annual return 退回后再改");
    }
    if (trim(by).empty()) return fail(where_of(report), "没有写明由谁填", "--by 姓名");
    const Field* known = find_field(report.form, field);
    if (known == nullptr) {
        std::vector<std::string> names;
        for (const Field& each : fields_of(report.form)) {
            names.emplace_back(each.id);
            names.emplace_back(each.label);
        }
        const auto near = near_names(field, names, kNearFields, kNearLetters);
        return fail(where_of(report), fmt::format("没有“{}”这一项", field),
                    near.empty() ? "annual show 列出全部各项"
                                 : fmt::format("是否为 {}", fmt::join(near, "、")));
    }
    const Result<std::string> read = read_value(*known, value);
    if (!read) return Fail(read.error());
    report.values[std::string(known->id)] = {*read, AnnualOrigin::entered, by};
    if (report.stage == AnnualStage::returned) {
        report.stage = AnnualStage::draft;
        report.steps.push_back({AnnualStage::draft, by, {}, at});
    }
    return report;
}

bool propose(AnnualReport& report, std::string_view field, AnnualValue value) {
    if (!is_open(report)) return false;
    const std::string id(field);
    const auto found = report.values.find(id);
    if (found != report.values.end() &&
        (found->second.origin > value.origin || found->second == value)) {
        return false;
    }
    report.values[id] = std::move(value);
    return true;
}

}  // namespace mingcha::annual
