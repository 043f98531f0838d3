#include "extract/sheet.h"

#include <algorithm>

#include "base/text.h"
#include "extract/style.h"

namespace mingcha::extract {

namespace {

constexpr std::string_view kClosing = "}\n";  // ends a block that a <style> element left open
constexpr int kMaxNested = 8;                 // blocks within blocks: @media, @supports

bool is_name_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || byte >= 0x80;
}

// Where a block ends, and whether one of its values may hide something: display:none,
// visibility:hidden, overflow:hidden, opacity:0, font-size:0 or 1px, left:-9999px, clip:rect(…),
// transform:scale(0) and their like. Told by the letters around the colon, for most rules of most
// sheets hide nothing.
struct BlockEnd {
    std::size_t behind = 0;
    bool may_hide = false;
};

bool may_hide(char before, char value) {
    switch (value) {
        case 'n':
            return before == 'y' || before == 'Y';
        case 'h':
            return before == 'y' || before == 'w' || before == 'Y' || before == 'W';
        case '0':
        case '.':
            return before == 'y' || before == 'e' || before == 'Y' || before == 'E';
        case '-':
            return before == 't' || before == 'p' || before == 'm';
        case '1':
            return before == 'e' || before == 'E';  // font-size
        case 'r':
            return before == 'p';  // clip
        case 's':
        case 't':
            return before == 'm';  // transform
        default:
            return value == 'N' || value == 'H' || value == 'a';  // filter: alpha(…)
    }
}

bool some_value_may_hide(std::string_view block) {
    for (std::size_t at = block.find(':'); at != std::string_view::npos;
         at = block.find(':', at + 1)) {
        std::size_t before = at;
        std::size_t value = at + 1;
        while (before > 0 && block[before - 1] == ' ') --before;
        while (value < block.size() && block[value] == ' ') ++value;
        if (before > 0 && value < block.size() && may_hide(block[before - 1], block[value])) {
            return true;
        }
    }
    return false;
}

// The end of the text where the block that begins at `open` is never closed.
BlockEnd end_of_block(std::string_view css, std::size_t open) {
    BlockEnd end{css.size(), false};
    const std::size_t close = css.find('}', open + 1);
    if (close == std::string_view::npos) {
        end.may_hide = true;
        return end;
    }
    const std::string_view block = css.substr(open + 1, close - open - 1);
    if (block.find('{') == std::string_view::npos) {
        end.behind = close + 1;
        end.may_hide = some_value_may_hide(block);
        return end;
    }
    int depth = 0;
    for (std::size_t i = open; i < css.size(); ++i) {
        if (css[i] == '{' && ++depth > kMaxNested) return end;
        if (css[i] != '}' || --depth > 0) continue;
        end.behind = i + 1;
        return end;
    }
    return end;
}

bool has_class(const html::Node* node, std::string_view wanted) {
    const html::Attribute* found = node->find(html::AttrId::class_);
    return found != nullptr && node->has_class(wanted);
}

// The selectors of a rule without what stands before them: comments, at-rules without a block.
std::string_view selectors_of(std::string_view head) {
    if (const std::size_t comment = head.rfind("*/"); comment != std::string_view::npos) {
        head.remove_prefix(comment + 2);
    }
    if (const std::size_t rule = head.find_last_of(";}"); rule != std::string_view::npos) {
        head.remove_prefix(rule + 1);
    }
    return trim(head);
}

// A declaration that makes visible what another rule hides.
bool shows(std::string_view declarations) {
    for (std::string_view each : split(declarations, ';')) {
        const std::size_t colon = each.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = trim(each.substr(0, colon));
        const std::string_view value = trim(each.substr(colon + 1));
        if (name == "display" && !value.starts_with("none")) return true;
        if (name == "visibility" && value.starts_with("visible")) return true;
        if (name == "opacity" && !value.starts_with('0')) return true;
        const bool size = name == "height" || name == "max-height" || name == "width";
        if (size && !value.starts_with('0')) return true;
        const bool place = name == "left" || name == "top" || name == "right";
        if (place && !value.starts_with('-')) return true;
    }
    return false;
}

}  // namespace

void HidingSheet::clear() {
    texts_.clear();
    current_ = nullptr;
    tests_ = 0;
    seen_ = {};
    next_seen_ = 0;
}

// The texts one behind the other, each followed by what closes it.
bool HidingSheet::is_of(const Known& known) const {
    std::string_view left = known.css;
    for (std::string_view text : texts_) {
        if (!left.starts_with(text)) return false;
        left.remove_prefix(text.size());
        if (!left.starts_with(kClosing)) return false;
        left.remove_prefix(kClosing.size());
    }
    return left.empty();
}

HidingSheet::Known& HidingSheet::recall() {
    for (Known& known : known_) {
        if (!known.css.empty() && is_of(known)) return known;
    }
    Known& known = known_[next_known_++ % kKnown];
    known.css.clear();
    known.rules.clear();
    for (std::string_view text : texts_) {
        if (known.css.size() >= kMaxSheetBytes) break;
        known.css += text.substr(0, kMaxSheetBytes - known.css.size());
        known.css += kClosing;
    }
    parse(known);
    return known;
}

// Calls `take` with the selectors and the declarations of every rule; it returns false to stop.
template <class Take>
void HidingSheet::each_rule(std::string_view css, bool hiding_only, Take take) {
    std::size_t at = 0;
    while (at < css.size()) {
        const std::size_t open = css.find('{', at);
        if (open == std::string_view::npos) return;
        const BlockEnd end = end_of_block(css, open);
        const std::size_t begin = at;
        at = end.behind;
        if (hiding_only && !end.may_hide) continue;
        const std::string_view head = selectors_of(css.substr(begin, open - begin));
        std::string_view block = css.substr(open + 1, end.behind - open - 1);
        if (block.ends_with('}')) block.remove_suffix(1);
        // Blocks of @media and the like hold for some screens only.
        if (head.empty() || head.front() == '@') continue;
        if (!take(head, block)) return;
    }
}

