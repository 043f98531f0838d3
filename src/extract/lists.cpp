#include "extract/lists.h"

#include <algorithm>

#include "base/text.h"
#include "extract/dates.h"
#include "extract/words.h"

namespace mingcha::extract {

namespace {

constexpr std::uint32_t kMinTitleChars = 5;
constexpr int kMaxClimb = 24;
constexpr std::uint32_t kMaxDateBlockChars = 28;  // longer text beside a title is a summary
constexpr std::size_t kMaxDateText = 240;
constexpr std::uint32_t kMinAverageTitle = 9;  // of lists without dates: shorter ones are menus
constexpr std::uint32_t kMaxUnitBlocks = 24;

std::string_view without_marks(std::string_view text) {
    if (is_framed_by_hanzi(text)) return text;
    for (bool again = true; again;) {
        again = false;
        text = trim(text);
        for (std::string_view mark :
             {"·", "•", "▪", "■", "●", "◆", "▶", "►", "☆", "★", "※", "・", ">", "»", "›", "-"}) {
            if (text.starts_with(mark) && text.size() > mark.size()) {
                text.remove_prefix(mark.size());
                again = true;
            }
        }
    }
    return text;
}

// "关于某事的通知(2020-12-24)", "[2020-12-24] 关于…": the date is not part of the title.
std::string_view without_date(std::string_view text, const FoundDate& found) {
    std::size_t begin = found.begin;
    std::size_t end = found.end;
    const auto back = [&](std::string_view mark) {
        if (!text.substr(0, begin).ends_with(mark)) return false;
        begin -= mark.size();
        return true;
    };
    const auto on = [&](std::string_view mark) {
        if (!text.substr(end).starts_with(mark)) return false;
        end += mark.size();
        return true;
    };
    if (!back("(") && !back("（") && !back("[")) back("【");
    if (!on(")") && !on("）") && !on("]")) on("】");
    const std::string_view before = trim(text.substr(0, begin));
    const std::string_view behind = trim(text.substr(end));
    if (before.empty()) return behind;
    if (behind.empty()) return before;
    return text;
}

}  // namespace

std::uint8_t link_marks_of(std::string_view text) {
    constexpr std::uint32_t kStepWord = 1U << 8;
    static const Words kWords{
        {"更多", kStepWord | kLinkMore},
        {"more", kStepWord | kLinkMore},
        {"More", kStepWord | kLinkMore},
        {"MORE", kStepWord | kLinkMore},
        {"详情", kStepWord},
        {"详细", kStepWord},
        {"查看", kStepWord},
        {"首页", kStepWord},
        {"首 页", kStepWord},
        {"上一页", kStepWord},
        {"下一页", kStepWord | kLinkPager},
        {"尾页", kStepWord | kLinkPager},
        {"末页", kStepWord | kLinkPager},
        {"上页", kStepWord},
        {"下页", kStepWord | kLinkPager},
        {"返回", kStepWord},
        {"打印", kStepWord},
        {"关闭", kStepWord},
        {"全文", kStepWord},
        {"前一页", kStepWord},
        {"后一页", kStepWord},
        {"找错", kLinkReport},
        {"纠错", kLinkReport},
        {"网站地图", kLinkSitemap},
        {"站点地图", kLinkSitemap},
    };
    constexpr std::size_t kMaxStepBytes = 30;
    if (text.size() > kMaxStepBytes) return 0;
    const std::uint32_t found = kWords.marks_in(text);
    auto marks = static_cast<std::uint8_t>(found & 0xff);
    // "更多>>", "查看详情": a few characters around the word, not a sentence with it.
    if ((found & kStepWord) != 0 && char_count(text) <= 8) marks |= kLinkStep;
    const bool number = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == ' ';
    });
    if (number) marks |= kLinkStep;
    return marks;
}

bool ListFinder::is_title_link(const Reading& reading, std::uint32_t link) const {
    const LinkPlace& place = reading.outline.places[link];
    if (!place.anchor || place.block == kNone || reading.facts.links[link].hidden) return false;
    const Part part = reading.outline.boxes[place.box].part;
    if (part == Part::header || part == Part::footer) return false;
    if (place.chars < kMinTitleChars) return false;
    return (place.marks & kLinkStep) == 0;
}

