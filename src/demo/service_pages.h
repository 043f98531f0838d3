// What a site of the example city offers besides its columns: reposts, letters, guides to services,
// solicitations of opinions.
#pragma once

#include <map>
#include <string>

#include "demo/site_plan.h"

namespace mingcha::demo {

inline constexpr std::size_t kUsualGuides = 5;

// The eight elements of a guide; a fault takes some away or words them badly.
struct GuidePlan {
    bool few = false;    // basis, conditions, place, time and phone are missing
    bool three = false;  // basis, place and phone are missing
    std::string basis =
        "《行政许可示例办法》第十二条规定：从事本项活动的，应当向所在地主管部门提出申请，经审查"
        "合格后取得证件。";
    std::string further_material;  // behind the usual two: "；3.…"
};

// The rows of the `number`th guide's table.
std::string guide_rows(const SitePlan& plan, const GuidePlan& guide, std::size_t number);

std::string guide_path(std::size_t number);

// The list inside the column of reposts and on the home page.
std::string repost_list(const SitePlan& plan);

void add_reposts(const SitePlan& plan, std::map<std::string, std::string>& pages);
void add_board(const SitePlan& plan, Moment now, std::map<std::string, std::string>& pages);
void add_guides(const SitePlan& plan, std::map<std::string, std::string>& pages);
void add_activities(const SitePlan& plan, Moment now, std::map<std::string, std::string>& pages);

std::string letter_path(const LetterPlan& letter);

}  // namespace mingcha::demo
