// Broken links of portals, and links that only look broken: refused by a wall, slow, moved.
#include <array>

#include "demo/faults.h"
#include "demo/standing_pages.h"

namespace mingcha::demo {

namespace {

void add_link(SitePlan& plan, std::string_view url, std::string_view text) {
    plan.home_extra += "<p><a href=\"" + std::string(url) + "\">" + std::string(text) + "</a></p>";
}

std::string page(std::string_view title, std::string_view text) {
    return "<!DOCTYPE html><html><head><title>" + std::string(title) + "</title></head><body><h2>" +
           std::string(title) + "</h2><p>" + std::string(text) + "</p></body></html>";
}

constexpr int kExtraDay = 70;  // before week 0

void add_page(SitePlan& plan, const std::string& path, const std::string& title,
              const std::string& text) {
    plan.extras.push_back({path, title, days_before(kExtraDay), text, ""});
}

void sow_dead(Draft& draft) {
    constexpr int kDeadEntries = 6;
    SitePlan& plan = draft.plan;
    const auto wrong = [&](std::string_view path) { draft.fault("link-availability", path); };
    // An entry for writing that leads nowhere is a broken link besides.
    if (draft.turn < kDeadEntries) {
        plan.standing.write_link = true;
        wrong(kWritePath);
        draft.fault("submission-failure", "/", "我要咨询").everywhere = true;
    }
    switch (draft.turn % 8) {
        case 0:
            add_link(plan, "/zt/gone.html", "专题已下线");
            return wrong("/zt/gone.html");
        case 1:
            plan.home_extra += "<p><img src=\"/upload/banner2019.jpg\" alt=\"专题横幅\"></p>";
            return wrong("/upload/banner2019.jpg");
        case 2:
            add_link(plan, "/upload/fj1.doc", "附件：申报表");
            return wrong("/upload/fj1.doc");
        case 3:
            add_link(plan, "/zt/soft.html", "专题专栏旧版入口");
            plan.answers["/zt/soft.html"].body =
                page("页面不存在", "抱歉，您访问的页面不存在或已被删除。");
            return wrong("/zt/soft.html");
        case 4:
            add_link(plan, "http://gone.example.cn/", "旧版办事大厅");
            return wrong("http://gone.example.cn/");
        case 5:
            add_link(plan, "/zt/error.html", "统计查询平台");
            plan.answers["/zt/error.html"] = {500, "text/html", page("服务器错误", "500"), "", 0};
            return wrong("/zt/error.html");
        case 6:
            add_link(plan, "/zt/removed.html", "往年评议结果");
            plan.answers["/zt/removed.html"] = {410, "text/html", page("已删除", "410"), "", 0};
            return wrong("/zt/removed.html");
        default:
            break;
    }
    add_link(plan, "/zt/loop.html", "统一登录入口");
    plan.answers["/zt/loop.html"] = {302, "text/html", "", "/zt/loop.html", 0};
    wrong("/zt/loop.html");
}

// Taken down between two visits: there in week 0, gone from week 1, its link gone from week 3.
void sow_taken_down(Draft& draft) {
    constexpr int kGone = 1;
    constexpr int kUnlinked = 3;
    const std::string path = "/zt/khjg2020.html";
    if (draft.now.week >= kUnlinked) return;
    add_link(draft.plan, path, "上年度考核结果公示");
    if (draft.now.week < kGone)
        add_page(draft.plan, path, "上年度考核结果公示",
                 "现将上年度考核结果予以公示，公示期内可以书面提出意见，并写明姓名和联系方式。");
    draft.either(draft.now.week >= kGone, "link-availability", path);
}

// Dead until the second week, mended then.
void sow_mended(Draft& draft) {
    constexpr int kMended = 2;
    const std::string path = "/zt/xsrk.html";
    add_link(draft.plan, path, "网上办事旧入口");
    if (draft.now.week >= kMended)
        add_page(draft.plan, path, "网上办事旧入口",
                 "本入口已恢复，请按提示选择需要办理的事项，带齐材料，在工作日到窗口办理。");
    draft.either(draft.now.week < kMended, "link-availability", path);
}

void sow_alive(Draft& draft) {
    SitePlan& plan = draft.plan;
    const auto right = [&](std::string_view path, std::string_view text, AnswerPlan answer) {
        add_link(plan, path, text);
        plan.answers[std::string(path)] = std::move(answer);
        draft.near_miss("link-availability", path);
    };
    const std::string text =
        "您反映的网页无法打开、提示页面不存在的问题，经核实是浏览器版本较低所致，升级以后可以"
        "正常访问。感谢您的关心，如仍有问题，请在工作时间来电说明所用设备和网络的情况。";
    switch (draft.turn % 4) {
        case 0:
            add_link(plan, "http://wall.example.cn/report", "数据平台");
            draft.near_miss("link-availability", "http://wall.example.cn/report");
            right("/zt/412.html", "公共资源交易", {412, "text/html", "<script>1</script>", "", 0});
            return;
        case 1:
            right("/zt/521.html", "信用查询", {521, "text/html", "<script>1</script>", "", 0});
            right("/zt/moved.html", "新版专题", {301, "text/html", "", "/", 0});
            return;
        case 2:
            add_page(plan, "/zt/slow.html", "地理信息查询说明", text);
            right("/zt/slow.html", "地理信息查询", {200, "", "", "", 900});
            add_page(plan, "/zt/answer.html", "关于网页打不开问题的答复", text);
            right("/zt/answer.html", "关于网页打不开问题的答复", {});
            return;
        default:
            break;
    }
    add_link(plan, "javascript:void(0)", "设为首页");
    add_link(plan, "mailto:office@example.cn", "电子邮箱");
    right("/zt/403.html", "内部办公入口", {403, "text/html", page("拒绝访问", "403"), "", 0});
    add_page(plan, "/zt/once%20more.html", "空格地址的说明", text);
    right("/zt/once%20more.html", "空格地址的说明", {});
}

constexpr std::array<Seeding, 4> kTable{{
    {"dead-links", Fits::portals, kLinks | kEntry, 3, 8, sow_dead},
    {"taken-down", Fits::portals, kLinks, 1, 2, sow_taken_down},
    {"mended-link", Fits::portals, kLinks, 1, 2, sow_mended},
    {"live-links", Fits::portals, kLinks, 3, 8, sow_alive},
}};

}  // namespace

std::span<const Seeding> link_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
