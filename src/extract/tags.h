// Meta tags of a page held against the standard's list (guidelines C5): what is missing, wrong or
// stands for nothing.
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

// Fills facts.tag_faults. Needs the page's kind.
void find_tag_faults(Reading& reading);

}  // namespace mingcha::extract
