#include "ledger/questions.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"

namespace mingcha::ledger {

namespace {

constexpr std::size_t kShortestPrivate = 3;  // shorter codes stand in any number
constexpr std::string_view kLeftOut = "〔略〕";

Fail refused(const QuestionEvent& step, std::string what, std::string hint) {
    return fail(step.site_code + " " + std::string(to_chinese(step.step)), std::move(what),
                std::move(hint));
}

Result<bool> check_times(const Question& question, const QuestionEvent& step) {
    if (step.at > step.logged_at) {
        return refused(step, "时间 " + format_instant(step.at) + " 在登记时间之后",
                       "登记已经发生的事");
    }
    if (step.step == QuestionStep::replied && question.asked_at && step.at < *question.asked_at) {
        return refused(step,
                       fmt::format("答复时间 {} 早于提问时间 {}", format_instant(step.at),
                                   format_instant(*question.asked_at)),
                       "只有日期时按零点计，请写明时刻");
    }
    return true;
}

Result<bool> check_order(const Question& question, const QuestionEvent& step) {
    const bool planned = !question.steps.empty();
    const bool reason = !trim(step.note).empty();
    switch (step.step) {
        case QuestionStep::planned:
            if (question.asked_at) return refused(step, "已经提问，计划不能再改", "另建一次检查");
            if (trim(step.question).empty()) return refused(step, "没有问题内容", "写明问题");
            return true;
        case QuestionStep::asked:
            if (!planned) return refused(step, "计划中没有这个网站", "先 questions plan");
            if (question.asked_at && !reason) {
                return refused(step, "已登记过提问", "更正须写明理由 (--note)");
            }
            return true;
        case QuestionStep::not_sent:
            if (!planned) return refused(step, "计划中没有这个网站", "先 questions plan");
            if (question.asked_at && !reason) {
                return refused(step, "已登记为提问成功", "更正须写明理由 (--note)");
            }
            return true;
        case QuestionStep::replied:
            if (!question.asked_at) return refused(step, "尚未登记提问", "先登记提问时间和渠道");
            if (question.answer && !step.by_machine && !question.answer->by_machine && !reason) {
                return refused(step, "已登记过答复", "更正须写明理由 (--note)");
            }
            if (question.answer && step.by_machine && !question.answer->by_machine) {
                return refused(step, "人工登记的答复不由程序改写", "");
            }
            return true;
        case QuestionStep::judged:
            if (!question.answer) return refused(step, "还没有答复可判", "先登记或查找答复");
            if (step.by_machine) return refused(step, "是否有效由人判定", "写明判定人 (--by)");
            if (!step.effective && !reason) {
                return refused(step, "判为无效须写明理由", "加 --note");
            }
            if (question.effective && *question.effective != step.effective && !reason) {
                return refused(step, "改判须写明理由", "加 --note");
            }
            return true;
    }
    return refused(step, "不认识的步骤", "");
}

void plan(Question& question, const QuestionEvent& step) {
    question.board_url = step.board_url;
    question.question_id = step.question_id;
    question.title = step.title;
    question.question = step.question;
    question.asker = step.asker;
    question.working_hours = step.working_hours;
    question.login_needed = step.login_needed;
}

void ask(Question& question, const QuestionEvent& step) {
    question.asked_at = step.at;
    question.channel = step.channel;
    question.receipt_no = step.receipt_no;
    question.query_code = step.query_code;
    if (!step.asker.empty()) question.asker = step.asker;
    question.unsent.reset();
    question.answer.reset();
    question.effective.reset();
    question.judged_by.clear();
}

void fail_to_ask(Question& question, const QuestionEvent& step) {
    question.unsent = UnsentQuestion{step.site_code, step.at,    step.reason, question.board_url,
                                     step.note,      step.proof, step.by};
    question.asked_at.reset();
    question.answer.reset();
    question.effective.reset();
    question.judged_by.clear();
    question.receipt_no.clear();
    question.query_code.clear();
}

}  // namespace

Result<Question> follow(const Question& question, QuestionEvent step) {
    if (trim(step.by).empty()) return refused(step, "没有写明是谁", "加 --by NAME");
    if (question.steps.size() >= kMaxSteps) {
        return refused(step, fmt::format("已有 {} 步", kMaxSteps), "核对登记是否重复");
    }
    if (const auto times = check_times(question, step); !times) return Fail(times.error());
    if (const auto order = check_order(question, step); !order) return Fail(order.error());
    Question next = question;
    next.site_code = step.site_code;
    step.number = static_cast<std::int32_t>(question.steps.size()) + 1;
    switch (step.step) {
        case QuestionStep::planned:
            plan(next, step);
            break;
        case QuestionStep::asked:
            ask(next, step);
            break;
        case QuestionStep::not_sent:
            fail_to_ask(next, step);
            break;
        case QuestionStep::replied:
            next.answer = Answer{step.at, step.url, step.excerpt, step.proof, step.by_machine};
            next.effective.reset();
            next.judged_by.clear();
            break;
        case QuestionStep::judged:
            next.effective = step.effective;
            next.judged_by = step.by;
            break;
    }
    next.steps.push_back(std::move(step));
    return next;
}

Result<std::vector<Question>> read_steps(const std::vector<QuestionEvent>& steps) {
    std::vector<Question> questions;
    std::map<std::string, std::size_t, std::less<>> index;
    for (const QuestionEvent& step : steps) {
        const auto [at, fresh] = index.try_emplace(step.site_code, questions.size());
        if (fresh) questions.emplace_back();
        Result<Question> next = follow(questions[at->second], step);
        if (!next) return Fail(next.error());
        questions[at->second] = std::move(*next);
    }
    return questions;
}

std::string without_private(const Question& question, std::string text) {
    for (const std::string& code : {question.receipt_no, question.query_code}) {
        if (char_count(code) >= kShortestPrivate)
            text = replace_all(std::move(text), code, kLeftOut);
    }
    return text;
}

std::optional<Interaction> interaction_of(const Question& question) {
    if (!question.asked_at) return std::nullopt;
    Interaction row;
    row.site_code = question.site_code;
    row.question =
        without_private(question, question.title.empty() ? question.question : question.title);
    row.channel = without_private(question, question.channel);
    row.asked_at = *question.asked_at;
    row.receipt_no = question.receipt_no;
    row.query_code = question.query_code;
    row.source = "实时互动台账";
    if (question.answer) {
        row.replied_at = question.answer->at;
        row.reply_excerpt = without_private(question, question.answer->excerpt);
        row.effective = question.effective.value_or(true);
        row.judged = question.effective.has_value();
    }
    return row;
}

}  // namespace mingcha::ledger
