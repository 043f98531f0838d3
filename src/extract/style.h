// What a style attribute does to the visibility of its element. Style sheets are not read: menus
// that open on hover live there, and a link in one is no hidden link.
#pragma once

#include <string_view>

#include "model/facts.h"

namespace mingcha::extract {

struct InlineStyle {
    HiddenBy hidden = HiddenBy::none;
    std::string_view colour;      // value of `color`, as written
    std::string_view background;  // value of `background` or `background-color`
};

InlineStyle read_style(std::string_view style);

// 0x00rrggbb of #rgb, #rrggbb, rgb(…), white, black; -1 for anything else.
int colour_value(std::string_view colour);

// Length in pixels of "12", "12px", "-9999px", "0"; false for other units.
bool pixels(std::string_view text, int& value);

}  // namespace mingcha::extract
