// Items of the state and the province that have to be reposted, and the name of their column.
#include <array>

#include "demo/faults.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

void sow_missing(Draft& draft) {
    std::vector<RepostPlan>& items = draft.plan.reposts;
    if (draft.turn % 2 == 0) {
        draft.fault("required-repost", "/", items[1].title);
        items.erase(items.begin() + 1);
    } else {  // four days after it was issued
        items[1].day = items[1].day + 3;
        draft.fault("required-repost", "/", items[1].title).also.emplace_back(kRepostPath);
    }
}

void sow_reposted(Draft& draft) {
    SitePlan& plan = draft.plan;
    RepostPlan& item = plan.reposts[1];
    switch (draft.turn % 4) {
        case 0:
            item.title = "【转发】" + item.title;
            break;
        case 1:  // on the last day
            item.day = item.day + 1;
            break;
        case 2:
            item.title = "《" + item.title + "》";
            break;
        default:  // below others that nobody asked for
            plan.reposts.insert(plan.reposts.begin(),
                                {"国务院关于同意设立示例试验区的批复", "http://www.gov.cn/r9.htm",
                                 days_before(23)});
    }
    draft.near_miss("required-repost", kRepostPath);
}

void sow_wrong_name(Draft& draft) {
    static constexpr std::array<const char*, 5> kNames{"转载信息", "信息转载", "要闻转载",
                                                       "转载专栏", "上级转载"};
    draft.plan.repost_name = kNames[static_cast<std::size_t>(draft.turn) % kNames.size()];
    draft.fault("repost-column-name", kRepostPath);
}

void sow_right_name(Draft& draft) {
    static constexpr std::array<const char*, 4> kNames{"重要政策转载", "上级政策文件",
                                                       "国务院重要政策", "重要信息转载"};
    draft.plan.repost_name = kNames[static_cast<std::size_t>(draft.turn) % kNames.size()];
    draft.near_miss("repost-column-name", kRepostPath);
}

constexpr std::array<Seeding, 4> kTable{{
    {"missing-repost", Fits::any, kReposts, 2, 6, sow_missing},
    {"reposted", Fits::any, kReposts, 2, 11, sow_reposted},
    {"wrong-name", Fits::others, kRepostName, 1, 5, sow_wrong_name},
    {"right-name", Fits::others, kRepostName, 1, 10, sow_right_name},
}};

}  // namespace

std::span<const Seeding> repost_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