void HidingSheet::parse(Known& known) {
    each_rule(known.css, true, [&](std::string_view selectors, std::string_view declarations) {
        const HiddenBy hidden = read_style(declarations).hidden;
        if (hidden == HiddenBy::none) return true;
        for (std::string_view text : split(selectors, ',')) {
            Rule rule;
            if (!parse(trim(text), rule.selector) || rule.selector.has_state) continue;
            if (known.rules.size() == kMaxHidingRules) return false;
            rule.hidden = hidden;
            known.rules.push_back(std::move(rule));
        }
        return true;
    });
}

// Some rule shows the elements that `shown` stands for, in some state: a rule that hides the same
// names is that of a menu, a tab or a later change of mind.
bool HidingSheet::reveals(const Compound& shown, const Compound& hidden) {
    if (!hidden.id.empty() && hidden.id != shown.id) return false;
    if (!hidden.tag.empty() && !shown.tag.empty() && hidden.tag != shown.tag) return false;
    if (hidden.id.empty() && hidden.classes.empty()) return hidden.tag == shown.tag;
    return std::all_of(hidden.classes.begin(), hidden.classes.end(), [&](std::string_view name) {
        return std::find(shown.classes.begin(), shown.classes.end(), name) != shown.classes.end();
    });
}

bool HidingSheet::is_revealed(const Rule& rule, std::string_view css) {
    bool revealed = false;
    each_rule(css, false, [&](std::string_view selectors, std::string_view declarations) {
        if (!shows(declarations)) return true;
        for (std::string_view text : split(selectors, ',')) {
            Selector selector;
            if (!parse(trim(text), selector)) continue;
            revealed = reveals(selector.parts.back(), rule.selector.parts.back());
            if (revealed) return false;
        }
        return true;
    });
    return revealed;
}

// False for what is no chain of simple compounds.
bool HidingSheet::parse(std::string_view text, Selector& selector) {
    std::vector<Compound>& parts = selector.parts;
    bool child = false;
    std::size_t i = 0;
    const auto name = [&] {
        const std::size_t begin = i;
        while (i < text.size() && is_name_byte(text[i])) ++i;
        return text.substr(begin, i - begin);
    };
    while (i < text.size()) {
        const char c = text[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            ++i;
            continue;
        }
        if (c == '>') {
            child = true;
            ++i;
            continue;
        }
        if (parts.size() == kMaxSelectorParts) return false;
        Compound& part = parts.emplace_back();
        part.child = child;
        child = false;
        const std::size_t begin = i;
        while (i < text.size()) {
            if (is_name_byte(text[i])) {
                part.tag = name();
            } else if (text[i] == '*') {
                ++i;
            } else if (text[i] == '.') {
                ++i;
                part.classes.push_back(name());
            } else if (text[i] == '#') {
                ++i;
                part.id = name();
            } else if (text[i] == ':') {
                while (i < text.size() && text[i] == ':') ++i;
                if (name().empty()) return false;
                selector.has_state = true;
            } else {
                break;
            }
        }
        if (i == begin) return false;  // [attribute], +, ~ and what is no selector
    }
    return !parts.empty() && !child;
}

bool HidingSheet::matches(const Compound& compound, const html::Node* node) {
    if (!node->is_element()) return false;
    if (!compound.tag.empty() && !equals_ignoring_ascii_case(compound.tag, node->name())) {
        return false;
    }
    if (!compound.id.empty() && node->attribute(html::AttrId::id) != compound.id) return false;
    return std::all_of(compound.classes.begin(), compound.classes.end(),
                       [&](std::string_view name) { return has_class(node, name); });
}

bool HidingSheet::matches(const Selector& selector, const html::Node* node) {
    const std::vector<Compound>& parts = selector.parts;
    std::size_t part = parts.size() - 1;
    if (!matches(parts[part], node)) return false;
    // Without going back over an ancestor once taken: enough for rules as people write them.
    for (const html::Node* up = node->parent; part > 0; up = up->parent) {
        if (up == nullptr || ++tests_ > kMaxSheetTests) return false;
        if (matches(parts[part - 1], up)) {
            --part;
        } else if (parts[part].child) {
            return false;
        }
    }
    return true;
}

HiddenBy HidingSheet::hides(const html::Node* node) {
    if (current_ == nullptr) current_ = &recall();
    if (current_->rules.empty()) return HiddenBy::none;
    for (const html::Node* each = node; each != nullptr; each = each->parent) {
        if (!each->is_element() || each->is(html::TagId::body)) break;
        if (std::find(seen_.begin(), seen_.end(), each) != seen_.end()) break;
        for (Rule& rule : current_->rules) {
            if (++tests_ > kMaxSheetTests) return HiddenBy::none;
            if (!matches(rule.selector, each)) continue;
            if (!rule.judged) rule.revealed = is_revealed(rule, current_->css);
            rule.judged = true;
            if (!rule.revealed) return rule.hidden;
        }
    }
    // The link itself is asked for once; what is around it, by the next ones too.
    constexpr int kLevels = 3;
    const html::Node* around = node->parent;
    for (int i = 0; i < kLevels && around != nullptr; ++i, around = around->parent) {
        if (std::find(seen_.begin(), seen_.end(), around) != seen_.end()) break;
        seen_[next_seen_++ % seen_.size()] = around;
    }
    return HiddenBy::none;
}

}  // namespace mingcha::extract
