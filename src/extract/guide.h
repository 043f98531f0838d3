// Service guides (办事指南): which of the eight classes of elements they have, and what their
// wording lacks.
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

struct GuideSigns {
    Guide guide;
    int elements = 0;  // classes found, name not counted
    int points = 0;
};

GuideSigns find_guide_signs(const Reading& reading);

// Fills guide.faults from the text of the page.
void find_guide_faults(const Reading& reading, Guide& guide);

// "其他材料", "等相关材料", "根据有关规定": what tells an applicant nothing. Empty where clear.
std::string_view find_vague_wording(std::string_view text);

}  // namespace mingcha::extract
