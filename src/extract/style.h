// What a style attribute, or the declarations of a rule (extract/sheet.h), do to the visibility of
// an element.
#pragma once

#include <string_view>

#include "model/facts.h"

namespace mingcha::extract {

struct InlineStyle {
    HiddenBy hidden = HiddenBy::none;
    std::string_view colour;      // value of `color`, as written
    std::string_view background;  // value of `background` or `background-color`
    bool thin = false;            // no wider or no higher than a pixel
};

InlineStyle read_style(std::string_view style);

// 0x00rrggbb of #rgb, #rrggbb, rgb(…), white, black; -1 for anything else.
int colour_value(std::string_view colour);

// Length in pixels of "12", "12px", "-9999px", "0"; false for other units.
bool pixels(std::string_view text, int& value);

}  // namespace mingcha::extract
