// Policies and their interpretations: leading to each other or not.
#include <array>

#include "base/text.h"
#include "demo/families.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

// The addresses of all pieces of a column.
std::vector<std::string> paths_of(const Draft& draft, std::string_view column) {
    std::vector<std::string> paths;
    const ColumnPlan& plan = column_of(draft.plan, column);
    for (const Date day : days_of(plan, draft.now))
        paths.push_back(piece_of(draft.plan, plan, day).path);
    return paths;
}

// A sample is drawn: some of the pieces are found, which ones cannot be told.
void say(Draft& draft, std::string_view column, bool wrong) {
    const std::vector<std::string> paths = paths_of(draft, column);
    Seeded& row = draft.either(wrong, "interpretation-link", paths.front());
    if (wrong) row.also.assign(paths.begin() + 1, paths.end());
}

void sow_apart(Draft& draft) {
    SitePlan& plan = draft.plan;
    if (draft.turn % 3 == 0) {
        plan.related.clear();
    } else if (draft.turn % 3 == 1) {
        plan.policies_lead_back = false;
        say(draft, "政策文件", true);
        return;
    } else {
        // Named, but no link.
        plan.related = "<p>相关链接：{title}</p>";
    }
    say(draft, "政策解读", true);
    say(draft, "政策文件", true);
}

void sow_together(Draft& draft) {
    static constexpr std::array<const char*, 5> kWays{
        "<div class=\"xgwj\">政策原文：<a href=\"{path}\" title=\"{title}\">点击查看</a></div>",
        "<p>相关链接：<a href=\"http://{host}{path}\">{title}</a></p>",
        "<p><a target=\"_blank\" href=\"{path}?from=related\">{title}</a> <a "
        "href=\"{path}\">原文</a></p>",
        "<ul class=\"relation\"><li><a href=\"{path}#top\">{title}</a></li></ul>",
        "<p>关联阅读：<a href=\"{path}\">《{title}》</a></p>"};
    draft.plan.related = replace_all(kWays[static_cast<std::size_t>(draft.turn) % kWays.size()],
                                     "{host}", draft.plan.host);
    say(draft, "政策解读", false);
    say(draft, "政策文件", false);
}

constexpr std::array<Seeding, 2> kTable{{
    {"apart", Fits::portals, kInterpretations, 2, 6, sow_apart},
    {"together", Fits::portals, kInterpretations, 1, 6, sow_together},
}};

}  // namespace

std::span<const Seeding> interpretation_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
