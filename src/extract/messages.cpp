#include "extract/messages.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "extract/dates.h"
#include "extract/lists.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::size_t kMaxMessages = 10'000;  // of one page
constexpr std::size_t kMaxCells = 12;
constexpr std::uint32_t kMaxHeadChars = 10;  // of one cell in the head of a table of letters

enum class CellRole : std::uint8_t { none, title, asked, replied, unit, state };

// The head of a column of a table of letters: 回复时间 before 时间, 处理单位 before 处理.
CellRole role_of_head(std::string_view text) {
    enum : std::uint32_t { kReplied = 1, kState = 2, kUnit = 4, kAsked = 8, kTitle = 16 };
    static const Words kHeads{
        {"回复时间", kReplied}, {"答复时间", kReplied}, {"办结时间", kReplied},
        {"回复日期", kReplied}, {"答复日期", kReplied}, {"办理时间", kReplied},
        {"处理时间", kReplied}, {"反馈时间", kReplied}, {"办结日期", kReplied},
        {"回信时间", kReplied}, {"办理日期", kReplied}, {"状态", kState},
        {"是否回复", kState},   {"是否答复", kState},   {"办理情况", kState},
        {"回复情况", kState},   {"状 态", kState},      {"单位", kUnit},
        {"部门", kUnit},        {"处理人", kUnit},      {"回复人", kUnit},
        {"收信人", kUnit},      {"时间", kAsked},       {"日期", kAsked},
        {"时 间", kAsked},      {"日 期", kAsked},      {"标题", kTitle},
        {"标 题", kTitle},      {"主题", kTitle},       {"主 题", kTitle},
        {"信件名称", kTitle},   {"内容", kTitle},       {"事项", kTitle},
        {"题目", kTitle},
    };
    if (text.empty() || text.size() > 4 * kMaxHeadChars) return CellRole::none;
    const std::uint32_t found = kHeads.marks_in(text);
    if (found == 0 || char_count(text) > kMaxHeadChars) return CellRole::none;
    if (found & kReplied) return CellRole::replied;
    if (found & kState) return CellRole::state;
    if (found & kUnit) return CellRole::unit;
    return found & kAsked ? CellRole::asked : CellRole::title;
}

struct Cells {
    std::array<std::string_view, kMaxCells> text;
    std::array<std::uint32_t, kMaxCells> first{}, end{};
    std::size_t count = 0;
};

// The boxes directly inside a row, with the text of each (its first block where there are several).
Cells cells_of(const Outline& outline, std::uint32_t row) {
    Cells cells;
    for (std::uint32_t box = row + 1; box < outline.boxes[row].end_box && cells.count < kMaxCells;
         box = outline.boxes[box].end_box) {
        const Box& cell = outline.boxes[box];
        cells.first[cells.count] = cell.first_block;
        cells.end[cells.count] = cell.end_block;
        cells.text[cells.count] = cell.first_block < cell.end_block
                                      ? trim(outline.blocks[cell.first_block].text)
                                      : std::string_view{};
        ++cells.count;
    }
    return cells;
}

struct TableHead {
    std::uint32_t box = kNone;
    std::array<CellRole, kMaxCells> roles{};
    std::size_t count = 0;
};

// A row of short cells among which are a title and a time, a state or a unit.
TableHead find_table_head(const Outline& outline) {
    for (std::uint32_t box = 1; box < outline.boxes.size(); ++box) {
        const Box& candidate = outline.boxes[box];
        const std::uint32_t blocks = candidate.end_block - candidate.first_block;
        if (blocks < 2 || blocks > kMaxCells || outline.chars_of(candidate) > 60) continue;
        if (candidate.end_field != candidate.first_field) continue;
        const Cells cells = cells_of(outline, box);
        if (cells.count < 2) continue;
        TableHead head;
        head.box = box;
        head.count = cells.count;
        int title = 0;
        int asked = 0;
        int other = 0;
        for (std::size_t i = 0; i < cells.count; ++i) {
            if (cells.text[i].ends_with("：") || cells.text[i].ends_with(":")) {
                title = 0;
                break;
            }
            head.roles[i] = role_of_head(cells.text[i]);
            title += head.roles[i] == CellRole::title ? 1 : 0;
            asked += head.roles[i] == CellRole::asked ? 1 : 0;
            other += head.roles[i] == CellRole::replied || head.roles[i] == CellRole::state ||
                             head.roles[i] == CellRole::unit
                         ? 1
                         : 0;
        }
        if (title >= 1 && asked + other >= 1) return head;
    }
    return {};
}

