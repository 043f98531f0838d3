// Blank columns and columns that rest for a year, and columns that only look so.
#include <algorithm>
#include <array>

#include "demo/faults.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kBlankVeto = 5;
constexpr int kStaleVeto = 10;
constexpr int kYearDays = 365;

struct Named {
    const char* slug;
    const char* name;
};

void add_stale(Draft& draft, int count) {
    static constexpr std::array<Named, 10> kNames{{{"fzxc", "法治宣传"},
                                                   {"pfyd", "普法园地"},
                                                   {"lsgl", "律师管理"},
                                                   {"gzfw", "公证工作"},
                                                   {"sqjz", "社区矫正"},
                                                   {"rmtj", "人民调解"},
                                                   {"sfjd", "司法鉴定"},
                                                   {"yfzs", "依法治市"},
                                                   {"dwjs", "队伍建设"},
                                                   {"jcsf", "基层司法"}}};
    for (int i = 0; i < count; ++i) {
        const Named& named = kNames[static_cast<std::size_t>(i)];
        ColumnPlan& column = add_column(draft.plan, named.slug, named.name, 30);
        column.silent_after = days_before(kYearDays + 4 + 30 * i);
        column.on_home = false;
        draft.either(count >= kStaleVeto, "column-staleness", column.path);
    }
}

void sow_stale_year(Draft& draft) {
    add_stale(draft, kStaleVeto);
}

void sow_nine_stale(Draft& draft) {
    add_stale(draft, kStaleVeto - 1);
    // The tenth is a few days within the year.
    ColumnPlan& tenth = add_column(draft.plan, "ljbz", "档案移交", kYearDays - 2);
    draft.near_miss("column-staleness", tenth.path);
}

void add_blank(Draft& draft, int count) {
    static constexpr std::array<const char*, 5> kNames{"人事信息", "规划计划", "财政资金",
                                                       "统计数据", "办事统计"};
    for (int i = 0; i < count; ++i) {
        ColumnPlan& column = column_of(draft.plan, kNames[static_cast<std::size_t>(i)]);
        column.shape = Shape::blank;
        draft.either(count >= kBlankVeto, "blank-columns", column.path);
    }
}

void sow_five_blank(Draft& draft) {
    add_blank(draft, kBlankVeto);
}

void sow_four_blank(Draft& draft) {
    add_blank(draft, kBlankVeto - 1);
}

// Columns that show nothing to a hasty reader.
void sow_looks(Draft& draft, std::string_view rule) {
    static constexpr std::array<std::pair<Named, Shape>, 6> kShapes{
        {{{"zbcg", "招标采购"}, Shape::scripted},
         {{"jyta", "建议提案"}, Shape::framed},
         {{"zdxm", "重大项目"}, Shape::parent},
         {{"mssj", "民生实事"}, Shape::attachments},
         {{"jdfs", "监督方式"}, Shape::text},
         {{"jgjd", "价格监督"}, Shape::moved}}};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& [named, shape] =
            kShapes[(i + static_cast<std::size_t>(draft.turn) * 3) % kShapes.size()];
        ColumnPlan& column = add_column(draft.plan, named.slug, named.name, 9);
        column.shape = shape;
        column.on_home = false;
        if (shape == Shape::moved)
            draft.plan.answers[column.path] = {302, "text/html", "", "http://www.gov.cn/", 0};
        draft.near_miss(rule, column.path);
    }
}

void sow_blank_looks(Draft& draft) {
    sow_looks(draft, "blank-columns");
}

void sow_portal_looks(Draft& draft) {
    sow_looks(draft, "other-columns");
}

void sow_other_columns(Draft& draft) {
    SitePlan& plan = draft.plan;
    const auto spoil = [&](const char* name) -> ColumnPlan& {
        ColumnPlan& column = column_of(plan, name);
        draft.fault("other-columns", column.path);
        return column;
    };
    if (draft.turn % 3 == 0) {
        spoil("人事信息").shape = Shape::blank;
    } else if (draft.turn % 3 == 1) {
        spoil("规划计划").silent_after = days_before(380 + draft.turn * 40);
    } else {
        spoil("财政资金").silent_after = days_before(400);
        spoil("统计数据").shape = Shape::blank;
    }
}

void sow_stale_notices(Draft& draft) {
    ColumnPlan& notices = column_of(draft.plan, "通知公告");
    notices.silent_after = days_before(190 + 70 * draft.turn);
    draft.fault("other-columns", notices.path);
}

void sow_resting_notices(Draft& draft) {
    ColumnPlan& notices = column_of(draft.plan, "通知公告");
    notices.age = 180 - 20 * draft.turn;
    draft.near_miss("other-columns", notices.path);
}

void sow_resting_columns(Draft& draft) {
    ColumnPlan& plans = column_of(draft.plan, "规划计划");
    plans.age = kYearDays - 1;
    plans.pinned = draft.turn % 2 == 0;
    draft.near_miss("other-columns", plans.path);
    ColumnPlan& money = column_of(draft.plan, "财政资金");
    money.age = 340;
    draft.near_miss("other-columns", money.path);
}

constexpr std::array<Seeding, 10> kTable{{
    {"stale-year", Fits::others, kYearly, 1, 5, sow_stale_year},
    {"nine-stale", Fits::others, kYearly, 1, 5, sow_nine_stale},
    {"five-blank", Fits::others, kBlanks | kYearly | kServiceStatistics, 1, 5, sow_five_blank},
    {"four-blank", Fits::others, kBlanks | kYearly, 1, 3, sow_four_blank},
    {"blank-looks", Fits::others, kBlanks | kReposts | kUnread, 1, 4, sow_blank_looks},
    {"portal-looks", Fits::portals, kBlanks | kReposts | kOtherColumns | kUnread, 1, 4,
     sow_portal_looks},
    {"other-columns", Fits::portals, kYearly | kOtherColumns, 2, 5, sow_other_columns},
    {"resting-columns", Fits::portals, kYearly | kOtherColumns, 1, 4, sow_resting_columns},
    {"stale-notices", Fits::portals, kNotices | kOtherColumns, 1, 2, sow_stale_notices},
    {"resting-notices", Fits::portals, kNotices | kOtherColumns, 1, 3, sow_resting_notices},
}};

}  // namespace

std::span<const Seeding> column_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
