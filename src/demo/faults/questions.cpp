// The simple question that is asked on every site, and when it was answered.
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

// Asked on a Thursday: the next day is the first working day, the Thursday after it the fifth.
constexpr int kFirstWorkday = 1;
constexpr int kFifthWorkday = 7;

void lose_bonus(Draft& draft) {
    if (draft.plan.site.kind == SiteKind::portal) draft.near_miss("same-day-reply");
}

void sow_late_reply(Draft& draft) {
    // On the second to fourth working day, or on the fifth.
    const bool last = draft.turn % 2 == 0;
    draft.plan.replied = draft.now.asked() + (last ? kFifthWorkday : 4 + draft.turn % 3);
    draft.plan.replied_time = last ? "17:50" : "10:00";
    draft.fault("simple-question-1wd");
    draft.near_miss("simple-question-5wd");
    lose_bonus(draft);
}

void sow_no_reply(Draft& draft) {
    if (draft.turn % 2 == 0) {
        draft.plan.replied.reset();
    } else {
        draft.plan.replied = draft.now.asked() + 1;
        draft.plan.reply_effective = false;
    }
    draft.fault("simple-question-5wd");
    lose_bonus(draft);
}

void sow_next_day(Draft& draft) {
    draft.plan.replied = draft.now.asked() + kFirstWorkday;
    draft.plan.replied_time = "23:50";
    draft.near_miss("simple-question-1wd");
    draft.near_miss("simple-question-5wd");
    if (draft.plan.site.kind == SiteKind::portal) draft.earned("same-day-reply");
}

constexpr std::array<Seeding, 5> kTable{{
    {"late-reply-portal", Fits::portals, kQuestion, 1, 6, sow_late_reply},
    {"late-reply", Fits::others, kQuestion, 1, 4, sow_late_reply},
    {"no-reply-portal", Fits::portals, kQuestion, 1, 4, sow_no_reply},
    {"no-reply", Fits::others, kQuestion, 1, 3, sow_no_reply},
    {"next-day", Fits::any, kQuestion, 2, 10, sow_next_day},
}};

}  // namespace

std::span<const Seeding> question_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
