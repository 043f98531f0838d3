// The parts of a circular that rest on its background, as fields of their texts: reposts, messages
// of 找错, what was mended, what was demanded, whom to praise, and numbers by platform and level.
#pragma once

#include <string>
#include <vector>

#include "report/circular_figures.h"

namespace mingcha::report {

// Fields of the texts `reposts`, `corrections`, `rectified`, `platforms`, `praise`; a part that has
// nothing to say leaves its leading field empty (part_field).
void add_section_fields(const CircularInput& input, const CircularNames& names,
                        const CircularScope& scope, Fields& fields);

// 上期工作要求落实: a sentence a demand of the campaign before; empty where there was none.
std::vector<std::string> demand_sentences(const CircularInput& input);

// Ranks and lists, praise, and each practice: only what the ledger of honours holds.
std::vector<std::string> honour_sentences(const CircularInput& input, const CircularNames& names);

// The word of the ruleset for so many.
std::string amount_word(const CircularStyle& style, std::int64_t count);

}  // namespace mingcha::report
