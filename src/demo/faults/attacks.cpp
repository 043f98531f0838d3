// What strangers do to a site — links nobody sees, frames, redirects, packed scripts, a title of
// their own — and what only looks like it: tabs, statistics scripts, news against gambling.
#include <array>

#include "demo/faults.h"

namespace mingcha::demo {

namespace {

constexpr int kPageDay = 90;  // before week 0

// A page below the home page, linked from it.
void add_page(Draft& draft, const std::string& path, const std::string& title,
              const std::string& note) {
    SitePlan& plan = draft.plan;
    plan.home_extra += "<p><a href=\"" + path + "\">" + title + "</a></p>";
    plan.extras.push_back({path, title, days_before(kPageDay),
                           plan.place +
                               "有关部门召开会议，通报了前一阶段工作情况，研究了存在的问题，对"
                               "下一步工作提出明确要求，并请社会各界予以监督。",
                           note});
}

void sow_hidden(Draft& draft) {
    static constexpr std::array<const char*, 10> kBlocks{
        "<div style=\"position:absolute;left:-9999px\"><a href=\"http://www.bjl-demo.example/\">"
        "百家乐</a></div>",
        "<p style=\"font-size:0\"><a href=\"http://www.sf-demo.example/\">传奇私服</a></p>",
        "<marquee height=\"1\" width=\"4\"><a href=\"http://www.dk-demo.example/\">无抵押贷款</a>"
        "</marquee>",
        "<script>document.write('<div style=\"display:none\"><a href=\"http://www.ssc-demo.example/"
        "\">时时彩</a></div>')</script>",
        "<style>.yl9{visibility:hidden}</style><div class=\"yl9\"><a href=\"http://www.dy-demo."
        "example/\">代孕</a></div>",
        "<div style=\"transform:scale(0)\"><a href=\"http://www.yl-demo.example/\">真人娱乐城</a>"
        "</div>",
        "<span style=\"position:fixed;left:-200%\"><a href=\"http://www.lhc-demo.example/\">六合彩"
        "</a></span>",
        "<div style=\"height:0;overflow:hidden\"><a href=\"http://www.bjl-demo.example/\">百家乐"
        "</a></div>",
        "<div style=\"opacity:0\"><a href=\"http://www.sf-demo.example/\">传奇私服</a></div>",
        "<ul style=\"text-indent:-9999px\"><li><a href=\"http://www.dk-demo.example/\">无抵押贷款"
        "</a></li></ul>"};
    // Five of them in each city, others in the next.
    const std::size_t way = static_cast<std::size_t>(draft.turn) + draft.dice.below(2) * 5;
    draft.plan.home_extra += kBlocks[way % kBlocks.size()];
    draft.fault("illegal-content");
}

void sow_seen(Draft& draft) {
    draft.plan.home_extra +=
        "<div style=\"display:none\"><a href=\"http://www.gov.cn/\">中国政府网</a></div>";
    draft.near_miss("illegal-content");
    add_page(draft, "/zt/jdzx.html", "公安机关打击网络赌博犯罪专项行动", "");
    draft.near_miss("illegal-content", "/zt/jdzx.html");
    add_page(draft, "/zt/fcgyj.html", "福利彩票公益金使用情况公告", "");
    draft.near_miss("illegal-content", "/zt/fcgyj.html");
}

void sow_attacked(Draft& draft) {
    const std::string path = "/zt/wlzt.html";
    static constexpr std::array<const char*, 5> kNotes{
        "<script>eval(function(p,a,c,k,e,d){return p}('1.0(2)',3,3,'write|document|iframe'.split("
        "'|'),0,{}))</script>",
        "<script>window.location.href='http://www.bc-demo.example/'</script>",
        "<script>if(document.referrer.indexOf('baidu')>0){location.replace("
        "'http://www.bc-demo.example/')}</script>",
        "<script>document.write('<iframe src=\"http://www.gm-demo.example/x\" width=0 height=0>"
        "</iframe>')</script>",
        ""};
    const auto turn = static_cast<std::size_t>(draft.turn) % kNotes.size();
    add_page(draft, path, turn == 4 ? "黑客到此一游" : "网络专题学习活动", kNotes[turn]);
    draft.fault("unresolved-attack", path);
}

// Scripts that every site has: statistics, a map, a way to the version for phones.
void sow_scripts(Draft& draft) {
    draft.plan.home_extra +=
        draft.turn % 2 == 0
            ? "<script src=\"http://hm.baidu.com/hm.js\"></script>"
              "<script src=\"http://webapi.amap.com/maps\"></script>"
            : "<script>if(/mobile/i.test(navigator.userAgent))location.href="
              "'http://m.demo.example/';function go(){location.href='http://www.gov.cn/'}</script>";
    draft.near_miss("unresolved-attack");
}

void sow_unharmed(Draft& draft) {
    add_page(draft, "/zt/aqyl.html", "网站被黑客攻击后的应急演练",
             "<script>if(/mobile/i.test(navigator.userAgent))location.href="
             "'http://m.demo.example/'</script>");
    draft.near_miss("unresolved-attack", "/zt/aqyl.html");
    add_page(draft, "/zt/xckt.html", "网络安全宣传课堂",
             "<script>function go(){location.href='http://www.gov.cn/'}</script>");
    draft.near_miss("unresolved-attack", "/zt/xckt.html");
}

constexpr std::array<Seeding, 5> kTable{{
    {"hidden-links", Fits::others, kSecret | kHome, 1, 5, sow_hidden},
    {"open-links", Fits::others, kSecret | kHome, 1, 4, sow_seen},
    {"attacked", Fits::any, kAttacked | kHome, 1, 5, sow_attacked},
    {"usual-scripts", Fits::any, kAttacked, 1, 10, sow_scripts},
    {"unharmed", Fits::any, kAttacked | kHome, 1, 2, sow_unharmed},
}};

}  // namespace

std::span<const Seeding> attack_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
