// Guides to services, their statistics, and solicitations of opinions (a bonus).
#include <algorithm>
#include <array>

#include "demo/faults.h"
#include "demo/service_pages.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kStatisticsMonths = 3;
constexpr int kEnoughActivities = 6;

void add_guide(Draft& draft, const GuidePlan& guide) {
    std::vector<std::string>& guides = draft.plan.guide_rows;
    guides.push_back(guide_rows(draft.plan, guide, guides.size()));
}

// The usual number of guides, alike; each is a fault of guide-elements, or a look-alike.
void add_guides_alike(Draft& draft, const GuidePlan& guide, Expect expect) {
    for (std::size_t i = 0; i < kUsualGuides; ++i) {
        add_guide(draft, guide);
        draft.either(expect == Expect::fault, "guide-elements", guide_path(i));
        draft.near_miss("guide-accuracy", guide_path(i));
    }
}

void sow_bad_guides(Draft& draft) {
    GuidePlan guide;
    switch (draft.turn % 4) {
        case 0:
            guide.basis = "《行政许可示例办法》";
            break;
        case 1:
            guide.further_material = "；3.法律法规规定的其他材料";
            break;
        case 2:
            guide.further_material = "；3.申请表一式两份";
            break;
        default:
            guide.few = true;
            for (std::size_t i = 0; i < kUsualGuides; ++i)
                draft.fault("guide-element-absence", guide_path(i));
    }
    add_guides_alike(draft, guide, Expect::fault);
}

void sow_good_guides(Draft& draft) {
    GuidePlan guide;
    if (draft.turn % 3 == 1)
        guide.further_material = "；3.其他材料：上一年度检验合格报告复印件一份";
    if (draft.turn % 3 == 2) {
        guide.further_material = "；3.<a href=\"/upload/sqb.doc\">申请表（点击下载）</a>一式两份";
        draft.plan.answers["/upload/sqb.doc"] = {200, "application/msword", "form", "", 0};
    }
    add_guides_alike(draft, guide, Expect::near_miss);
    draft.near_miss("guide-element-absence", guide_path(0));
}

void sow_poor_guides(Draft& draft) {
    GuidePlan guide;
    guide.few = true;
    // Five of them; or all three that there are.
    const std::size_t count = draft.turn % 2 == 0 ? kUsualGuides : 3;
    for (std::size_t i = 0; i < count; ++i) {
        add_guide(draft, guide);
        draft.fault("guide-element-absence", guide_path(i));
    }
    if (draft.turn % 2 != 0) return;
    add_guide(draft, GuidePlan{});
    add_guide(draft, GuidePlan{});
}

void sow_fair_guides(Draft& draft) {
    GuidePlan guide;
    (draft.turn % 2 == 0 ? guide.few : guide.three) = true;
    const std::size_t count = draft.turn % 2 == 0 ? kUsualGuides - 1 : kUsualGuides;
    for (std::size_t i = 0; i < count; ++i) {
        add_guide(draft, guide);
        draft.near_miss("guide-element-absence", guide_path(i));
    }
    if (draft.turn % 2 == 0) add_guide(draft, GuidePlan{});
}

void sow_stale_statistics(Draft& draft) {
    static constexpr std::array<int, 5> kDays{150, 94, 240, 120, 90};
    ColumnPlan& column = column_of(draft.plan, "办事统计");
    column.silent_after = days_before(kDays[static_cast<std::size_t>(draft.turn) % kDays.size()]);
    draft.either(*newest_of(column, draft.now) < add_months(draft.now.today(), -kStatisticsMonths),
                 "service-statistics", column.path);
}

void sow_fresh_statistics(Draft& draft) {
    ColumnPlan& column = column_of(draft.plan, "办事统计");
    column.age = 89 - 7 * (draft.turn % 5);
    column.pinned = draft.turn % 4 == 3;
    column.name = draft.turn % 2 == 0 ? "办事统计" : "办件统计";
    draft.near_miss("service-statistics", column.path);
}

// Activities seven weeks apart, and their results. Days that are past in week 0 stay.
void add_activities(Draft& draft, int every_days, int results_of) {
    int number = 0;
    for (Date day = days_before(5 + every_days * 9); day <= draft.now.today();
         day = day + every_days, ++number) {
        draft.plan.activities.insert(
            draft.plan.activities.begin(),
            {"关于公开征求《示例事项管理办法（第" + std::to_string(number + 1) + "稿）》意见的公告",
             day});
        const Date result = day + 21;
        if (number % 3 != results_of || result > draft.now.today()) continue;
        draft.plan.activities.insert(
            draft.plan.activities.begin(),
            {"《示例事项管理办法（第" + std::to_string(number + 1) + "稿）》征求意见情况反馈",
             result});
    }
}

void say_activities(Draft& draft) {
    const Date from = add_months(draft.now.today(), -12);
    int held = 0;
    int results = 0;
    for (const ActivityPlan& each : draft.plan.activities) {
        if (each.day < from) continue;
        ++(each.title.find("反馈") == std::string::npos ? held : results);
    }
    if (held >= kEnoughActivities && results > 0) {
        draft.earned("consultation-activity", kActivitiesPath);
    } else {
        draft.near_miss("consultation-activity", kActivitiesPath);
    }
}

void sow_many_activities(Draft& draft) {
    add_activities(draft, 42 + draft.turn, 0);
    say_activities(draft);
}

void sow_few_activities(Draft& draft) {
    constexpr int kNever = 5;
    if (draft.turn % 2 == 0) {
        add_activities(draft, 78 + draft.turn, 0);  // four or five a year
    } else {
        add_activities(draft, 42 + draft.turn, kNever);  // no results
    }
    say_activities(draft);
}

constexpr std::array<Seeding, 8> kTable{{
    {"bad-guides", Fits::portals, kGuides, 4, 8, sow_bad_guides},
    {"good-guides", Fits::portals, kGuides, 2, 6, sow_good_guides},
    {"poor-guides", Fits::others, kGuides, 1, 5, sow_poor_guides},
    {"fair-guides", Fits::others, kGuides, 1, 4, sow_fair_guides},
    {"stale-statistics", Fits::portals, kServiceStatistics, 1, 6, sow_stale_statistics},
    {"fresh-statistics", Fits::portals, kServiceStatistics, 1, 10, sow_fresh_statistics},
    {"many-activities", Fits::portals, kActivities, 1, 6, sow_many_activities},
    {"few-activities", Fits::portals, kActivities, 1, 11, sow_few_activities},
}};

}  // namespace

std::span<const Seeding> service_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
