// The answer to a question that was asked on a site, looked for on its public boards in the stored
// facts: by title, by the day of asking and by the text. Found is proposed; whether the answer is
// one, and effective, a person says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/site_view.h"
#include "base/time.h"

namespace mingcha::audit {

// A board may show the day it took the letter in, so many days behind the asking.
inline constexpr std::int32_t kTakenInDays = 10;
inline constexpr std::size_t kMaxAnswers = 5;  // shown of one question
// Of the question's letter pairs, so many of 100 in a letter's text make it the same question.
inline constexpr std::size_t kSameTextPercent = 60;

struct AskedQuestion {
    std::string_view title;
    std::string_view text;
    Date asked;
};

struct BoardAnswer {
    std::string title;
    std::string url;              // the letter's page, else the list that shows it
    std::optional<Date> replied;  // none: the board says that it is answered, not when
    bool answered = false;        // false: the letter is there, open
    bool by_title = false;
    bool by_text = false;
    std::string reply;                 // as far as the letter's page was read; may be empty
    const PageRecord* page = nullptr;  // that shows it
};

// Letters that may be the question, the likeliest first. More than one: it is for a person to say
// which. Empty: not on the boards that were seen.
std::vector<BoardAnswer> find_answers(const SiteView& site, const AskedQuestion& question);

// What speaks for and against a reply, for the person who judges it.
struct ReplyWeight {
    bool looks_effective = false;
    std::vector<std::string> reasons;  // Chinese, at least one
};
// `points`: words of which an answer to the point has at least one; may be empty.
ReplyWeight weigh_reply(std::string_view reply, const AskedQuestion& question,
                        const std::vector<std::string>& points);

}  // namespace mingcha::audit
