// The pages of one website of the example city, made from its plan as the big content systems write
// them.
#pragma once

#include <map>
#include <string>

#include "demo/site_plan.h"

namespace mingcha::demo {

inline constexpr std::string_view kBoardPath = "/xzxx/";
inline constexpr std::string_view kRepostPath = "/zyzz/";
inline constexpr std::string_view kGuidesPath = "/bszn/";
inline constexpr std::string_view kActivitiesPath = "/yjzj/";

// Columns, head, foot and letters of a healthy site; site, host, place and family must be set.
// `province`: the character that stands before its numbers (ICP备, 公网安备).
void furnish(SitePlan& plan, std::string_view province, Moment now);

// Adds a healthy column of that name; `age` as in ColumnPlan.
ColumnPlan& add_column(SitePlan& plan, std::string_view slug, std::string_view name, int age);

// A whole page of the site: head, menu, `body`, foot.
std::string page_of(const SitePlan& plan, const std::string& title, const std::string& body,
                    const std::string& meta = {});

// The site, column and content tags of a page (guidelines C5).
std::string tags_of(const SitePlan& plan, const std::string& column, const std::string& title,
                    Date day);

// Where a piece's text is: "当前位置：首页 > 工作动态".
std::string crumb_of(const std::string& path, const std::string& name);

// Path → HTML, UTF-8.
std::map<std::string, std::string> build_pages(const SitePlan& plan, Moment now);

}  // namespace mingcha::demo
