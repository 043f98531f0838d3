// 政策解读: which texts interpret, and which document they are about.
#pragma once

#include <string>
#include <string_view>

#include "model/facts.h"

namespace mingcha::audit {

inline constexpr std::size_t kMinSubjectLetters = 6;  // that name one document

// Does a title call its text an interpretation (解读, 图解, 一图读懂 …)?
bool names_interpretation(std::string_view title);

// In a picture, a chart, sound or moving pictures, or a press conference, by its title.
bool names_lively_form(std::string_view title);

bool is_interpretation_text(const PageFacts& page);
bool is_policy_text(const PageFacts& page);

// The document that an interpretation's title names, as letters of audit/titles.h: between 《 and
// 》, or what is left of it.
std::u32string interpreted_subject(std::string_view title);

}  // namespace mingcha::audit
