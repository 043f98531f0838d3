// How the search box of a page sends what is typed into it.
#pragma once

#include <string_view>

#include "base/url.h"
#include "extract/outline.h"
#include "html/document.h"
#include "model/facts.h"

namespace mingcha::extract {

inline constexpr std::size_t kMaxFormFields = 20;   // sent besides the box; more is no search
inline constexpr std::size_t kMaxFormNodes = 2000;  // looked at in one form

// `box`: the text field. Fills in the way, and for forms their address and fields. `gbk`: the page
// is in GBK. A form whose page says that a script sends it counts as script.
void read_search_form(const html::Node* box, const UrlBase& base, bool gbk, TextArena& arena,
                      FormFacts& forms);

}  // namespace mingcha::extract
