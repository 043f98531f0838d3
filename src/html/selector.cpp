#include "html/selector.h"

#include <algorithm>

namespace mingcha::html {

namespace {

constexpr std::int32_t kMaxNth = 1'000'000;  // of a in an+b and of b

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool equals_any_case(std::string_view a, std::string_view lower_b) {
    return std::equal(a.begin(), a.end(), lower_b.begin(), lower_b.end(),
                      [](char x, char y) { return lower(x) == y; });
}

const Node* element_before(const Node* node) {
    do {
        node = node->previous;
    } while (node != nullptr && !node->is_element());
    return node;
}
const Node* element_behind(const Node* node) {
    do {
        node = node->next;
    } while (node != nullptr && !node->is_element());
    return node;
}
const Node* parent_element(const Node* node) {
    return node->parent != nullptr && node->parent->is_element() ? node->parent : nullptr;
}

bool has_word(std::string_view list, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = list.find(word); at != std::string_view::npos;
         at = list.find(word, at + 1)) {
        const bool begins = at == 0 || is_space(list[at - 1]);
        const std::size_t end = at + word.size();
        if (begins && (end == list.size() || is_space(list[end]))) return true;
    }
    return false;
}

}  // namespace

// Reads one selector from left to right.
class SelectorReader {
public:
    explicit SelectorReader(std::string_view text) : text_(text) {}

