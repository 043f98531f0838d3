// Lists of titled links: news lists, file lists, sections of a home page, with the date of each
// entry wherever the list prints it (before, behind, above, split over two boxes).
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

class ListFinder {
public:
    // Fills reading.lists and reading.entries.
    void find(Reading& reading);

private:
    struct Unit {
        std::uint32_t link, group, box, first_block, end_block;
        bool segment;  // one of several in one block
    };
    bool is_title_link(const Reading& reading, std::uint32_t link) const;
    Unit unit_of(const Reading& reading, std::uint32_t link) const;
    std::string_view title_block(const Reading& reading, const Unit& unit) const;
    void date_entries(Reading& reading, ListGroup& group, const Unit* units);

    std::vector<std::uint32_t> titles_before_;  // prefix counts over links
    std::vector<Unit> units_;
    std::vector<std::uint32_t> order_;
};

// Copies the lists that are content into facts.items.
void fill_items(Reading& reading);

// Lists that only an HTML comment or a script's JSON holds, into facts.script_items.
void fill_script_items(Reading& reading);

// Bits of LinkMark for the text of a link.
std::uint8_t link_marks_of(std::string_view text);

inline bool is_step_link(std::string_view text) {
    return (link_marks_of(text) & kLinkStep) != 0;
}

}  // namespace mingcha::extract
