// The heading of an article, guide or letter, and the line under it that says when and from where.
#pragma once

#include "extract/reading.h"

namespace mingcha::extract {

// Fills crumb_block, crumb_text ("当前位置：首页 > 信息公开 > 通知公告") and crumb_name.
void find_crumb(Reading& reading);

// The last place name of the crumb, "正文" left out; empty where there is none.
std::string_view last_of_crumb(std::string_view crumb);

// Fills heading, heading_text, heading_score, info_block and has_info_line. Needs main text, crumb
// and label hits.
void find_heading(Reading& reading);

// <title> without the names of site and columns that content systems put around it.
std::string_view clean_document_title(std::string_view title, std::string_view site_name);

// Whether <title> names sites and offices alone, and no text.
bool names_only_sites(std::string_view title);

// The name of the site that <title> itself carries; empty where none can be told.
std::string_view site_name_in_title(std::string_view title);

}  // namespace mingcha::extract