    Result<Selector> read() {
        if (text_.size() > kMaxSelectorBytes) {
            return fail(std::string(text_.substr(0, 40)), "selector too long",
                        "at most " + std::to_string(kMaxSelectorBytes) + " bytes");
        }
        do {
            if (!read_complex()) return wrong();
        } while (take(','));
        if (at_ != text_.size()) {
            expect("a combinator, ',' or the end");
            return wrong();
        }
        return std::move(out_);
    }

private:
    Fail wrong() const {
        return fail("selector \"" + std::string(text_) + "\", byte " + std::to_string(at_ + 1),
                    "expected " + expected_, "see html/selector.h for what is understood");
    }
    bool expect(const char* what) {
        if (expected_.empty()) expected_ = what;
        return false;
    }
    bool skip_space() {
        const std::size_t from = at_;
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        return at_ > from;
    }
    bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    // Letters, digits, '-', '_' and what is not ASCII; '\' makes any character part of a name.
    bool name(std::string& out) {
        out.clear();
        while (at_ < text_.size()) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
                out += text_[at_ + 1];
                at_ += 2;
            } else if (is_name_char(text_[at_])) {
                out += text_[at_++];
            } else {
                break;
            }
        }
        return out.empty() ? expect("a name") : true;
    }

    bool read_complex() {
        using Relation = Selector::Relation;
        Selector::Complex complex;
        complex.first = static_cast<std::uint32_t>(out_.compounds_.size());
        Relation relation = Relation::none;
        skip_space();
        for (;;) {
            Selector::Compound compound;
            if (!read_compound(compound, true)) return false;
            compound.relation = relation;
            out_.compounds_.push_back(compound);
            const bool space = skip_space();
            if (take('>')) {
                relation = Relation::child;
            } else if (take('+')) {
                relation = Relation::next_sibling;
            } else if (take('~')) {
                relation = Relation::later_sibling;
            } else if (space && at_ < text_.size() && text_[at_] != ',') {
                relation = Relation::descendant;
            } else {
                break;
            }
            skip_space();
        }
        complex.end = static_cast<std::uint32_t>(out_.compounds_.size());
        out_.list_.push_back(complex);
        return true;
    }

    // The simple selectors of a compound stand together in simples_; those inside its :not are
    // read into it first, so they are set aside until it is complete.
    bool read_compound(Selector::Compound& compound, bool may_negate) {
        std::vector<Selector::Simple> simples;
        bool any = take('*');
        if (!any && at_ < text_.size() && (is_name_char(text_[at_]) || text_[at_] == '\\')) {
            Selector::Simple simple;
            if (!name(simple.name)) return false;
            std::transform(simple.name.begin(), simple.name.end(), simple.name.begin(), lower);
            simple.tag = find_tag(simple.name);
            simples.push_back(std::move(simple));
        }
        while (at_ < text_.size()) {
            Selector::Simple simple;
            if (take('.')) {
                simple.test = Selector::Test::has_class;
                if (!name(simple.value)) return false;
            } else if (take('#')) {
                simple.test = Selector::Test::id;
                if (!name(simple.value)) return false;
            } else if (take('[')) {
                if (!read_attribute(simple)) return false;
            } else if (take(':')) {
                if (!read_pseudo(simple, simples, may_negate)) return false;
            } else {
                break;
            }
            simples.push_back(std::move(simple));
        }
        if (simples.empty() && !any) return expect("an element name, *, '.', '#', '[' or ':'");
        compound.first = static_cast<std::uint32_t>(out_.simples_.size());
        for (Selector::Simple& simple : simples) out_.simples_.push_back(std::move(simple));
        compound.end = static_cast<std::uint32_t>(out_.simples_.size());
        return true;
    }

    bool read_attribute(Selector::Simple& simple) {
        using Test = Selector::Test;
        skip_space();
        if (!name(simple.name)) return false;
        std::transform(simple.name.begin(), simple.name.end(), simple.name.begin(), lower);
        simple.attr = find_attribute(simple.name);
        skip_space();
        if (take(']')) {
            simple.test = Test::attr_present;
            return true;
        }
        constexpr std::pair<char, Test> kOperators[] = {{'~', Test::attr_word},
                                                        {'^', Test::attr_begins},
                                                        {'$', Test::attr_ends},
                                                        {'*', Test::attr_contains},
                                                        {'|', Test::attr_dash}};
        simple.test = Test::attr_equals;
        for (const auto& [sign, test] : kOperators) {
            if (take(sign)) {
                simple.test = test;
                break;
            }
        }
        if (!take('=')) return expect("'=' or ']'");
        skip_space();
        if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
            const std::size_t close = text_.find(text_[at_], at_ + 1);
            if (close == std::string_view::npos) return expect("the closing quote");
            simple.value = text_.substr(at_ + 1, close - at_ - 1);
            at_ = close + 1;
        } else if (!name(simple.value)) {
            return false;
        }
        skip_space();
        return take(']') ? true : expect("']'");
    }

    bool read_pseudo(Selector::Simple& simple, std::vector<Selector::Simple>& simples,
                     bool may_negate) {
        using Test = Selector::Test;
        std::string word;
        if (!name(word)) return false;
        simple.test = Test::nth_child;
        if (word == "first-child" || word == "only-child") {
            simple.offset = 1;
            if (word == "only-child") {
                Selector::Simple last;
                last.test = Test::last_child;
                simples.push_back(last);
            }
            return true;
        }
        if (word == "last-child") {
            simple.test = Test::last_child;
            return true;
        }
        if (word == "empty") {
            simple.test = Test::empty;
            return true;
        }
        if (word == "nth-child") return read_nth(simple);
        if (word != "not" || !may_negate) {
            return expect("first-child, last-child, only-child, nth-child, empty or not");
        }
        simple.test = Test::not_any;
        return read_negated(simple);
    }

    bool read_negated(Selector::Simple& simple) {
        if (!take('(')) return expect("'('");
        simple.first = static_cast<std::uint32_t>(out_.negated_.size());
        do {
            skip_space();
            Selector::Compound compound;
            if (!read_compound(compound, false)) return false;
            out_.negated_.push_back(compound);
            skip_space();
        } while (take(','));
        simple.end = static_cast<std::uint32_t>(out_.negated_.size());
        return take(')') ? true : expect("')'");
    }

    // odd, even, 3, 2n, n+1, -n+3, 2n - 1
    bool read_nth(Selector::Simple& simple) {
        if (!take('(')) return expect("'('");
        const std::size_t close = text_.find(')', at_);
        if (close == std::string_view::npos) return expect("')'");
        std::string formula;
        for (char c : text_.substr(at_, close - at_)) {
            if (!is_space(c)) formula += lower(c);
        }
        if (formula == "odd") formula = "2n+1";
        if (formula == "even") formula = "2n";
        std::string_view rest = formula;
        const auto number = [&](std::int32_t& value) {
            const bool minus = rest.starts_with('-');
            if (minus || rest.starts_with('+')) rest.remove_prefix(1);
            std::size_t digits = 0;
            value = 0;
            while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') {
                value = std::min(value * 10 + (rest[digits++] - '0'), kMaxNth);
            }
            rest.remove_prefix(digits);
            const bool implied = digits == 0 && rest.starts_with('n');
            if (implied) value = 1;
            if (minus) value = -value;
            return digits > 0 || implied;
        };
        if (!number(simple.offset)) return expect("odd, even or an+b");
        if (rest.starts_with('n')) {
            rest.remove_prefix(1);
            simple.step = simple.offset;
            simple.offset = 0;
            if (!rest.empty() && ((rest[0] != '+' && rest[0] != '-') || !number(simple.offset))) {
                return expect("odd, even or an+b");
            }
        }
        if (!rest.empty()) return expect("odd, even or an+b");
        at_ = close + 1;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string expected_;
    Selector out_;
};

Result<Selector> Selector::compile(std::string_view text) {
    return SelectorReader(text).read();
}

