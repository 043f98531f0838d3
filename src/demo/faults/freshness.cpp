// Home pages and the columns that have to be kept fresh: news, notices, policies.
#include <algorithm>
#include <array>

#include "demo/faults.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kNewsDays = 14;
constexpr int kMonths = 6;              // notices and policies
constexpr std::size_t kOldLetters = 2;  // of every board; the others come week by week
constexpr std::uint64_t kAllColumns = kNews | kNotices | kPolicies | kInterpretations | kYearly;

// Nothing newer than `days` before week 0 is published any more.
void silence(ColumnPlan& column, int days) {
    column.silent_after = days_before(std::max(days, column.age));
}

// Policies rest, and so do their interpretations, which follow two days later.
void silence_policies(SitePlan& plan, int days) {
    silence(column_of(plan, "政策文件"), days);
    silence(column_of(plan, "政策解读"), days - 2);
}

bool is_older_than(const ColumnPlan& column, Moment now, int days) {
    return *newest_of(column, now) < now.today() - days;
}

bool is_older_than_months(const ColumnPlan& column, Moment now, int months) {
    return *newest_of(column, now) < add_months(now.today(), -months);
}

void sow_stale_home(Draft& draft) {
    SitePlan& plan = draft.plan;
    static constexpr std::array<int, 5> kDays{15, 40, 200, 23, 60};
    for (ColumnPlan& each : plan.columns)
        silence(each, kDays[static_cast<std::size_t>(draft.turn) % kDays.size()]);
    plan.reposts_on_home = false;
    plan.letters.resize(kOldLetters);
    if (draft.turn == 1) {
        plan.home_only_navigates = true;
        plan.has_reposts = false;
        for (const RepostPlan& each : plan.reposts) draft.fault("required-repost", "/", each.title);
    }
    const bool address_has_date = plan.family == Family::dated_file || plan.family == Family::art;
    if (draft.turn >= 3 && !address_has_date) {
        for (ColumnPlan& each : plan.columns) {
            each.silent_after.reset();
            each.dated_list = false;
            each.dated_articles = false;
        }
    }
    draft.fault("homepage-staleness");
}

void sow_home_at_limit(Draft& draft) {
    SitePlan& plan = draft.plan;
    for (ColumnPlan& each : plan.columns) each.age = std::max(each.age, kNewsDays);
    plan.reposts_on_home = false;
    draft.near_miss("homepage-staleness");
    draft.near_miss("news-staleness", column_of(plan, "工作动态").path);
}

void sow_navigating_home(Draft& draft) {
    draft.plan.home_only_navigates = true;
    draft.near_miss("homepage-staleness");
}

void sow_undated_lists(Draft& draft) {
    for (ColumnPlan& each : draft.plan.columns) each.dated_list = false;
    draft.near_miss("homepage-staleness");
}

void sow_pinned_home(Draft& draft) {
    for (ColumnPlan& each : draft.plan.columns) each.pinned = true;
    draft.near_miss("homepage-staleness");
}

// News columns beside the usual one, the last item `days` before week 0.
void add_stale_news(SitePlan& plan, int count, int days) {
    static constexpr std::array<std::pair<const char*, const char*>, 5> kNames{
        {{"bmdt", "部门动态"},
         {"jcdt", "基层动态"},
         {"ywsd", "要闻速递"},
         {"tpxw", "图片新闻"},
         {"szyw", "时政要闻"}}};
    for (int i = 0; i < count; ++i) {
        const auto& [slug, name] = kNames[static_cast<std::size_t>(i)];
        silence(add_column(plan, slug, name, 2), days + 3 * i);
    }
}

// Five stale ones are the veto, four are not.
void sow_core_columns(Draft& draft, int count) {
    SitePlan& plan = draft.plan;
    const bool all_kinds = draft.turn % 2 == 1;
    const std::size_t usual = plan.columns.size();
    add_stale_news(plan, all_kinds ? count - 3 : count, 15 + 9 * draft.turn);
    if (all_kinds) {
        silence(column_of(plan, "工作动态"), 21);
        silence(column_of(plan, "通知公告"), 200);
        silence_policies(plan, 210);
    }
    const bool wrong = count >= 5;
    const auto say = [&](const ColumnPlan& column) {
        draft.either(wrong, "core-column-staleness", column.path);
    };
    for (std::size_t i = usual; i < plan.columns.size(); ++i) say(plan.columns[i]);
    if (!all_kinds) return;
    for (const char* name : {"工作动态", "通知公告", "政策文件"}) say(column_of(plan, name));
}

