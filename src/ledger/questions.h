// 实时互动台账: steps of a question → how it stands. Pure: the steps are the truth, and everything
// that is shown, judged or printed follows from them. A step is never changed; a slip is mended by
// another step with a reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/inputs.h"
#include "model/questions.h"

namespace mingcha::ledger {

inline constexpr std::size_t kMaxSteps = 100;  // of one question

struct Answer {
    Instant at;
    std::string url;
    std::string excerpt;
    std::string proof;
    bool by_machine = false;
};

// One site's question in one campaign.
struct Question {
    std::string site_code;
    std::string board_url;
    std::string question_id;
    std::string title;
    std::string question;
    std::string asker;
    std::string working_hours;
    bool login_needed = false;
    std::string channel;
    std::string receipt_no;  // private
    std::string query_code;  // private
    std::optional<Instant> asked_at;
    std::optional<UnsentQuestion> unsent;  // tried, and not got out since
    std::optional<Answer> answer;
    std::optional<bool> effective;  // nobody has said yet: none
    std::string judged_by;
    std::vector<QuestionEvent> steps;  // in the order of their numbers
};

// The question behind one more step. Errors, Chinese, with how to mend: a step that cannot follow
// (an answer before the question), times that run backwards or lie behind the writing, a correction
// without its reason (note), no name of who did it.
Result<Question> follow(const Question& question, QuestionEvent step);

// One question a site, in the order of the sites' first steps. What cannot follow was never
// written, so that here it is an error of the store.
Result<std::vector<Question>> read_steps(const std::vector<QuestionEvent>& steps);

// As the rules read it; none before it was asked. An answer that nobody has judged is marked so.
// Receipt and query code are taken out of what is shown: excerpt and channel.
std::optional<Interaction> interaction_of(const Question& question);

// `text` without the receipt number and the query code of the question.
std::string without_private(const Question& question, std::string text);

}  // namespace mingcha::ledger
