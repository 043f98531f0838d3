#include "demo/reposts.h"

#include <array>

namespace mingcha::demo {

namespace {

constexpr int kEveryDays = 14;

struct Item {
    const char* title;
    const char* issuer;
};
constexpr std::array<Item, 6> kItems{
    {{"国务院办公厅关于印发全民健身设施建设规划的通知", "国务院办公厅"},
     {"省人民政府关于加强草原保护修复的实施意见", "省人民政府"},
     {"国务院关于促进乡村产业示范发展的指导意见", "国务院"},
     {"国务院办公厅关于完善社区养老托育服务的通知", "国务院办公厅"},
     {"省人民政府关于推进公共数据有序共享的意见", "省人民政府"},
     {"国务院关于加强水库安全运行管理的决定", "国务院"}}};

}  // namespace

std::vector<RepostDue> reposts_due(Moment now) {
    std::vector<RepostDue> due;
    // The first two before the first visit, the others two weeks apart, until all were there.
    for (std::size_t i = 0; i < kItems.size(); ++i) {
        const Date issued = i < 2 ? days_before(11) + static_cast<std::int32_t>(i)
                                  : days_before(9) + kEveryDays * static_cast<std::int32_t>(i - 1);
        if (issued > now.today() - kRepostHours / 24) break;
        due.push_back({"R" + std::to_string(i + 1), kItems[i].title, kItems[i].issuer, issued});
    }
    return due;
}

}  // namespace mingcha::demo
