// Forged dates, which only several visits show: a date that moves with the day of visit, and an
// article that was not there when its date says it was published.
#include <fmt/format.h>

#include <array>

#include "demo/families.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr int kBackdatedDays = 20;  // before week 0's visit

ExtraPlan& add_article(Draft& draft, const std::string& path, const std::string& title, Date day) {
    SitePlan& plan = draft.plan;
    plan.home_extra += "<ul class=\"list\">" +
                       list_row(Family::dated_file, Piece{path, title, day}, true) + "</ul>";
    plan.extras.push_back({path, title, day,
                           plan.place + "召开专题会议，听取有关情况的汇报，对下一步工作提出要求，强"
                                        "调要压实责任，按时完成任务，"
                                        "把群众关心的事情办好。",
                           ""});
    return plan.extras.back();
}

void sow_forged(Draft& draft) {
    const int week = draft.now.week;
    const std::string moving = "/zt/ldyq.html";
    add_article(draft, moving, "专题会议部署重点工作", draft.now.today() - 1);
    if (week >= 1) draft.fault("falsified-publication", moving);
    // In the second week after the first visit, or in the first.
    if (week < 2 - draft.turn % 2) return;
    const std::string late = "/zt/bjxw.html";
    add_article(draft, late, "专题工作推进会召开", days_before(kBackdatedDays));
    draft.fault("falsified-publication", late);
}

// An article that appears a day or two after its date, and a page that shows today's day in its
// head beside an article that keeps its own.
void sow_honest(Draft& draft) {
    const int week = draft.now.week;
    const std::string steady = "/zt/zcfg.html";
    add_article(draft, steady, "专题法规汇编", days_before(40)).note =
        fmt::format("<div class=\"today\">今天是{}</div>", format_date_cn(draft.now.today()));
    draft.near_miss("falsified-publication", steady);
    if (week < 1) return;
    const std::string fresh = "/zt/hyjb.html";
    add_article(draft, fresh, "专题会议简报", days_before(-5));
    draft.near_miss("falsified-publication", fresh);
}

constexpr std::array<Seeding, 2> kTable{{
    {"forged-dates", Fits::any, kForged | kHome, 1, 5, sow_forged},
    {"honest-dates", Fits::any, kForged | kHome, 1, 6, sow_honest},
}};

}  // namespace

std::span<const Seeding> forgery_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
