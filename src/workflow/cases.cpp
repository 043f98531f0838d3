#include "workflow/cases.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "model/names.h"

namespace mingcha::workflow {

namespace {

constexpr Names<ObjectionState, 5> kObjectionNames{{
    {ObjectionState::none, {"none", "未申诉"}},
    {ObjectionState::open, {"open", "申诉待决定"}},
    {ObjectionState::accepted, {"accepted", "申诉已采纳"}},
    {ObjectionState::rejected, {"rejected", "申诉未采纳"}},
    {ObjectionState::withdrawn, {"withdrawn", "申诉已撤回"}},
}};
constexpr Names<MendState, 4> kMendNames{{
    {MendState::open, {"open", "待整改"}},
    {MendState::replied, {"replied", "已回复待核实"}},
    {MendState::mended, {"mended", "已整改"}},
    {MendState::returned, {"returned", "退回重改"}},
}};
constexpr Names<RoundStage, 4> kStageNames{{
    {RoundStage::initial, {"initial", "初检"}},
    {RoundStage::feedback, {"feedback", "反馈"}},
    {RoundStage::review, {"review", "复核"}},
    {RoundStage::final, {"final", "定稿"}},
}};
constexpr Names<Urgency, 5> kUrgencyNames{{
    {Urgency::done, {"done", "已办结"}},
    {Urgency::in_time, {"in_time", "期限内"}},
    {Urgency::due_today, {"due_today", "今日到期"}},
    {Urgency::overdue, {"overdue", "已逾期"}},
    {Urgency::undated, {"undated", "未定期限"}},
}};

bool needs_text(CaseEvent event) {
    return event != CaseEvent::withdrawn && event != CaseEvent::mended;
}

Result<bool> check_words(const CaseStep& step) {
    if (trim(step.by).empty()) return fail(step.finding, "没有经办人", "写明是谁");
    if (char_count(step.text) > kMaxCaseText) {
        return fail(step.finding, fmt::format("文字超过 {} 字", kMaxCaseText), "长材料作为附件");
    }
    if (needs_text(step.event) && trim(step.text).empty()) {
        return fail(step.finding, fmt::format("{}没有写明内容或理由", to_chinese(step.event)),
                    "写明内容或理由");
    }
    if (step.event == CaseEvent::mended && trim(step.text).empty() && trim(step.proof).empty()) {
        return fail(step.finding, "核实整改没有依据", "写明看到了什么，或附证据");
    }
    return true;
}

// Which states of objection and mending a step may follow.
Result<bool> check_state(const Case& before, const CaseStep& step) {
    const auto wrong = [&](std::string_view state) {
        return fail(step.finding, fmt::format("{}：不能{}", state, to_chinese(step.event)),
                    "先看这个问题现在到了哪一步");
    };
    const bool fallen = before.objection == ObjectionState::accepted;
    switch (step.event) {
        case CaseEvent::objected:
            if (before.objection == ObjectionState::none ||
                before.objection == ObjectionState::withdrawn) {
                return true;
            }
            return wrong(to_chinese(before.objection));
        case CaseEvent::accepted:
        case CaseEvent::rejected:
        case CaseEvent::withdrawn:
            if (before.objection == ObjectionState::open) return true;
            return wrong(to_chinese(before.objection));
        case CaseEvent::replied:
            if (fallen) return wrong(to_chinese(before.objection));
            if (before.mend == MendState::open || before.mend == MendState::returned) return true;
            return wrong(to_chinese(before.mend));
        case CaseEvent::mended:
        case CaseEvent::extended:
        case CaseEvent::looked:
            if (fallen) return wrong(to_chinese(before.objection));
            if (before.mend != MendState::mended) return true;
            return wrong(to_chinese(before.mend));
        case CaseEvent::returned:
            if (before.mend == MendState::replied) return true;
            return wrong(to_chinese(before.mend));
    }
    return true;
}

bool decides(CaseEvent event) {
    return event == CaseEvent::accepted || event == CaseEvent::rejected ||
           event == CaseEvent::mended || event == CaseEvent::returned;
}

// The last step of one of two kinds; null where there is none.
const CaseStep* last_of(const Case& each, CaseEvent event) {
    for (auto step = each.steps.rbegin(); step != each.steps.rend(); ++step) {
        if (step->event == event) return &*step;
    }
    return nullptr;
}

// What a decision decides on: the objection, or the reply.
const CaseStep* matter_of(const Case& each, CaseEvent decision) {
    const bool objection = decision == CaseEvent::accepted || decision == CaseEvent::rejected;
    return last_of(each, objection ? CaseEvent::objected : CaseEvent::replied);
}

}  // namespace

Result<Case> take(const Case& before, const CaseStep& step) {
    if (before.steps.size() >= kMaxCaseSteps) {
        return fail(step.finding, fmt::format("已有 {} 步", kMaxCaseSteps), "另立问题继续处理");
    }
    if (auto right = check_words(step); !right) return Fail(right.error());
    if (auto right = check_state(before, step); !right) return Fail(right.error());
    if (!before.steps.empty() && step.at < before.steps.back().at) {
        return fail(step.finding,
                    fmt::format("{} 早于上一步的 {}", format_instant(step.at),
                                format_instant(before.steps.back().at)),
                    "按发生的先后登记");
    }
    if (decides(step.event)) {
        const CaseStep* matter = matter_of(before, step.event);
        // Registered on behalf of a unit: the word is the unit's, and who wrote it down may decide.
        if (matter != nullptr && matter->on_behalf.empty() && matter->by == step.by) {
            return fail(step.finding, fmt::format("{}不能决定自己提出的事", step.by),
                        "由另一人决定");
        }
    }
    if (step.event == CaseEvent::extended) {
        if (!step.due) return fail(step.finding, "延期没有写明日期", "写明新的期限，YYYY-MM-DD");
        if (before.extended_to && *step.due <= *before.extended_to) {
            return fail(step.finding,
                        fmt::format("{} 不晚于现在的期限 {}", format_date(*step.due),
                                    format_date(*before.extended_to)),
                        "写一个更晚的日期");
        }
    }
    Case after = before;
    after.finding = step.finding;
    switch (step.event) {
        case CaseEvent::objected:
            after.objection = ObjectionState::open;
            break;
        case CaseEvent::accepted:
            after.objection = ObjectionState::accepted;
            break;
        case CaseEvent::rejected:
            after.objection = ObjectionState::rejected;
            break;
        case CaseEvent::withdrawn:
            after.objection = ObjectionState::withdrawn;
            break;
        case CaseEvent::replied:
            after.mend = MendState::replied;
            break;
        case CaseEvent::mended:
            after.mend = MendState::mended;
            break;
        case CaseEvent::returned:
            after.mend = MendState::returned;
            break;
        case CaseEvent::extended:
            after.extended_to = step.due;
            break;
        case CaseEvent::looked:
            break;
    }
    after.steps.push_back(step);
    after.steps.back().number = static_cast<std::int32_t>(after.steps.size());
    return after;
}

Result<std::vector<Case>> cases_of(const std::vector<CaseStep>& steps) {
    std::map<std::string, std::vector<const CaseStep*>> by_finding;
    for (const CaseStep& step : steps) by_finding[step.finding].push_back(&step);
    std::vector<Case> cases;
    for (auto& [finding, own] : by_finding) {
        std::sort(own.begin(), own.end(),
                  [](const CaseStep* a, const CaseStep* b) { return a->number < b->number; });
        Case each;
        for (const CaseStep* step : own) {
            auto next = take(each, *step);
            if (!next) return Fail(next.error());
            each = std::move(*next);
        }
        cases.push_back(std::move(each));
    }
    return cases;
}

std::string_view brought_by(const Case& each) {
    const bool objection = each.objection == ObjectionState::open;
    if (!objection && each.mend != MendState::replied) return {};
    const CaseStep* step = last_of(each, objection ? CaseEvent::objected : CaseEvent::replied);
    if (step == nullptr) return {};
    return step->on_behalf.empty() ? step->by : step->on_behalf;
}

std::optional<Date> due_of(const Case& each, std::optional<Date> campaign_due) {
    if (!each.extended_to) return campaign_due;
    return campaign_due ? std::max(*campaign_due, *each.extended_to) : *each.extended_to;
}

Urgency urgency_of(const Case& each, std::optional<Date> due, Date today) {
    if (each.mend == MendState::mended || each.objection == ObjectionState::accepted) {
        return Urgency::done;
    }
    const std::optional<Date> day = due_of(each, due);
    if (!day) return Urgency::undated;
    if (today > *day) return Urgency::overdue;
    return today == *day ? Urgency::due_today : Urgency::in_time;
}

RoundStage stage_of(const std::optional<DraftRound>& round, Instant now) {
    if (!round) return RoundStage::initial;
    if (round->finished_at) return RoundStage::final;
    return now <= end_of(round->until) ? RoundStage::feedback : RoundStage::review;
}

std::string_view to_string(ObjectionState state) {
    return name_of(kObjectionNames, state, kEnglish);
}

std::string_view to_string(MendState state) {
    return name_of(kMendNames, state, kEnglish);
}

std::string_view to_string(RoundStage stage) {
    return name_of(kStageNames, stage, kEnglish);
}

std::string_view to_string(Urgency urgency) {
    return name_of(kUrgencyNames, urgency, kEnglish);
}

std::string_view to_chinese(ObjectionState state) {
    return name_of(kObjectionNames, state, kChinese);
}

std::string_view to_chinese(MendState state) {
    return name_of(kMendNames, state, kChinese);
}

std::string_view to_chinese(RoundStage stage) {
    return name_of(kStageNames, stage, kChinese);
}

std::string_view to_chinese(Urgency urgency) {
    return name_of(kUrgencyNames, urgency, kChinese);
}

}  // namespace mingcha::workflow
