// Letters of a site's public boards: from the pages, and from tables that were imported.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/site_view.h"
#include "model/standard.h"

namespace mingcha::audit {

struct Letter {
    std::string_view column;
    std::string_view title;
    std::string_view url;  // empty: from a table
    std::optional<Date> asked;
    std::optional<Date> replied;
    ReplyState reply = ReplyState::unknown;
    const PageRecord* page = nullptr;  // that shows it
    std::string_view source;           // of an imported row
    bool is_public = true;
};

// Each letter once, from what says most of it: the letter's own page, the list, the table. Boards
// that indicators.md W5 leaves out are left out: 在线访谈, 调查征集, 网上信访, 纪检举报.
std::vector<Letter> letters_of(const SiteView& site);

// How long a letter may wait, and how far back letters are looked at; 3 and 12 months where the
// ruleset says nothing (indicators.md W5.2).
struct LetterLimits {
    std::int32_t months = 3;
    std::int32_t window_months = 12;
};
LetterLimits letter_limits(const Rule& rule);

// Does any page belong to a public board?
bool has_board(const SiteView& site);

// Why a board of the site was not read (script, frame, a wall, the budget); none: all were.
Reason unread_board(const SiteView& site);

// Why letters since `oldest` may stand on further pages of a board that were not read; none: the
// pages that were read go back far enough, or are all that the board has.
Reason unread_pages(const SiteView& site, Date oldest);

// A column for letters that lies on another host: what it shows was not read.
bool has_board_elsewhere(const SiteView& site);

}  // namespace mingcha::audit
