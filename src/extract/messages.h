// Message boards: lists of letters with when they were asked and answered, one letter with its
// reply, and the forms to write one.
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

// What speaks for a message board, found before the page's kind is known.
struct BoardSigns {
    bool letter = false;          // one letter: its text or time, in labelled fields
    bool list_header = false;     // a table of letters with a head
    std::uint32_t states = 0;     // entries that say 已回复, 办理中 …
    std::uint32_t campaigns = 0;  // entries that say 征集中, 已结束 …
    int points = 0;
};

BoardSigns find_board_signs(const Reading& reading);

// Fills facts.messages and message_statistics of a page of kind message. For one letter also the
// publish date: the day it was written.
void find_messages(Reading& reading, const BoardSigns& signs);

ReplyState reply_state_of(std::string_view text);

}  // namespace mingcha::extract