ListFinder::Unit ListFinder::unit_of(const Reading& reading, std::uint32_t link) const {
    const Outline& outline = reading.outline;
    const LinkPlace& place = outline.places[link];
    const auto titles = [&](const Box& box) {
        return titles_before_[box.end_link] - titles_before_[box.first_link];
    };
    std::uint32_t box = place.box;
    if (titles(outline.boxes[box]) > 1) {
        const Block& block = outline.blocks[place.block];
        const bool alone = titles_before_[block.end_link] - titles_before_[block.first_link] <= 1;
        return {link, box, box, place.block, place.block + 1, !alone};
    }
    for (int i = 0; i < kMaxClimb && outline.boxes[box].parent != kNone; ++i) {
        const std::uint32_t parent = outline.boxes[box].parent;
        if (titles(outline.boxes[parent]) > 1) break;
        box = parent;
    }
    const std::uint32_t group = outline.boxes[box].parent;
    const Box& unit = outline.boxes[box];
    return {link,
            group == kNone ? 0 : group,
            box,
            unit.first_block,
            std::min(unit.end_block, unit.first_block + kMaxUnitBlocks),
            false};
}

void ListFinder::find(Reading& reading) {
    const Outline& outline = reading.outline;
    const auto links = static_cast<std::uint32_t>(outline.places.size());
    reading.entries.clear();
    reading.lists.clear();
    titles_before_.resize(links + 1);
    titles_before_[0] = 0;
    for (std::uint32_t i = 0; i < links; ++i) {
        titles_before_[i + 1] = titles_before_[i] + (is_title_link(reading, i) ? 1 : 0);
    }
    units_.clear();
    std::uint32_t last_box = kNone;
    std::string_view last_url;
    for (std::uint32_t i = 0; i < links; ++i) {
        if (titles_before_[i + 1] == titles_before_[i]) continue;
        // A picture's link and the title's lead to one page: one entry.
        if (last_box == outline.places[i].box && last_url == reading.facts.links[i].url) continue;
        units_.push_back(unit_of(reading, i));
        last_box = outline.places[i].box;
        last_url = reading.facts.links[i].url;
    }
    std::stable_sort(units_.begin(), units_.end(),
                     [](const Unit& a, const Unit& b) { return a.group < b.group; });
    for (std::size_t i = 0; i < units_.size();) {
        std::size_t end = i;
        while (end < units_.size() && units_[end].group == units_[i].group) ++end;
        ListGroup group;
        group.box = units_[i].group;
        group.part = outline.boxes[group.box].part;
        group.first_entry = static_cast<std::uint32_t>(reading.entries.size());
        for (std::size_t u = i; u < end; ++u) {
            ListEntry entry;
            entry.link = units_[u].link;
            entry.first_block = units_[u].first_block;
            entry.end_block = units_[u].end_block;
            entry.title = without_marks(reading.facts.links[entry.link].text);
            group.chars += outline.places[entry.link].chars;
            reading.entries.push_back(entry);
        }
        group.end_entry = static_cast<std::uint32_t>(reading.entries.size());
        date_entries(reading, group, &units_[i]);
        reading.lists.push_back(group);
        i = end;
    }
    std::stable_sort(reading.lists.begin(), reading.lists.end(),
                     [](const ListGroup& a, const ListGroup& b) {
                         const auto weight = [](const ListGroup& g) {
                             return (g.part == Part::body ? 1U : 0U) * (g.chars + g.dated * 20);
                         };
                         return weight(a) > weight(b);
                     });
}

namespace {

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The date at an end of a title. One in its middle belongs to its sentence. A date without year
// leaves the title also where nobody can say its year.
void date_in_title(ListEntry& entry, const DateContext& context) {
    DateContext any = context;
    if (!any.as_of) any.as_of = Date{};
    const auto found = find_date(entry.title, 0, any);
    if (!found || (found->end + 4 < entry.title.size() && found->begin > 3)) return;
    const std::string_view rest = without_date(entry.title, *found);
    if (rest.size() == entry.title.size() || rest.empty()) return;
    const bool guessed = !context.as_of && (found->shape == DateShape::without_year ||
                                            found->shape == DateShape::relative);
    if (!guessed) entry.date = found->value;
    entry.title = rest;
}

}  // namespace

// The text of the link; of one that holds whole boxes (title, summary, date), the title's box.
std::string_view ListFinder::title_block(const Reading& reading, const Unit& unit) const {
    const Outline& outline = reading.outline;
    const LinkPlace& place = outline.places[unit.link];
    const std::string_view text = reading.facts.links[unit.link].text;
    if (text.size() <= place.end - place.begin + 2) return text;
    std::string_view first;
    for (std::uint32_t b = unit.first_block; b < unit.end_block; ++b) {
        const Block& block = outline.blocks[b];
        if (block.hidden || block.link_chars * 2 < block.chars) continue;
        if (block.chars < kMinTitleChars) continue;
        const bool titled =
            block.heading != 0 || (outline.hints_around(block.box, 1) & kHintTitle) != 0;
        if (titled) return block.text;
        const auto date = find_date(block.text);
        const bool only_date = date && date->begin < 4 && date->end + 4 > block.text.size();
        if (first.empty() && !only_date) first = block.text;
    }
    return first.empty() ? text : first;
}

