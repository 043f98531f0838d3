// CSS selectors, the subset that rules and column models need. Compiled once, matched without
// memory of its own.
//
//   type, *, .class, #id, [name], [name=v], [~=], [^=], [$=], [*=], [|=] (values bare or quoted),
//   descendant " ", child ">", next sibling "+", later sibling "~", lists ",",
//   :first-child, :last-child, :only-child, :empty, :nth-child(an+b, odd, even),
//   :not(list of compound selectors).
//
// Element and attribute names match without case, ids, classes and values with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/document.h"

namespace mingcha::html {

inline constexpr std::size_t kMaxSelectorBytes = 4096;
// Elder siblings looked at for :nth-child and ~; an element with more of them matches neither, so
// that a page of a million siblings costs no square of it.
inline constexpr std::int32_t kMaxElderSiblings = 10'000;

class Selector {
public:
    // Errors: where = the selector and the byte, what = what is wrong there.
    static Result<Selector> compile(std::string_view text);

    bool matches(const Node* element) const;
    // The first inside `root` in document order; nullptr where there is none.
    const Node* first(const Node* root) const;
    // use(const Node*) for each inside `root` in document order.
    template <class Use>
    void each(const Node* root, Use&& use) const {
        for (const Node* node : descendants(root)) {
            if (node->is_element() && matches(node)) use(node);
        }
    }
    std::vector<const Node*> all(const Node* root) const;

private:
    friend class SelectorReader;
    enum class Test : std::uint8_t {
        tag,
        id,
        has_class,
        attr_present,
        attr_equals,
        attr_word,
        attr_begins,
        attr_ends,
        attr_contains,
        attr_dash,
        nth_child,
        last_child,
        empty,
        not_any
    };
    enum class Relation : std::uint8_t { none, descendant, child, next_sibling, later_sibling };
    struct Simple {
        Test test = Test::tag;
        TagId tag = TagId::unknown;  // with `name`, where not of the known ones
        AttrId attr = AttrId::unknown;
        std::string name;
        std::string value;
        std::int32_t step = 0, offset = 0;  // :nth-child
        std::uint32_t first = 0, end = 0;   // :not: negated_
    };
    struct Compound {  // simples_[first, end), all of which must hold; none: any element
        std::uint32_t first = 0, end = 0;
        Relation relation = Relation::none;  // to the compound before it
    };
    struct Complex {  // compounds_[first, end)
        std::uint32_t first = 0, end = 0;
    };

    bool holds(const Simple& simple, const Node* element) const;
    bool holds(const Compound& compound, const Node* element) const;
    bool holds(const Complex& complex, const Node* element) const;

    std::vector<Simple> simples_;
    std::vector<Compound> compounds_;
    std::vector<Compound> negated_;
    std::vector<Complex> list_;
};

}  // namespace mingcha::html