bool about_letters(const TableHead& head) {
    return std::any_of(
        head.roles.begin(), head.roles.begin() + static_cast<long>(head.count),
        [](CellRole role) { return role == CellRole::replied || role == CellRole::state; });
}

std::string_view page_words(const Reading& reading, std::string& out) {
    out = reading.outline.document_title;
    out += ' ';
    out += reading.crumb_text;
    out += ' ';
    out += meta_content(reading.facts, "ColumnName");
    return out;
}

}  // namespace

ReplyState reply_state_of(std::uint32_t marks) {
    if (marks & kMarkOpen) return ReplyState::open;
    return marks & kMarkAnswered ? ReplyState::answered : ReplyState::unknown;
}

ReplyState reply_state_of(std::string_view text) {
    return reply_state_of(marks_of(text));
}

BoardSigns find_board_signs(const Reading& reading) {
    const Outline& outline = reading.outline;
    BoardSigns signs;
    std::array<bool, 64> seen{};
    bool asked_value = false;
    for (std::size_t h = 0; h < reading.hits.size(); ++h) {
        const LabelHit& hit = reading.hits[h];
        const Part part = reading.part_of(outline.blocks[hit.block]);
        if (part == Part::footer || part == Part::header || part == Part::nav) continue;
        seen[static_cast<std::size_t>(hit.label)] = true;
        if (hit.label == Label::asked && find_date(value_of(outline, reading.hits, h)))
            asked_value = true;
    }
    const auto has = [&](Label label) { return seen[static_cast<std::size_t>(label)]; };
    int fields = 0;
    const auto add = [&](Label label, int points) {
        if (!has(label)) return;
        signs.points += points;
        ++fields;
    };
    add(Label::asked, 25);
    add(Label::replied, 22);
    add(Label::letter_text, 22);
    add(Label::reply_text, 18);
    add(Label::reply_unit, 14);
    add(Label::letter_state, 18);
    add(Label::letter_sender, 12);
    add(Label::letter_code, 14);
    signs.letter = asked_value || (has(Label::letter_text) && has(Label::reply_text));
    const TableHead head = find_table_head(outline);
    signs.list_header = head.box != kNone && about_letters(head);
    if (signs.list_header) signs.points += 30;
    for (const ListEntry& entry : reading.entries) {
        for (std::uint32_t b = entry.first_block; b < entry.end_block; ++b) {
            const Block& block = outline.blocks[b];
            if (block.chars > 40) continue;
            if (reply_state_of(block.marks) != ReplyState::unknown) {
                ++signs.states;
                break;
            }
            if (block.marks & kMarkCampaign) {
                ++signs.campaigns;
                break;
            }
        }
    }
    if (signs.states >= 2) signs.points += 35;
    std::string buffer;
    const std::string_view words = page_words(reading, buffer);
    const bool board =
        holds_any(words, {"信箱",     "来信",     "写信",     "信件",     "留言",     "诉求",
                          "问政",     "网上咨询", "咨询投诉", "投诉举报", "在线咨询", "民声",
                          "我要咨询", "我要投诉", "咨询",     "投诉",     "建言",     "互动",
                          "答复",     "回复",     "举报",     "意见建议", "热线"});
    const bool campaign = holds_any(words, {"征集", "调查", "征求意见", "问卷"});
    if (board) signs.points += 22;
    if (campaign) signs.points += 16;
    if (signs.campaigns >= 2) signs.points += 35;
    // A form to write: a text area with a place for a name or a title.
    std::uint32_t areas = 0;
    std::uint32_t inputs = 0;
    for (const Field& field : outline.fields) {
        if (outline.boxes[field.box].hidden != HiddenBy::none) continue;
        areas += field.kind == FieldKind::area ? 1 : 0;
        inputs += field.kind == FieldKind::text ? 1 : 0;
    }
    if (areas > 0 && inputs >= 2 && board) signs.points += 35;
    // Asking for one's letter by its number.
    for (const Field& field : outline.fields) {
        if (field.kind != FieldKind::text) continue;
        const bool led = board && field.block > 0 && field.block <= outline.blocks.size() &&
                         (outline.blocks[field.block - 1].marks & kMarkQuery) != 0;
        if (led ||
            holds_any(field.hint, {"查询编号", "查询码", "信件编号", "受理编号", "查询密码"})) {
            signs.points += 30;
            break;
        }
    }
    return signs;
}

