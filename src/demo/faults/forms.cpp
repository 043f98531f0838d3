// Forms of interpretations: a year of texts only, or pictures, films and press conferences among
// them.
#include <algorithm>
#include <array>

#include "demo/families.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr int kItems = 13;  // as many weeks as the policies have topics
constexpr int kEnough = 10;
constexpr int kMonths = 12;

// So many policies and interpretations that they show a habit.
void lengthen(Draft& draft) {
    column_of(draft.plan, "政策文件").items = kItems;
    column_of(draft.plan, "政策解读").items = kItems;
}

bool shows_habit(const Draft& draft) {
    const Date from = add_months(draft.now.today(), -kMonths);
    const std::vector<Date> days = days_of(column_of(draft.plan, "政策解读"), draft.now);
    return std::count_if(days.begin(), days.end(), [&](Date day) { return day >= from; }) >=
           kEnough;
}

void sow_texts_only(Draft& draft) {
    static constexpr std::array<const char*, 5> kWays{"《{}》政策解读", "关于《{}》的解读",
                                                      "解读：《{}》", "《{}》文字解读",
                                                      "《{}》起草说明和解读"};
    lengthen(draft);
    draft.plan.interpretation_titles = {kWays[static_cast<std::size_t>(draft.turn) % kWays.size()]};
    if (shows_habit(draft))
        draft.fault("interpretation-form", column_of(draft.plan, "政策解读").path);
}

// What the title does not say, the page shows: a film, a sound, a picture that is the text.
void add_shown(Draft& draft, int number) {
    static constexpr std::array<const char*, 4> kBodies{
        "<p>有关负责同志就文件的主要内容作了介绍，请收看。</p><video controls "
        "width=\"640\"><source "
        "src=\"/files/jd.mp4\" type=\"video/mp4\"></video>",
        "<p>本期节目邀请有关负责同志做客演播室，回答群众关心的问题。</p><audio controls "
        "src=\"/files/jd.mp3\"></audio>",
        "<p style=\"text-align:center\"><img src=\"/images/tj1.png\" width=\"800\"></p><p><img "
        "src=\"/images/tj2.png\" width=\"800\"></p>",
        "<p>点击观看：<a href=\"/files/jd2.mp4\">政策宣讲片段</a></p>"};
    ColumnPlan& column = column_of(draft.plan, "政策解读");
    for (const int days : {1, 3}) {
        column.inserted.push_back(
            {draft.plan.place + (days == 1 ? "住房保障" : "就业创业") + "新规政策解读",
             days_before(column.age + days),
             kBodies[static_cast<std::size_t>(number) % kBodies.size()]});
    }
}

void sow_lively(Draft& draft) {
    static constexpr std::array<const char*, 6> kWays{"一图读懂《{}》",       "【图解】《{}》",
                                                      "视频解读《{}》",       "动漫解读：《{}》",
                                                      "《{}》新闻发布会解读", "H5解读《{}》"};
    lengthen(draft);
    if (draft.turn % 3 == 2) {
        add_shown(draft, draft.turn / 3);
    } else {
        const char* way = kWays[static_cast<std::size_t>(draft.turn) % kWays.size()];
        draft.plan.interpretation_titles = {"《{}》政策解读", "《{}》政策解读", way};
    }
    draft.near_miss("interpretation-form", column_of(draft.plan, "政策解读").path);
}

constexpr std::array<Seeding, 2> kTable{{
    {"texts-only", Fits::portals, kForms, 2, 7, sow_texts_only},
    {"lively-forms", Fits::portals, kForms, 2, 12, sow_lively},
}};

}  // namespace

std::span<const Seeding> form_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
