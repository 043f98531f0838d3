#include "demo/site_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "demo/column_pages.h"
#include "demo/families.h"
#include "demo/service_pages.h"
#include "demo/standing_pages.h"

namespace mingcha::demo {

namespace {

constexpr std::size_t kItemsOnHome = 4;
constexpr int kWeeklyLetters = 6;
constexpr std::array<const char*, 7> kSubjects{"关于人民路积水的问题",   "关于办理老年优待证的咨询",
                                               "关于公园座椅损坏的反映", "关于增设公交站点的建议",
                                               "关于小区垃圾清运的问题", "关于图书馆开放时间的咨询",
                                               "关于学校门口交通的建议"};

struct UsualColumn {
    std::string_view slug, name;
    int age;
};
constexpr std::array<UsualColumn, 10> kUsual{{{"gzdt", "工作动态", 2},
                                              {"tzgg", "通知公告", 7},
                                              {"zcwj", "政策文件", 53},
                                              {"zcjd", "政策解读", 51},
                                              {"ghjh", "规划计划", 245},
                                              {"rsxx", "人事信息", 92},
                                              {"czzj", "财政资金", 123},
                                              {"tjsj", "统计数据", 31},
                                              {"bstj", "办事统计", 11},
                                              {"bmts", "便民提示", 1}}};

void set_foot(SitePlan& plan, std::string_view province) {
    const std::string number = fmt::format("{:08}", fnv1a(plan.host) % 90000000 + 10000000);
    FootPlan& foot = plan.foot;
    foot.organizer = "主办单位：" + plan.site.unit + "　";
    foot.contact = "联系电话：0000-1234567　";
    foot.code = "网站标识码：" + plan.site.site_code + "　";
    foot.icp =
        fmt::format("<a href=\"https://beian.miit.gov.cn/\">{}ICP备{}号</a> ", province, number);
    foot.police = fmt::format(
        "<a href=\"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={1}000001\">"
        "{0}公网安备 {1}000001号</a> ",
        province, number);
    foot.emblem =
        "<a href=\"http://bszs.conac.cn/sitename?method=show&amp;id=1\"><img alt=\"党政机关\" "
        "src=\"/images/conac.png\"></a> ";
    foot.report_entry = fmt::format(
        "<a href=\"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={}\"><img "
        "alt=\"政府网站找错\" src=\"/images/jiucuo.png\"></a> ",
        plan.site.site_code);
    foot.sitemap = "<a href=\"/wzdt/\">网站地图</a>";
}

std::string menu_of(const SitePlan& plan) {
    std::string menu;
    for (const ColumnPlan& column : plan.columns)
        menu += fmt::format("<li><a href=\"{}\">{}</a></li>", column.path, column.name);
    const auto add = [&](bool there, std::string_view path, std::string_view name) {
        if (there) menu += fmt::format("<li><a href=\"{}\">{}</a></li>", path, name);
    };
    add(plan.has_reposts, kRepostPath, plan.repost_name);
    add(!plan.guide_rows.empty(), kGuidesPath, "办事指南");
    add(!plan.activities.empty(), kActivitiesPath, "意见征集");
    add(plan.has_board, kBoardPath, "领导信箱");
    const StandingPlan& standing = plan.standing;
    add(!standing.overview.empty(), kOverviewPath, standing.overview_name);
    add(!standing.mandate.empty(), kMandatePath, "机构职能");
    add(!standing.leaders.empty(), kLeadersPath, "领导之窗");
    add(standing.write_link, kWritePath, "我要咨询");
    for (const FurtherPlan& each : standing.further)
        add(!each.menu_name.empty(), each.path, each.menu_name);
    return menu;
}

std::string foot_of(const FootPlan& foot) {
    return "<div class=\"footer\"><p>" + foot.organizer + foot.contact + "</p><p>" + foot.code +
           foot.icp + foot.police + "</p><p>" + foot.emblem + foot.report_entry + foot.sitemap +
           "</p></div>";
}

std::string home_of(const SitePlan& plan, Moment now) {
    std::string body;
    for (const ColumnPlan& column : plan.columns) {
        if (!column.on_home) continue;
        const std::string more = fmt::format("<h3>{}<a class=\"more\" href=\"{}\">更多</a></h3>",
                                             column.name, column.path);
        if (plan.home_only_navigates) {
            body += fmt::format("<div class=\"entry\"><a href=\"{}\">{}</a></div>", column.path,
                                column.name);
        } else {
            body +=
                "<div class=\"box\">" + more + rows_of(plan, column, now, kItemsOnHome) + "</div>";
        }
    }
    if (plan.has_reposts && plan.reposts_on_home && !plan.home_only_navigates)
        body +=
            "<div class=\"box\"><h3>" + plan.repost_name + "</h3>" + repost_list(plan) + "</div>";
    return page_of(plan, plan.site.name, body + plan.home_extra);
}

std::string extra_of(const SitePlan& plan, const ExtraPlan& extra) {
    const Piece piece{extra.path, extra.title, extra.day};
    SitePlan noted = plan;
    noted.header = extra.note + plan.header;
    return page_of(noted, extra.title + "_" + plan.site.name,
                   crumb_of("", "工作专题") + article_head(plan, piece, true) +
                       "<div class=\"content\"><p>" + extra.text + "</p></div>",
                   tags_of(plan, "工作专题", extra.title, extra.day));
}

}  // namespace

std::string crumb_of(const std::string& path, const std::string& name) {
    return fmt::format("<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; {}</div>",
                       path.empty() ? name : fmt::format("<a href=\"{}\">{}</a>", path, name));
}

std::string page_of(const SitePlan& plan, const std::string& title, const std::string& body,
                    const std::string& meta) {
    return fmt::format(
        "<!DOCTYPE html><html><head><meta charset=\"{}\"><title>{}</title>"
        "<meta name=\"SiteName\" content=\"{}\"><meta name=\"SiteDomain\" content=\"{}\">"
        "<meta name=\"SiteIDCode\" content=\"{}\">{}</head><body>{}<div class=\"nav\"><ul>"
        "<li><a href=\"/\">首页</a></li>{}</ul></div><div class=\"main\">{}</div>{}</body>"
        "</html>",
        plan.gbk ? "gb2312" : "utf-8", title, plan.site.name,
        plan.tag_values.contains("SiteDomain") ? plan.tag_values.at("SiteDomain") : plan.host,
        plan.site.site_code, meta, plan.header + search_box(plan), menu_of(plan), body,
        foot_of(plan.foot));
}

std::string tags_of(const SitePlan& plan, const std::string& column, const std::string& title,
                    Date day) {
    if (!plan.article_tags) return {};
    std::map<std::string, std::string> values{{"ColumnName", column},
                                              {"ColumnType", column},
                                              {"ColumnKeywords", column + "," + plan.place},
                                              {"ColumnDescription", plan.place + column + "栏目"},
                                              {"ArticleTitle", title},
                                              {"ContentSource", plan.site.unit},
                                              {"PubDate", format_date(day) + " 09:30"}};
    for (const auto& [name, value] : plan.tag_values)
        if (name != "SiteDomain") values[name] = replace_all(value, "{day}", format_date(day));
    std::string tags;
    for (const auto& [name, value] : values) {
        if (value == "-") continue;
        tags += fmt::format("<meta name=\"{}\" content=\"{}\">", name, value);
    }
    return tags;
}

ColumnPlan& add_column(SitePlan& plan, std::string_view slug, std::string_view name, int age) {
    ColumnPlan column;
    column.path = column_path(plan.family, slug, plan.columns.size());
    column.name = name;
    column.age = age;
    plan.columns.push_back(std::move(column));
    return plan.columns.back();
}

void furnish(SitePlan& plan, std::string_view province, Moment now) {
    for (const UsualColumn& each : kUsual) add_column(plan, each.slug, each.name, each.age);
    // An interpretation comes two days after its policy.
    column_of(plan, "政策文件").offset -= 2;
    plan.header = fmt::format("<div class=\"header\"><div class=\"logo\"><h1>{}</h1></div></div>",
                              plan.site.name);
    set_foot(plan, province);
    plan.letters = {{"关于公交车改线的建议", days_before(164), days_before(162)},
                    {"关于小区门口路灯不亮的问题", days_before(186), days_before(184)}};
    // A letter a week, answered after two days; the last ones are shown.
    for (int week = std::max(0, now.week - kWeeklyLetters + 1); week <= now.week; ++week) {
        const Date asked = Moment{week}.today() - 11;
        plan.letters.push_back(
            {kSubjects[static_cast<std::size_t>(week) % kSubjects.size()], asked, asked + 2});
    }
    plan.statistics = "<p>共收到来信 120 件，已答复 118 件，办结率 98%</p>";
    plan.replied = now.asked();
    set_standing(plan, now);
}

std::map<std::string, std::string> build_pages(const SitePlan& plan, Moment now) {
    std::map<std::string, std::string> pages;
    pages["/"] = home_of(plan, now);
    for (const ColumnPlan& column : plan.columns) add_column_pages(plan, column, now, pages);
    add_reposts(plan, pages);
    add_board(plan, now, pages);
    add_guides(plan, pages);
    add_activities(plan, now, pages);
    for (const ExtraPlan& each : plan.extras) pages[each.path] = extra_of(plan, each);
    add_standing_pages(plan, pages);
    pages["/wzdt/"] = page_of(plan, "网站地图_" + plan.site.name,
                              "<h2>网站地图</h2>" + rows_of(plan, plan.columns.front(), now, 3));
    return pages;
}

}  // namespace mingcha::demo
