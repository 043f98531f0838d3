// Letters of the public: left without a reply, not made public, or only looking so.
#include <array>

#include "demo/faults.h"
#include "demo/service_pages.h"
#include "demo/site_pages.h"
#include "demo/standing_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kNeglectMonths = 3;
constexpr int kWindowMonths = 12;

// Not answered to this day; a fault while it is older than three months and not than a year.
void add_open_letter(Draft& draft, const char* title, Date asked) {
    draft.plan.letters.push_back({title, asked, std::nullopt});
    const Date today = draft.now.today();
    const bool wrong =
        asked < add_months(today, -kNeglectMonths) && asked >= add_months(today, -kWindowMonths);
    draft.either(wrong, "message-neglect", letter_path(draft.plan.letters.back()))
        .also.emplace_back(kBoardPath);
}

void sow_neglect(Draft& draft) {
    static constexpr std::array<int, 5> kDays{145, 96, 300, 210, 120};
    add_open_letter(draft, "关于噪声扰民的投诉",
                    days_before(kDays[static_cast<std::size_t>(draft.turn) % kDays.size()]));
    if (draft.turn % 2 == 1) add_open_letter(draft, "关于道路扬尘的反映", days_before(170));
}

void add_answered(Draft& draft, int number) {
    switch (number % 3) {
        case 0:  // three months ago to the day, in week 0
            return add_open_letter(draft, "关于河道清淤的建议", add_months(kFirstDay, -3));
        case 1:  // before the year that is looked at
            return add_open_letter(draft, "关于路灯维修的来信", days_before(380 + draft.turn));
        default:
            break;
    }
    // Answered late, but answered.
    draft.plan.letters.push_back({"关于噪声扰民的投诉", days_before(200), days_before(40)});
    draft.near_miss("message-neglect", letter_path(draft.plan.letters.back()));
}

void sow_answered(Draft& draft) {
    if (draft.turn % 3 == 0) return add_answered(draft, 0);  // a fault a week later
    add_answered(draft, 1);
    add_answered(draft, 2);
}

void leave_old_letters(SitePlan& plan, int replied_days_ago) {
    plan.letters = {
        {"关于公交车改线的建议", days_before(replied_days_ago + 3), days_before(replied_days_ago)},
        {"关于小区门口路灯不亮的问题", days_before(186), days_before(184)}};
}

void sow_undisclosed(Draft& draft) {
    SitePlan& plan = draft.plan;
    switch (draft.turn % 3) {
        case 0:
            plan.statistics.clear();
            draft.fault("message-disclosure", kBoardPath, "统计数据");
            return;
        case 1:
            leave_old_letters(plan, 65 + draft.turn * 10);
            draft.fault("message-disclosure", kBoardPath, "未更新")
                .also.push_back(letter_path(plan.letters.front()));
            return;
        default:
            break;
    }
    // One can write, and nothing of what others wrote is shown.
    plan.has_board = false;
    plan.standing.further.push_back(
        {std::string(kAskPath), "咨询建言", "咨询建言", crumb_of("", "咨询建言") + ask_form(), ""});
    draft.fault("message-disclosure", "/", "未公开").also = {std::string(kAskPath),
                                                             std::string(kWritePath)};
}

void sow_disclosed(Draft& draft) {
    SitePlan& plan = draft.plan;
    switch (draft.turn % 3) {
        case 0:  // the last reply is two months old, and a few days less
            if (draft.now.week == 0) leave_old_letters(plan, 58);
            break;
        case 1:
            plan.statistics =
                "<table><tr><td>来信总数</td><td>受理数</td><td>办结数</td></tr><tr><td>120"
                "</td><td>120</td><td>118</td></tr></table>";
            break;
        default:
            plan.statistics = "<p><a href=\"/lmtj.html\">留言办理情况统计</a></p>";
            plan.extras.push_back({"/lmtj.html", "留言办理情况统计", days_before(9),
                                   "本月收到留言 12 件，受理 12 件，办结 12 件，办结率 100%。",
                                   ""});
    }
    draft.near_miss("message-disclosure", kBoardPath);
}

constexpr std::array<Seeding, 4> kTable{{
    {"neglect", Fits::others, kBoard, 1, 5, sow_neglect},
    {"answered", Fits::others, kBoard, 2, 7, sow_answered},
    {"undisclosed", Fits::portals, kBoard, 3, 6, sow_undisclosed},
    {"disclosed", Fits::portals, kBoard, 2, 11, sow_disclosed},
}};

}  // namespace

std::span<const Seeding> letter_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
