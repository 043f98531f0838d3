#include "audit/messages.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "audit/address.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::array<std::string_view, 6> kOtherBoards{"访谈", "调查", "征集",
                                                       "信访", "举报", "纪检"};
constexpr std::array<std::string_view, 8> kBoardWords{"信箱", "留言", "来信", "咨询",
                                                      "建言", "问政", "写信", "投诉"};

bool has_word(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool is_left_out(std::string_view column, ColumnKind kind) {
    return kind == ColumnKind::consultation || has_word(column, kOtherBoards);
}

std::optional<Date> day(const std::optional<PrintedDate>& printed) {
    return printed ? std::optional(printed->date) : std::nullopt;
}

// Two sayings of one letter become the one that knows more.
void merge(Letter& into, const Letter& other) {
    if (!into.asked) into.asked = other.asked;
    if (!into.replied) into.replied = other.replied;
    if (into.reply == ReplyState::unknown || other.reply == ReplyState::answered) {
        into.reply = other.reply == ReplyState::unknown ? into.reply : other.reply;
    }
    if (into.url.empty()) into.url = other.url;
    if (into.page == nullptr) into.page = other.page;
    if (into.source.empty()) into.source = other.source;
    into.is_public = into.is_public || other.is_public;
}

class Collection {
public:
    void add(Letter letter) {
        if (letter.replied) letter.reply = ReplyState::answered;
        std::string by_title = name_key(letter.title);
        by_title += "\n";
        if (letter.asked) by_title += format_date(*letter.asked);
        std::string by_url = letter.url.empty() ? "" : address_key(letter.url);
        std::size_t at = letters_.size();
        if (const auto found = index_.find(by_url); !by_url.empty() && found != index_.end()) {
            at = found->second;
        } else if (const auto same = index_.find(by_title); letter.asked && same != index_.end()) {
            at = same->second;
        }
        if (at == letters_.size()) {
            letters_.push_back(letter);
        } else {
            merge(letters_[at], letter);
        }
        if (!by_url.empty()) index_.try_emplace(std::move(by_url), at);
        if (letter.asked) index_.try_emplace(std::move(by_title), at);
    }

    std::vector<Letter> take() { return std::move(letters_); }

private:
    std::vector<Letter> letters_;
    std::map<std::string, std::size_t> index_;
};

void add_page(Collection& letters, const PageRecord& page) {
    const PageFacts& facts = page.facts;
    // A list that shows replies for some tells of the others that they have none; one that shows
    // none at all tells nothing.
    const bool shows_replies =
        std::any_of(facts.messages.begin(), facts.messages.end(),
                    [](const MessageEntry& entry) { return entry.replied_at.has_value(); });
    for (const MessageEntry& entry : facts.messages) {
        Letter letter;
        letter.column = facts.column_name;
        letter.title = entry.title;
        letter.url = entry.url.empty() && facts.messages.size() == 1 ? facts.url : entry.url;
        letter.asked = day(entry.asked_at);
        letter.replied = day(entry.replied_at);
        letter.reply = entry.reply;
        if (letter.reply == ReplyState::unknown && shows_replies) letter.reply = ReplyState::open;
        letter.page = &page;
        letters.add(letter);
    }
}

}  // namespace

std::vector<Letter> letters_of(const SiteView& site) {
    Collection letters;
    for (const PageRecord& page : site.facts().pages) {
        if (!is_fetched(page) || page.facts.messages.empty()) continue;
        if (is_left_out(page.facts.column_name, page.facts.column_kind)) continue;
        add_page(letters, page);
    }
    for (const MessageRow& row : site.facts().messages) {
        if (is_left_out(row.column, ColumnKind::other)) continue;
        Letter letter;
        letter.column = row.column;
        letter.title = row.title;
        letter.asked = date_of(row.asked_at);
        if (row.replied_at && *row.replied_at <= site.as_of()) {
            letter.replied = date_of(*row.replied_at);
        }
        letter.reply = letter.replied ? ReplyState::answered : ReplyState::open;
        letter.source = row.source;
        letter.is_public = row.is_public;
        letters.add(letter);
    }
    return letters.take();
}

LetterLimits letter_limits(const Rule& rule) {
    LetterLimits limits;
    limits.months = static_cast<std::int32_t>(rule.threshold("months", limits.months));
    limits.window_months =
        static_cast<std::int32_t>(rule.threshold("window_months", limits.window_months));
    return limits;
}

bool has_board(const SiteView& site) {
    if (!site.facts().messages.empty()) return true;
    return std::any_of(site.facts().pages.begin(), site.facts().pages.end(),
                       [](const PageRecord& page) {
                           return is_fetched(page) &&
                                  (page.facts.kind == PageKind::message ||
                                   page.facts.forms.message || !page.facts.messages.empty()) &&
                                  !is_left_out(page.facts.column_name, page.facts.column_kind);
                       });
}

Reason unread_board(const SiteView& site) {
    for (const ColumnView& column : site.columns()) {
        const bool board =
            column.kind == ColumnKind::interaction || has_word(column.name, kBoardWords);
        if (!board || is_left_out(column.name, column.kind)) continue;
        if (column.state == ColumnState::scripted || column.state == ColumnState::framed ||
            column.state == ColumnState::unfetched) {
            return {column.reason.code,
                    "栏目“" + std::string(column.name) + "”" + column.reason.text};
        }
    }
    return {};
}

namespace {

// A board by the folder of its list: index.html, index_2.html and ?page=2 are one.
std::string board_key(std::string_view url) {
    std::string key = address_key(url);
    key.resize(std::min(key.size(), key.find('?')));
    const std::size_t slash = key.rfind('/');
    return slash == std::string::npos ? key : key.substr(0, slash + 1);
}

struct BoardPages {
    std::string_view name;
    std::uint32_t said = 0;  // pages that it has
    std::uint32_t read = 0;
    std::optional<Date> oldest;
};

}  // namespace

Reason unread_pages(const SiteView& site, Date oldest) {
    std::map<std::string, BoardPages> boards;
    for (const PageRecord& page : site.facts().pages) {
        const PageFacts& facts = page.facts;
        // A letter's own page is no page of the list.
        if (!is_fetched(page) || facts.messages.size() < 2) continue;
        if (is_left_out(facts.column_name, facts.column_kind)) continue;
        BoardPages& board = boards[board_key(facts.url)];
        if (board.name.empty()) board.name = facts.column_name;
        board.said = std::max(board.said, facts.page_count);
        ++board.read;
        for (const MessageEntry& entry : facts.messages) {
            if (!entry.asked_at) continue;
            const Date day = entry.asked_at->date;
            if (!board.oldest || day < *board.oldest) board.oldest = day;
        }
    }
    for (const auto& [key, board] : boards) {
        if (board.said <= board.read || !board.oldest || *board.oldest < oldest) continue;
        return {ReasonCode::ours, "栏目“" + std::string(board.name) + "”留言列表共" +
                                      std::to_string(board.said) + "页，只读到" +
                                      std::to_string(board.read) + "页，最早" +
                                      format_date(*board.oldest)};
    }
    return {};
}

bool has_board_elsewhere(const SiteView& site) {
    if (site.home() == nullptr) return false;
    for (const Link& link : site.home()->facts.links) {
        if (link.kind == LinkKind::page && !site.is_ours(link.url) &&
            has_word(link.text, kBoardWords) && !has_word(link.text, kOtherBoards)) {
            return true;
        }
    }
    return false;
}

}  // namespace mingcha::audit