bool Selector::holds(const Simple& simple, const Node* element) const {
    const auto value_of = [&]() -> const Attribute* {
        return simple.attr != AttrId::unknown ? element->find(simple.attr)
                                              : element->find(simple.name);
    };
    const Attribute* attribute = nullptr;
    switch (simple.test) {
        case Test::tag:
            if (simple.tag != TagId::unknown) return element->tag == simple.tag;
            return element->tag == TagId::unknown && equals_any_case(element->name(), simple.name);
        case Test::id:
            attribute = element->find(AttrId::id);
            return attribute != nullptr && attribute->value == simple.value;
        case Test::has_class:
            return has_word(element->attribute(AttrId::class_), simple.value);
        case Test::attr_present:
            return value_of() != nullptr;
        case Test::attr_equals:
            attribute = value_of();
            return attribute != nullptr && attribute->value == simple.value;
        case Test::attr_word:
            attribute = value_of();
            return attribute != nullptr && has_word(attribute->value, simple.value);
        case Test::attr_begins:
            attribute = value_of();
            return attribute != nullptr && !simple.value.empty() &&
                   attribute->value.starts_with(simple.value);
        case Test::attr_ends:
            attribute = value_of();
            return attribute != nullptr && !simple.value.empty() &&
                   attribute->value.ends_with(simple.value);
        case Test::attr_contains:
            attribute = value_of();
            return attribute != nullptr && !simple.value.empty() &&
                   attribute->value.find(simple.value) != std::string_view::npos;
        case Test::attr_dash:
            attribute = value_of();
            return attribute != nullptr && attribute->value.starts_with(simple.value) &&
                   (attribute->value.size() == simple.value.size() ||
                    attribute->value[simple.value.size()] == '-');
        case Test::nth_child: {
            std::int32_t index = 1;
            for (const Node* at = element_before(element); at != nullptr; at = element_before(at)) {
                // Without a step nothing behind the wanted child can match: no need to count on.
                if (++index > simple.offset && simple.step == 0) return false;
                if (index > kMaxElderSiblings) return false;
            }
            const std::int32_t left = index - simple.offset;
            if (simple.step == 0) return left == 0;
            return left % simple.step == 0 && left / simple.step >= 0;
        }
        case Test::last_child:
            return element_behind(element) == nullptr;
        case Test::empty:
            for (const Node* child : children(element)) {
                if (child->is_element() || child->is_text()) return false;
            }
            return true;
        case Test::not_any:
            for (std::uint32_t i = simple.first; i < simple.end; ++i) {
                if (holds(negated_[i], element)) return false;
            }
            return true;
    }
    return false;
}

bool Selector::holds(const Compound& compound, const Node* element) const {
    for (std::uint32_t i = compound.first; i < compound.end; ++i) {
        if (!holds(simples_[i], element)) return false;
    }
    return true;
}

// From right to left. Where a descendant or later-sibling step fails further left, the nearest such
// step is tried again with the next candidate; a step further right need not be, because the
// candidates of the nearer one include all that it would lead to.
bool Selector::holds(const Complex& complex, const Node* element) const {
    std::uint32_t i = complex.end - 1;
    if (!holds(compounds_[i], element)) return false;
    const Node* node = element;
    const Node* retry_descendant = nullptr;  // candidate that was taken last
    std::uint32_t retry_at = 0;
    const Node* retry_sibling = nullptr;
    std::uint32_t sibling_at = 0;
    while (i > complex.first) {
        const Relation relation = compounds_[i].relation;
        const bool sibling =
            relation == Relation::next_sibling || relation == Relation::later_sibling;
        const bool many = relation == Relation::descendant || relation == Relation::later_sibling;
        const auto step = [&](const Node* from) {
            return sibling ? element_before(from) : parent_element(from);
        };
        const Node* at = step(node);
        std::int32_t steps = 0;
        while (many && at != nullptr && !holds(compounds_[i - 1], at)) {
            at = ++steps < kMaxElderSiblings ? step(at) : nullptr;
        }
        if (at != nullptr && holds(compounds_[i - 1], at)) {
            if (relation == Relation::descendant) {
                retry_descendant = at;
                retry_at = i;
                retry_sibling = nullptr;
            } else if (relation == Relation::later_sibling) {
                retry_sibling = at;
                sibling_at = i;
            }
            node = at;
            --i;
            continue;
        }
        // Siblings run out before ancestors do.
        if (retry_sibling != nullptr) {
            node = retry_sibling;
            i = sibling_at;
            retry_sibling = nullptr;
        } else if (retry_descendant != nullptr) {
            node = retry_descendant;
            i = retry_at;
            retry_descendant = nullptr;
        } else {
            return false;
        }
    }
    return true;
}

bool Selector::matches(const Node* element) const {
    for (const Complex& complex : list_) {
        if (holds(complex, element)) return true;
    }
    return false;
}

const Node* Selector::first(const Node* root) const {
    for (const Node* node : descendants(root)) {
        if (node->is_element() && matches(node)) return node;
    }
    return nullptr;
}

std::vector<const Node*> Selector::all(const Node* root) const {
    std::vector<const Node*> found;
    each(root, [&](const Node* node) { found.push_back(node); });
    return found;
}

}  // namespace mingcha::html
