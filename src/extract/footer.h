// Who answers for the page, as its foot says: site code, licence numbers, organizer, contact.
#pragma once

#include <string_view>

#include "extract/reading.h"

namespace mingcha::extract {

// Fills facts.footer, footer_unread, site_name_in_header, unread_header_images, header_names.
void find_footer(Reading& reading);
void find_header(Reading& reading);

// The first licence number in `text`: 皖ICP备05016543号-1, 京ICP证030173号, the old
// 京ICP10036469号.
std::string_view find_icp(std::string_view text);

// 皖公网安备 34150002000142号 with its digits, as printed; empty where there is none.
std::string_view find_police_number(std::string_view text);

// Behind 网站标识码 or at the start of `text`: ten digits, bm and eight, or what a foot misprints
// as such (8 to 14 digits); empty where there is none.
std::string_view find_site_code(std::string_view text);

}  // namespace mingcha::extract