void ListFinder::date_entries(Reading& reading, ListGroup& group, const Unit* units) {
    const Outline& outline = reading.outline;
    DateContext context{reading.as_of, true};
    const bool relative = reading.as_of.has_value();
    const auto read = [&](std::string_view text) -> std::optional<PrintedDate> {
        const auto found = find_date(text, 0, context);
        return found ? std::optional(found->value) : std::nullopt;
    };
    std::string& text = reading.scratch;
    // The texts of [first, end) that are not the title, short ones only: where a date may stand.
    const auto collect = [&](std::uint32_t first, std::uint32_t end, std::uint32_t link) {
        text.clear();
        const LinkPlace& place = outline.places[link];
        for (std::uint32_t b = first; b < end && text.size() < kMaxDateText; ++b) {
            const Block& block = outline.blocks[b];
            if (block.hidden || (!block.has_digit && !relative)) continue;
            if (b == place.block) {
                text.append(block.text, place.end, std::string_view::npos);
                text += "  ";
                text.append(block.text, 0, place.begin);
            } else if (block.chars <= kMaxDateBlockChars || (block.marks & kMarkTime)) {
                text += block.text;
            }
            text += ' ';
        }
        return std::string_view(text);
    };
    for (std::uint32_t e = group.first_entry; e < group.end_entry; ++e) {
        ListEntry& entry = reading.entries[e];
        const Unit& unit = units[e - group.first_entry];
        const LinkPlace& place = outline.places[entry.link];
        if (unit.segment) {
            const std::string_view block = outline.blocks[place.block].text;
            const bool next_here = e + 1 < group.end_entry &&
                                   units[e + 1 - group.first_entry].first_block == unit.first_block;
            const std::size_t end =
                next_here ? outline.places[reading.entries[e + 1].link].begin : block.size();
            if (end > place.end) entry.date = read(block.substr(place.end, end - place.end));
        } else {
            entry.date = read(trim(collect(entry.first_block, entry.end_block, entry.link)));
        }
        entry.title = title_block(reading, unit);
        if (!entry.date && has_digit(entry.title)) date_in_title(entry, context);
        entry.title = without_marks(entry.title);
        group.dated += entry.date ? 1 : 0;
    }
    if (group.dated > 0 || group.count() < 2) return;
    // Dates in boxes of their own between the entries (dt/dd): those behind, or else before.
    for (const bool behind : {true, false}) {
        for (std::uint32_t e = group.first_entry; e < group.end_entry; ++e) {
            ListEntry& entry = reading.entries[e];
            const std::uint32_t group_end = outline.boxes[group.box].end_block;
            const std::uint32_t first =
                behind ? entry.end_block
                       : (e > group.first_entry ? reading.entries[e - 1].end_block
                                                : outline.boxes[group.box].first_block);
            const std::uint32_t end =
                behind ? (e + 1 < group.end_entry ? reading.entries[e + 1].first_block
                                                  : std::min(group_end, entry.end_block + 2))
                       : entry.first_block;
            if (end <= first || end - first > 3) continue;
            entry.date = read(trim(collect(first, end, entry.link)));
            group.dated += entry.date ? 1 : 0;
        }
        if (group.dated * 2 >= group.count()) return;
        for (std::uint32_t e = group.first_entry; e < group.end_entry; ++e) {
            reading.entries[e].date.reset();
        }
        group.dated = 0;
    }
}

void fill_items(Reading& reading) {
    const Outline& outline = reading.outline;
    for (const ListGroup& group : reading.lists) {
        if (group.part != Part::body) continue;
        const bool dated = group.dated * 5 >= group.count() * 2 && group.dated > 0;
        const bool titled = group.count() >= 3 && group.chars >= group.count() * kMinAverageTitle;
        if (!dated && !titled) continue;
        for (std::uint32_t e = group.first_entry; e < group.end_entry; ++e) {
            const ListEntry& entry = reading.entries[e];
            const Link& link = reading.facts.links[entry.link];
            std::string_view title = entry.title;
            const std::string_view full = trim(outline.places[entry.link].title);
            if ((title.ends_with("...") || title.ends_with("…")) && full.size() > title.size()) {
                title = full;
            }
            if (title.empty()) continue;
            reading.facts.items.push_back({title, link.url, entry.date});
        }
    }
}