void sow_stale_core(Draft& draft) {
    sow_core_columns(draft, 5);
}

void sow_four_core(Draft& draft) {
    sow_core_columns(draft, 4);
    // A fifth that stands just at the limit.
    if (draft.turn % 2 == 0) {
        ColumnPlan& edge = column_of(draft.plan, "工作动态");
        edge.age = kNewsDays;
        draft.near_miss("core-column-staleness", edge.path);
    }
}

void sow_stale_news(Draft& draft) {
    // The first is mended in the third week, the second gets stale in the second.
    static constexpr std::array<int, 6> kDays{15, 8, 37, 120, 16, 21};
    ColumnPlan& news = column_of(draft.plan, "工作动态");
    silence(news, kDays[static_cast<std::size_t>(draft.turn) % kDays.size()]);
    if (draft.turn == 0) news.silent_until = Moment{1}.today();
    draft.either(is_older_than(news, draft.now, kNewsDays), "news-staleness", news.path);
}

void sow_fresh_news(Draft& draft) {
    SitePlan& plan = draft.plan;
    ColumnPlan& second = add_column(plan, "tpxw", "图片新闻", kNewsDays - draft.turn % 3);
    second.dated_list = draft.turn % 2 == 0;
    draft.near_miss("news-staleness", second.path);
    ColumnPlan& news = column_of(plan, "工作动态");
    news.age = kNewsDays - draft.turn % 2;
    news.pinned = draft.turn % 3 == 0;
    news.dated_list = draft.turn % 4 != 1;
    draft.near_miss("news-staleness", news.path);
}

void sow_stale_policies(Draft& draft) {
    // The fifth is at the limit in week 0 and stale a week later.
    static constexpr std::array<int, 6> kDays{186, 230, 300, 190, 184, 260};
    silence_policies(draft.plan, kDays[static_cast<std::size_t>(draft.turn) % kDays.size()]);
    const ColumnPlan& policies = column_of(draft.plan, "政策文件");
    draft.either(is_older_than_months(policies, draft.now, kMonths), "policy-staleness",
                 policies.path);
}

void sow_fresh_policies(Draft& draft) {
    ColumnPlan& policies = column_of(draft.plan, "政策文件");
    policies.age = 180 - 9 * (draft.turn % 4);
    column_of(draft.plan, "政策解读").age = policies.age - 2;
    policies.pinned = draft.turn % 3 == 0;
    policies.dated_list = draft.turn % 4 != 1;
    draft.near_miss("policy-staleness", policies.path);
}

constexpr std::array<Seeding, 11> kTable{{
    {"stale-home", Fits::others, kAllColumns | kHome | kReposts | kRepostName | kBoard | kUndated,
     1, 5, sow_stale_home},
    {"home-at-limit", Fits::portals, kAllColumns | kServiceStatistics | kHome, 1, 3,
     sow_home_at_limit},
    {"navigating-home", Fits::others, kHome, 1, 4, sow_navigating_home},
    {"undated-lists", Fits::any, kHome, 1, 4, sow_undated_lists},
    {"pinned-home", Fits::any, kHome, 0, 2, sow_pinned_home},
    {"stale-core", Fits::others, kNews | kNotices | kPolicies, 1, 5, sow_stale_core},
    {"four-core", Fits::others, kNews | kNotices | kPolicies, 1, 10, sow_four_core},
    {"stale-news", Fits::portals, kNews, 2, 6, sow_stale_news},
    {"fresh-news", Fits::portals, kNews, 1, 7, sow_fresh_news},
    {"stale-policies", Fits::portals, kPolicies, 1, 6, sow_stale_policies},
    {"fresh-policies", Fits::portals, kPolicies, 1, 10, sow_fresh_policies},
}};

}  // namespace

std::span<const Seeding> freshness_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