namespace {

class MessageFinder {
public:
    MessageFinder(Reading& reading, const BoardSigns& signs)
        : reading_(reading), outline_(reading.outline), signs_(signs) {}

    void find() {
        if (from_table()) return;
        const bool list = reading_.lists.empty() ? false : reading_.lists.front().count() >= 3;
        if (signs_.letter && !(list && signs_.states >= 2) && !many_asked()) {
            from_letter();
            return;
        }
        from_entries();
    }

private:
    bool many_asked() const {
        std::size_t asked = 0;
        for (const LabelHit& hit : reading_.hits) asked += hit.label == Label::asked ? 1 : 0;
        return asked >= 3;
    }

    std::optional<PrintedDate> date_in(std::string_view text) const {
        const auto found = find_date(text, 0, {reading_.as_of, true});
        return found ? std::optional(found->value) : std::nullopt;
    }

    void add(MessageEntry entry) {
        if (entry.title.empty() && !entry.asked_at) return;
        if (entry.replied_at) entry.reply = ReplyState::answered;
        if (reading_.facts.messages.size() < kMaxMessages) {
            reading_.facts.messages.push_back(entry);
        }
    }

    bool from_table() {
        const TableHead head = find_table_head(outline_);
        if (head.box == kNone) return false;
        std::uint32_t group = outline_.boxes[head.box].parent;
        // thead beside tbody: the rows lie one level up and down again.
        std::size_t before = reading_.facts.messages.size();
        for (int level = 0; level < 3 && group != kNone; ++level) {
            for (std::uint32_t row = head.box + 1; row < outline_.boxes[group].end_box; ++row) {
                if (outline_.inside(row, head.box)) continue;
                read_row(head, row);
            }
            if (reading_.facts.messages.size() > before) return true;
            group = outline_.boxes[group].parent;
        }
        return false;
    }

    void read_row(const TableHead& head, std::uint32_t row) {
        const Box& box = outline_.boxes[row];
        if (box.end_block - box.first_block < 2 || box.hidden != HiddenBy::none) return;
        const Cells cells = cells_of(outline_, row);
        if (cells.count != head.count) return;
        MessageEntry entry;
        for (std::size_t i = 0; i < cells.count; ++i) {
            const std::string_view text = cells.text[i];
            switch (head.roles[i]) {
                case CellRole::title:
                    entry.title = text;
                    entry.url = url_in(cells.first[i], cells.end[i]);
                    break;
                case CellRole::asked:
                    entry.asked_at = date_in(text);
                    break;
                case CellRole::replied:
                    entry.replied_at = date_in(text);
                    if (!entry.replied_at && entry.reply == ReplyState::unknown)
                        entry.reply = ReplyState::open;
                    break;
                case CellRole::unit:
                    entry.unit = text;
                    break;
                case CellRole::state:
                    if (reply_state_of(text) != ReplyState::unknown)
                        entry.reply = reply_state_of(text);
                    break;
                case CellRole::none:
                    break;
            }
        }
        if (entry.title.empty() || role_of_head(entry.title) == CellRole::title) return;
        if (!entry.asked_at && !entry.replied_at && entry.reply == ReplyState::unknown) return;
        add(entry);
    }

    std::string_view url_in(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t b = first; b < end; ++b) {
            const Block& block = outline_.blocks[b];
            for (std::uint32_t l = block.first_link; l < block.end_link; ++l) {
                if (outline_.places[l].anchor && reading_.facts.links[l].kind == LinkKind::page)
                    return reading_.facts.links[l].url;
            }
        }
        return {};
    }

    // One letter in labelled fields.
    void from_letter() {
        MessageEntry entry;
        std::optional<PrintedDate> published;
        bool empty_reply = false;
        for (std::size_t h = 0; h < reading_.hits.size(); ++h) {
            const LabelHit& hit = reading_.hits[h];
            const Part part = reading_.part_of(outline_.blocks[hit.block]);
            if (part == Part::footer || part == Part::header || part == Part::nav) continue;
            const std::string_view value = value_of(outline_, reading_.hits, h);
            if (hit.label == Label::title && entry.title.empty()) entry.title = value;
            if (hit.label == Label::asked && !entry.asked_at) entry.asked_at = date_in(value);
            if (hit.label == Label::replied && !entry.replied_at) entry.replied_at = date_in(value);
            if (hit.label == Label::reply_unit && entry.unit.empty()) entry.unit = value;
            if (hit.label == Label::published && !published) published = date_in(value);
            if (hit.label == Label::letter_state) entry.reply = reply_state_of(value);
            if (hit.label == Label::reply_text) {
                if (char_count(value) >= 6 && entry.reply == ReplyState::unknown) {
                    entry.reply = reply_state_of(value) == ReplyState::open ? ReplyState::open
                                                                            : ReplyState::answered;
                }
                empty_reply = empty_reply || value.empty();
            }
        }
        if (entry.reply == ReplyState::unknown && empty_reply) entry.reply = ReplyState::open;
        if (entry.title.empty()) entry.title = reading_.heading_text;
        if (!entry.asked_at) entry.asked_at = published;
        entry.url = reading_.facts.url;
        if (entry.asked_at) {
            reading_.facts.publish_date = entry.asked_at;
            reading_.facts.publish_date_from = DateSource::label;
            reading_.facts.publish_date_confidence = 90;
        }
        add(entry);
    }

