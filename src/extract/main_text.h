// Where the one text of a page is, told apart from menus, lists and footers without templates.
#pragma once

#include "extract/reading.h"
#include "extract/words.h"

namespace mingcha::extract {

// Fills reading.main; chars is 0 where the page has no running text.
void find_main_text(Reading& reading, std::vector<std::uint32_t>& scores);

// Whether a block is one of a footer by its words (版权所有, ICP备, 网站标识码, 主办单位 …).
inline bool reads_like_footer(const Block& block) {
    return (block.marks & kMarkFooter) != 0;
}

}  // namespace mingcha::extract
