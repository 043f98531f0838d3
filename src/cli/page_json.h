// The facts of a page as `extract` prints them (contract §4).
#pragma once

#include <string>
#include <string_view>

#include "model/facts.h"

namespace mingcha::cli {

// One JSON object on one line, without line end. What the page does not say is null.
void append_page_json(const PageFacts& facts, std::string& out);

// {"url": …, "error": …}
void append_page_error(std::string_view url, std::string_view error, std::string& out);

}  // namespace mingcha::cli
