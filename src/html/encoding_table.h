// The encodings of the Encoding standard and the ICU converters that read them.
#pragma once

#include <string_view>

namespace mingcha::html {

struct Encoding {
    std::string_view name;    // in lower case
    const char* converter;    // ICU's name
    std::string_view labels;  // with spaces between them
};

// By name; nullptr where there is none.
const Encoding* find_encoding(std::string_view name);

}  // namespace mingcha::html
