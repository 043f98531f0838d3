// What a site says of itself: head, foot, tags, address.
#include <array>

#include "base/text.h"
#include "demo/faults.h"

namespace mingcha::demo {

namespace {

void sow_foot_gap(Draft& draft) {
    FootPlan& foot = draft.plan.foot;
    const std::array<std::pair<std::string*, const char*>, 6> kItems{
        {{&foot.emblem, "党政机关标识"},
         {&foot.code, "网站标识码"},
         {&foot.icp, "ICP备案"},
         {&foot.police, "公安备案"},
         {&foot.organizer, "主办单位"},
         {&foot.contact, "联系方式"}}};
    const auto& [piece, name] = kItems[static_cast<std::size_t>(draft.turn) % kItems.size()];
    piece->clear();
    draft.fault("footer-identity", "/", name).everywhere = true;
}

// The number inside a piece of the foot: what stands between the tags.
std::string text_of(const std::string& piece) {
    const std::size_t from = piece.find('>');
    const std::size_t to = piece.find("</a>");
    return piece.substr(from + 1, to - from - 1);
}

void sow_foot_twin(Draft& draft) {
    SitePlan& plan = draft.plan;
    FootPlan& foot = plan.foot;
    const auto right = [&](const char* name) { draft.near_miss("footer-identity", "/", name); };
    switch (draft.turn % 5) {
        case 0:  // numbers without links
            foot.police = "公安备案号：" + text_of(foot.police) + "　";
            foot.icp = "备案序号：" + text_of(foot.icp) + "　";
            right("公安备案");
            return right("ICP备案");
        case 1:
            foot.police = "公网安备 " +
                          text_of(foot.police).substr(text_of(foot.police).find(' ') + 1) + "　";
            foot.organizer = "主办：" + plan.site.unit + "　承办：信息中心　";
            right("公安备案");
            return right("主办单位");
        case 2:
            foot.contact = "电话：0000-7654321　地址：" + plan.place + "人民路1号　";
            foot.code = "标识码：" + plan.site.site_code + "　";
            right("联系方式");
            return right("网站标识码");
        case 3:
            foot.emblem =
                "<a href=\"http://bszs.conac.cn/sitename?method=show&amp;id=2\"><img "
                "src=\"/images/red.png\"></a> ";
            foot.organizer = plan.site.unit + "主办　";
            right("党政机关标识");
            return right("主办单位");
        default:
            break;
    }
    foot.contact = "邮箱：office@example.cn　";
    foot.code = "政府网站标识码：" + plan.site.site_code + "　";
    right("联系方式");
    right("网站标识码");
}

void sow_no_report_entry(Draft& draft) {
    draft.plan.foot.report_entry.clear();
    draft.fault("error-report-entry");
}

void sow_report_entry(Draft& draft) {
    std::string& entry = draft.plan.foot.report_entry;
    const std::string& code = draft.plan.site.site_code;
    switch (draft.turn % 4) {
        case 0:
            entry = "<a href=\"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=" + code +
                    "\">我为政府网站找错</a> ";
            break;
        case 1:  // the picture has no words
            entry = "<a href=\"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=" + code +
                    "\"><img src=\"/images/jc.png\"></a> ";
            break;
        case 2:
            entry =
                "<span id=\"_span_jiucuo\"><img src=\"/images/jc.png\" "
                "onclick=\"Link('" +
                code + "')\" title=\"政府网站找错\"></span> ";
            break;
        default:
            entry = "<script id=\"_jiucuo_\" sitecode='" + code +
                    "' src='http://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script> ";
    }
    draft.near_miss("error-report-entry");
}

void sow_bad_tags(Draft& draft) {
    SitePlan& plan = draft.plan;
    switch (draft.turn % 5) {
        case 0:
            plan.article_tags = false;
            break;
        case 1:
            plan.tag_values = {{"PubDate", "null"}};
            break;
        case 2:
            plan.tag_values = {{"ColumnType", "-"}, {"ColumnDescription", ""}};
            break;
        case 3:
            plan.tag_values = {{"SiteDomain", "http://www.template.example.cn/"}};
            break;
        default:
            plan.tag_values = {{"ContentSource", "-"}};
    }
    draft.fault("page-tags").everywhere = true;
}

void sow_good_tags(Draft& draft) {
    SitePlan& plan = draft.plan;
    switch (draft.turn % 5) {
        case 0:
            plan.tag_values = {{"PubDate", "{day}"}};
            break;
        case 1:
            plan.tag_values = {{"PubDate", "{day} 09:30:05"}, {"Author", "示例"}};
            break;
        case 2:
            plan.tag_values = {{"ContentSource", "示例日报"}, {"Keywords", "政务公开"}};
            break;
        case 3:
            plan.tag_values = {{"SiteDomain", plan.host + "," + plan.host.substr(4)}};
            break;
        default:
            plan.tag_values = {{"Url", "/"}, {"Image", ""}};
    }
    draft.near_miss("page-tags");
}

void sow_bad_name(Draft& draft) {
    SitePlan& plan = draft.plan;
    if (draft.turn % 3 == 0) {
        plan.header = "<div class=\"header\"><div class=\"logo\"></div></div>";
        draft.fault("domain-and-name", "/", "名称").everywhere = true;
        return;
    }
    if (draft.turn % 3 == 1) {
        plan.host = plan.host.substr(4);  // without www
    } else {
        plan.host = "www.zf." + plan.host.substr(4);
    }
    plan.site.url = "http://" + plan.host + "/";
    draft.fault("domain-and-name", "/", "域名").everywhere = true;
}

void sow_good_name(Draft& draft) {
    SitePlan& plan = draft.plan;
    const std::string name = plan.site.name;
    switch (draft.turn % 4) {
        case 0:
            plan.header =
                "<div class=\"header\"><a href=\"/\"><img src=\"/images/logo.png\" alt=\"" + name +
                "\"></a></div>";
            break;
        case 1:
            plan.header = "<div class=\"top\"><div class=\"logo\"><a href=\"/\" title=\"" + name +
                          "\">" + name + "门户网站</a></div></div>";
            break;
        case 2:
            plan.header = "<div id=\"header\"><h1><a href=\"/\">中国·" + name + "</a></h1></div>";
            break;
        default:
            plan.header =
                "<div class=\"header\"><a href=\"/\"><img src=\"/images/head.png\"></a><span>" +
                name + "</span></div>";
    }
    draft.near_miss("domain-and-name");
}

constexpr std::array<Seeding, 8> kTable{{
    {"foot-gap", Fits::portals, kFoot, 5, 8, sow_foot_gap},
    {"foot-twin", Fits::portals, kFoot, 2, 8, sow_foot_twin},
    {"no-report-entry", Fits::portals, kErrorReport, 1, 5, sow_no_report_entry},
    {"report-entry", Fits::portals, kErrorReport, 1, 10, sow_report_entry},
    {"bad-tags", Fits::portals, kTags, 1, 5, sow_bad_tags},
    {"good-tags", Fits::portals, kTags, 1, 10, sow_good_tags},
    {"bad-name", Fits::portals, kHead, 2, 6, sow_bad_name},
    {"good-name", Fits::portals, kHead, 1, 11, sow_good_name},
}};

}  // namespace

std::span<const Seeding> identity_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