    // Entries of lists, each with what stands beside its title.
    void from_entries() {
        for (const ListGroup& group : reading_.lists) {
            if (group.part != Part::body || group.count() < 2) continue;
            for (std::uint32_t e = group.first_entry; e < group.end_entry; ++e) {
                read_entry(reading_.entries[e]);
            }
            if (!reading_.facts.messages.empty()) return;
        }
    }

    void read_entry(const ListEntry& entry) {
        MessageEntry message;
        message.title = entry.title;
        message.url = reading_.facts.links[entry.link].url;
        message.asked_at = entry.date;
        for (std::uint32_t b = entry.first_block; b < entry.end_block; ++b) {
            const Block& block = outline_.blocks[b];
            if (message.reply == ReplyState::unknown && block.chars <= 60) {
                message.reply =
                    reply_state_of(b == outline_.places[entry.link].block
                                       ? block.text.substr(std::min<std::size_t>(
                                             outline_.places[entry.link].end, block.text.size()))
                                       : block.text);
            }
        }
        read_labels(entry, message);
        if (!message.asked_at && message.reply == ReplyState::unknown) return;
        add(message);
    }

    void read_labels(const ListEntry& entry, MessageEntry& message) {
        const auto by_block = [](const LabelHit& hit, std::uint32_t block) {
            return hit.block < block;
        };
        auto hit = std::lower_bound(reading_.hits.begin(), reading_.hits.end(), entry.first_block,
                                    by_block);
        for (; hit != reading_.hits.end() && hit->block < entry.end_block; ++hit) {
            const auto index = static_cast<std::size_t>(hit - reading_.hits.begin());
            const std::string_view value = value_of(outline_, reading_.hits, index);
            if (hit->label == Label::asked) message.asked_at = date_in(value);
            if (hit->label == Label::replied) {
                message.replied_at = date_in(value);
                if (!message.replied_at) message.reply = ReplyState::open;
            }
            if (hit->label == Label::reply_unit) message.unit = value;
        }
    }

    Reading& reading_;
    const Outline& outline_;
    const BoardSigns& signs_;
};

// 来信总数 | 受理数 | 办结数 over a row of numbers.
bool has_statistics_table(const Reading& reading) {
    constexpr std::size_t kReach = 12;  // cells from the head to the numbers
    constexpr std::uint32_t kMaxHead = 12;
    const auto& blocks = reading.outline.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].hidden || blocks[i].has_digit || blocks[i].chars > kMaxHead ||
            (blocks[i].marks & kMarkReceived) == 0) {
            continue;
        }
        bool answered = false;
        int numbers = 0;
        const std::size_t end = std::min(blocks.size(), i + kReach);
        for (std::size_t j = i + 1; j < end; ++j) {
            const bool head = !blocks[j].has_digit && blocks[j].chars <= kMaxHead;
            answered = answered || (head && (blocks[j].marks & kMarkReplied) != 0);
            numbers += blocks[j].has_digit && blocks[j].chars <= kMaxHead ? 1 : 0;
        }
        if (answered && numbers >= 2) return true;
    }
    return false;
}

bool shows_statistics(const Reading& reading) {
    bool received = false;
    bool answered = false;
    for (const Block& block : reading.outline.blocks) {
        if (block.hidden || block.chars > 120 || !block.has_digit) continue;
        received = received || (block.marks & kMarkReceived) != 0;
        answered = answered || (block.marks & kMarkReplied) != 0;
    }
    return (received && answered) || has_statistics_table(reading);
}

}  // namespace

void find_messages(Reading& reading, const BoardSigns& signs) {
    MessageFinder(reading, signs).find();
    reading.facts.message_statistics = shows_statistics(reading);
}

}  // namespace mingcha::extract
