// Replies to letters: what a page of one letter says, and replies that say nothing.
#pragma once

#include <optional>
#include <string_view>

#include "model/facts.h"

namespace mingcha::audit {

struct LetterText {
    std::string_view question;  // may be empty
    std::string_view reply;     // never empty
};

// From the main text of a page of one letter, by its labels (来信内容, 回复内容). None: no reply is
// labelled there.
std::optional<LetterText> letter_text(std::string_view main_text);

// 推诿敷衍: short, and all that it says is to turn to somebody else, who is not named with a
// number, an address or a text, or that the matter has been noted.
bool is_evasive(std::string_view reply);

// 答非所问: the reply names a matter as the letter's (您反映的关于…的问题) that neither its title
// nor its text knows a word of.
bool answers_something_else(std::string_view reply, std::string_view title,
                            std::string_view question);

}  // namespace mingcha::audit