namespace {

constexpr std::size_t kMaxScriptItems = 500;

// The text between `open` and `close` behind `at`; npos-safe.
std::string_view between(std::string_view text, std::size_t at, std::string_view open,
                         std::string_view close) {
    const std::size_t begin = text.find(open, at);
    if (begin == std::string_view::npos) return {};
    const std::size_t end = text.find(close, begin + open.size());
    if (end == std::string_view::npos) return {};
    return text.substr(begin + open.size(), end - begin - open.size());
}

void add_comment_items(Reading& reading, std::string_view comment) {
    std::size_t at = 0;
    std::string url;
    while (reading.facts.script_items.size() < kMaxScriptItems) {
        at = comment.find("<a ", at);
        if (at == std::string_view::npos) return;
        const std::size_t end = comment.find("</a>", at);
        if (end == std::string_view::npos) return;
        const std::string_view element = comment.substr(at, end - at);
        std::string_view href = between(element, 0, "href=\"", "\"");
        if (href.empty()) href = between(element, 0, "href='", "'");
        std::string_view title = between(element, 0, "title=\"", "\"");
        const std::size_t close = element.find('>');
        if (title.empty() && close != std::string_view::npos) {
            title = trim(element.substr(close + 1));
            if (title.find('<') != std::string_view::npos) title = {};
        }
        const std::size_t next = std::min(comment.find("<a ", end), comment.size());
        ListItem item;
        url.clear();
        const UrlScheme scheme = reading.base.resolve(href, url);
        if (!href.empty() && char_count(title) >= kMinTitleChars && scheme != UrlScheme::script &&
            scheme != UrlScheme::other && href.front() != '#') {
            item.title = reading.arena.keep(title);
            item.url = reading.arena.keep(url);
            const auto found = find_date(comment.substr(end, next - end), 0, {reading.as_of, true});
            if (found) item.date = found->value;
            reading.facts.script_items.push_back(item);
        }
        at = next;
    }
}

// {"title":"…","url":"…","publishDate":"2021-11-05"} in whatever order, one object at a time.
void add_json_items(Reading& reading, std::string_view script) {
    constexpr std::size_t kMaxObject = 2000;
    std::size_t at = 0;
    std::string url;
    while (reading.facts.script_items.size() < kMaxScriptItems) {
        at = script.find("\"title\"", at);
        if (at == std::string_view::npos) return;
        const std::size_t window = at > kMaxObject ? at - kMaxObject : 0;
        const std::size_t open = script.substr(window, at - window).rfind('{');
        const std::size_t close = script.substr(at, kMaxObject).find('}');
        if (open == std::string_view::npos || close == std::string_view::npos) {
            at += 7;
            continue;
        }
        const std::string_view object = script.substr(window + open, at + close - window - open);
        const auto field = [&](std::initializer_list<std::string_view> names) {
            for (std::string_view name : names) {
                const std::size_t key = object.find(name);
                if (key == std::string_view::npos) continue;
                const std::string_view value = between(object, key + name.size(), "\"", "\"");
                if (!value.empty()) return value;
            }
            return std::string_view{};
        };
        const std::string_view title = field({"\"title\""});
        const std::string_view href = field({"\"url\"", "\"link\"", "\"href\"", "\"docPubUrl\""});
        const std::string_view date =
            field({"\"date\"", "\"pubDate\"", "\"publishDate\"", "\"publishedTimeStr\"",
                   "\"pubtime\"", "\"publishTime\"", "\"time\"", "\"docRelTime\""});
        if (char_count(title) >= kMinTitleChars && !href.empty()) {
            ListItem item;
            url.clear();
            reading.base.resolve(replace_all(std::string(href), "\\/", "/"), url);
            item.title = reading.arena.keep(title);
            item.url = reading.arena.keep(url);
            item.date = parse_machine_date(date);
            reading.facts.script_items.push_back(item);
        }
        at += std::max<std::size_t>(close, 1);
    }
}

}  // namespace

void fill_script_items(Reading& reading) {
    for (std::string_view comment : reading.outline.comments) add_comment_items(reading, comment);
    for (const Script& script : reading.outline.scripts) {
        if (script.marks & kScriptItems) add_json_items(reading, script.text);
    }
    // Links to other offices, put out of use, are no list of texts.
    std::vector<ListItem>& items = reading.facts.script_items;
    std::size_t dated = 0;
    std::size_t chars = 0;
    for (const ListItem& item : items) {
        dated += item.date ? 1 : 0;
        chars += char_count(item.title);
    }
    if (items.size() < 2 || (dated * 5 < items.size() * 2 && chars < items.size() * 10)) {
        items.clear();
    }
}

}  // namespace mingcha::extract
