// Pages that answer search engines, or those who come from one, with something else; and answers
// that differ for good reasons: a wall, a plain version, a hint.
#include <array>

#include "base/text.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

std::string page(std::string_view title, std::string_view body) {
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + std::string(title) +
           "</title></head><body>" + std::string(body) + "</body></html>";
}

AnswerPlan answer(std::string body) {
    return {200, "text/html; charset=utf-8", std::move(body), "", 0};
}

AnswerPlan redirect(std::string_view to) {
    return {302, "text/html; charset=utf-8", "", std::string(to), 0};
}

constexpr std::string_view kLottery =
    "<h1>时时彩开奖</"
    "h1><p>百家乐、时时彩、六合彩在线投注，注册即送彩金，二十四小时提款到账，信誉保证。"
    "本平台提供走势图、开奖记录、专家预测，欢迎新老玩家注册下载客户端参与游戏。</p><a "
    "href=\"http://www.ssc-demo.example/\">百家乐</a>";
constexpr std::string_view kShop =
    "<h1>旧房翻新装修公司</"
    "h1><p>本公司承接旧房翻新、厨卫改造、墙面粉刷，免费上门量尺，七天出设计方案，"
    "签约即送全屋灯具。多年施工经验，材料环保，价格透明，分期付款，欢迎来电预约参观样板间。老客户"
    "介绍新客户另有优惠，详情请咨询门店。</p><a href=\"http://www.zx-demo.example/case/\">案例</a>";

void sow_cloaked(Draft& draft) {
    SitePlan& plan = draft.plan;
    const auto add = [&](Asked asked, const char* path, AnswerPlan own) {
        plan.guises.push_back({asked, path, std::move(own), "", ""});
    };
    switch (draft.turn % 8) {
        case 0:  // every page
            add(Asked::by_robot, "", answer(page("百家乐_时时彩_六合彩", kLottery)));
            break;
        case 1:
            add(Asked::by_searcher, "/", redirect("http://www.bc-demo.example/"));
            break;
        case 2:  // the usual page with more in it
            plan.guises.push_back({Asked::by_robot,
                                   "/",
                                   {},
                                   "百家乐真人娱乐城_",
                                   "<div><a href=\"http://www.bjl-demo.example/\">百家乐</a> <a "
                                   "href=\"http://www.bjl-demo.example/app\">时时彩</a></div>"});
            break;
        case 3:
            add(Asked::by_searcher, "/",
                answer(page("正在跳转",
                            "<script>location.href='http://www.yl-demo.example/'</script>")));
            break;
        case 4:  // no word of it is forbidden
            add(Asked::by_robot, "/", answer(page("旧房翻新装修公司_免费量房", kShop)));
            break;
        case 5:
            add(Asked::by_searcher, "/",
                answer(
                    "<html><head><meta http-equiv=\"refresh\" "
                    "content=\"0;url=http://www.dk-demo.example/\"></head><body></body></html>"));
            break;
        case 6:
            plan.guises.push_back({Asked::by_robot,
                                   "/",
                                   {},
                                   "传奇私服发布网_",
                                   "<a href=\"http://www.sf-demo.example/\">传奇私服</a>"});
            break;
        default:
            add(Asked::by_searcher, "", answer(page("无抵押贷款 当天放款", kLottery)));
    }
    Seeded& row = draft.fault("unresolved-attack", "/");
    row.everywhere = plan.guises.back().path.empty();
}

void sow_served_alike(Draft& draft) {
    SitePlan& plan = draft.plan;
    const auto add = [&](Asked asked, AnswerPlan own) {
        plan.guises.push_back({asked, "/", std::move(own), "", ""});
    };
    const std::string plain =
        "<div><p>" + plan.place +
        "发布工作动态、通知公告和政策文件，提供办事服务，欢迎来信。公众可以通过网站"
        "地图找到需要的内容，也可以直接致电咨询，工作日有人接听。</p><a "
        "href=\"/wzdt/\">网站地图</a></div>";
    switch (draft.turn % 8) {
        case 0:
            add(Asked::by_robot, {403, "text/html; charset=utf-8", "访问被防火墙拦截", "", 0});
            break;
        case 1:  // a version without scripts
            add(Asked::by_robot, answer(page(plan.site.name, plain)));
            break;
        case 2:
            add(Asked::by_searcher, redirect("/wzdt/"));
            break;
        case 3:
            add(Asked::by_robot,
                answer(page("安全验证", "<p>访问过于频繁，请输入验证码后继续访问。</p>")));
            break;
        case 4:
            plan.guises.push_back({Asked::by_searcher,
                                   "/",
                                   {},
                                   "",
                                   "<div class=\"tip\">您是从搜索引擎来的，本站的网址是" +
                                       plan.host + "，请收藏。谨防假冒网站和网络赌博。</div>"});
            break;
        case 5:
            add(Asked::by_robot, {503, "text/html; charset=utf-8", "系统维护", "", 0});
            break;
        case 6:
            plan.guises.push_back({Asked::by_robot, "/", {}, "", "<p>网站地图供抓取使用</p>"});
            break;
        default:
            add(Asked::by_searcher, redirect("/?from=search"));
    }
    draft.near_miss("unresolved-attack", "/");
}

constexpr std::array<Seeding, 2> kTable{{
    {"cloaked", Fits::others, kGuise | kAttacked, 1, 6, sow_cloaked},
    {"served-alike", Fits::any, kGuise | kAttacked, 1, 8, sow_served_alike},
}};

}  // namespace

std::span<const Seeding> guise_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
