// What the <style> elements of a page, and style sheets of its site, hide: simple rules only (tag,
// class, id; descendant and child), and only those that no other rule takes back. Menus that open
// on hover, tabs with a class of their own for the open one, and rules for narrow screens are left
// out.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "model/facts.h"

namespace mingcha::extract {

inline constexpr std::size_t kMaxSheetBytes = 1 << 18;  // of all <style> of a page, read
inline constexpr std::size_t kMaxHidingRules = 200;
inline constexpr std::size_t kMaxSelectorParts = 6;
inline constexpr std::size_t kMaxSheetTests = 200'000;  // elements held against rules, a page

class HidingSheet {
public:
    void clear();
    // The text of a <style> element; it must outlive the last call of hides().
    void read(std::string_view css) { texts_.push_back(css); }
    bool empty() const { return texts_.empty(); }
    // Whether `node` or an element around it is hidden, and how.
    HiddenBy hides(const html::Node* node);

private:
    // One compound selector: tag, id and classes that an element must have.
    struct Compound {
        std::string_view tag, id;
        std::vector<std::string_view> classes;
        bool child = false;  // the parent must match the compound before, not just any ancestor
    };
    struct Selector {
        std::vector<Compound> parts;  // the last is the element's own
        bool has_state = false;       // :hover and the like
    };
    struct Rule {
        Selector selector;
        HiddenBy hidden = HiddenBy::none;
        bool judged = false, revealed = false;
    };
    // The pages of a site share their sheets: the last few are kept with their rules.
    struct Known {
        std::string css;  // what the rules view into
        std::vector<Rule> rules;
    };
    static constexpr std::size_t kKnown = 8;

    Known& recall();
    bool is_of(const Known& known) const;
    static void parse(Known& known);
    template <class Take>
    static void each_rule(std::string_view css, bool hiding_only, Take take);
    static bool is_revealed(const Rule& rule, std::string_view css);
    static bool parse(std::string_view text, Selector& selector);
    static bool reveals(const Compound& shown, const Compound& hidden);
    static bool matches(const Compound& compound, const html::Node* node);
    bool matches(const Selector& selector, const html::Node* node);

    std::vector<std::string_view> texts_;
    std::array<Known, kKnown> known_;
    std::size_t next_known_ = 0;
    Known* current_ = nullptr;
    std::size_t tests_ = 0;
    // Elements found to be seen, the last few: links stand beside each other.
    std::array<const html::Node*, 8> seen_{};
    std::size_t next_seen_ = 0;
};

}  // namespace mingcha::extract
