// Dates that contradict each other at one visit: in the address, on the list, in the file's header,
// behind the day of the visit; and dates that differ for good reasons.
#include <array>

#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr int kOldDays = 310;   // moves no clock
constexpr int kUntilVisit = 2;  // days that a date may be ahead

struct Contradiction {
    const char* title;
    int listed, address, printed;  // days before week 0
};

bool has_days_in_addresses(const SitePlan& plan) {
    return plan.family == Family::dated_file || plan.family == Family::art;
}

std::string put(Draft& draft, const Contradiction& each, const char* column, std::string body) {
    return draft.insert(column,
                        {draft.plan.place + each.title, days_before(each.listed), std::move(body),
                         days_before(each.address), days_before(each.printed)});
}

constexpr std::string_view kBody =
    "<p>"
    "会议总结了前一阶段的工作，分析了存在的问题，部署了下一阶段的任务，要求各单位按照分工抓好落实"
    "，并按时报送进展情况。</p>";

// The file says when it was changed last: before the day that is printed.
void change_early(Draft& draft, const std::string& path, std::string_view when) {
    AnswerPlan& own = draft.plan.answers[path];
    own.last_modified = when;
}

void sow_contradicting(Draft& draft) {
    const std::string body(kBody);
    switch (draft.turn % 4) {
        case 0:  // written long ago, dated later; where no day is in the address, the list says it
            draft.fault(
                "falsified-publication",
                has_days_in_addresses(draft.plan)
                    ? put(draft, {"重点项目推进会召开", kOldDays, 395, kOldDays}, "工作动态", body)
                    : put(draft, {"重点项目推进会召开", 395, 395, kOldDays}, "工作动态", body));
            return;
        case 1:
            draft.fault("falsified-publication",
                        put(draft, {"专项检查情况通报", kOldDays, 390, 390}, "通知公告", body));
            return;
        case 2: {
            const std::string path =
                put(draft, {"季度工作调度会召开", kOldDays, kOldDays, kOldDays}, "工作动态", body);
            change_early(draft, path, "Mon, 14 Sep 2020 02:11:05 GMT");
            draft.fault("falsified-publication", path);
            return;
        }
        default:
            break;
    }
    // Dated three weeks ahead.
    constexpr int kAhead = 21;
    const std::string path = "/zt/ytgj.html";
    draft.plan.home_extra += "<p><a href=\"" + path + "\">专题推进情况</a></p>";
    draft.plan.extras.push_back({path, "专题推进情况通报", days_before(-kAhead),
                                 draft.plan.place +
                                     "召开专题会议，通报了推进情况，分析了存在的问题，"
                                     "要求各单位按照分工抓好落实。",
                                 ""});
    const bool ahead = days_before(-kAhead) - draft.now.today() > kUntilVisit;
    draft.either(ahead, "falsified-publication", path);
}

void sow_explained(Draft& draft) {
    const std::string body(kBody);
    const auto right = [&](const std::string& path) {
        draft.near_miss("falsified-publication", path);
    };
    switch (draft.turn % 4) {
        case 0:  // uploaded some days later; on the list on the day after
            right(put(draft, {"工作例会召开", kOldDays, kOldDays - 4, kOldDays}, "工作动态", body));
            right(put(draft, {"干部大会召开", kOldDays, kOldDays + 1, kOldDays + 1}, "通知公告",
                      body));
            return;
        case 1:  // taken over with its own date, and a policy of the day it was signed
            right(put(draft, {"转载：关于加强示例工作的意见", kOldDays, kOldDays, 380}, "通知公告",
                      body));
            right(
                put(draft, {"关于印发示例规划的通知", kOldDays, kOldDays, 370}, "政策文件", body));
            return;
        case 2: {
            const std::string path =
                put(draft, {"宣传月活动启动", kOldDays, kOldDays, kOldDays}, "工作动态", body);
            change_early(draft, path, "Mon, 01 Nov 2021 02:11:05 GMT");
            return right(path);
        }
        default:
            break;
    }
    // Said to be changed since.
    right(put(draft, {"服务窗口一览", 395, 395, kOldDays}, "通知公告",
              "<p>更新时间：2021年1月6日</p>" + body));
}

constexpr std::array<Seeding, 2> kTable{{
    {"contradicting-dates", Fits::others, kDates | kForged | kUndated, 1, 6, sow_contradicting},
    {"explained-dates", Fits::any, kDates | kForged, 1, 8, sow_explained},
}};

}  // namespace

std::span<const Seeding> date_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
