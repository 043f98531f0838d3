#include "demo/site_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "base/time.h"
#include "demo/guide_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kItemsOnHome = 4;

std::string day_of(const ColumnPlan& column, int number) {
    return format_date(parse_date(column.newest).value_or(Date{}) - 7 * number);
}

constexpr std::string_view kPolicies = "政策文件";
constexpr std::string_view kInterpretations = "政策解读";

std::string policy_title(const SitePlan& plan, int number) {
    static constexpr std::array<const char*, 6> kTopics{
        "电子商务发展", "农村公路养护", "健康养老服务", "城市绿化建设", "节约用水", "校园食品安全"};
    return fmt::format("{}关于推进{}工作的实施意见", plan.place,
                       kTopics[static_cast<std::size_t>(number) % kTopics.size()]);
}

std::string title_of(const SitePlan& plan, const ColumnPlan& column, int number) {
    if (column.name == kPolicies) return policy_title(plan, number);
    if (column.name == kInterpretations)
        return fmt::format("《{}》政策解读", policy_title(plan, number));
    return fmt::format("{}{}第{}期工作推进情况的通报", plan.place, column.name, 60 - number);
}

std::string path_of(const SitePlan& plan, const ColumnPlan& column, int number) {
    const std::string day = day_of(column, number);
    const YearMonthDay date = civil(parse_date(day).value_or(Date{}));
    const auto id = static_cast<unsigned>(fnv1a(column.name) % 900 + 100);
    switch (plan.family) {
        case Family::art:
            return fmt::format("/art/{}/{}/{}/art_{}_{}.html", date.year, date.month, date.day, id,
                               100 + number);
        case Family::info:
            return fmt::format("/info/{}/{}.htm", id, 3000 + number);
        case Family::detail:
            return fmt::format("/content/detail/{}00000000a{}.html", id, number);
        case Family::dated_file:
            break;
    }
    return fmt::format("{}{:04}{:02}/t{:04}{:02}{:02}_{}.html", column.path, date.year, date.month,
                       date.year, date.month, date.day, 100 + number);
}

std::string item(const SitePlan& plan, const ColumnPlan& column, int number) {
    const std::string path = path_of(plan, column, number);
    const std::string title = title_of(plan, column, number);
    const std::string day = day_of(column, number);
    switch (plan.family) {
        case Family::dated_file:
            return fmt::format("<li><a href=\"{}\">{}</a><span>{}</span></li>", path, title, day);
        case Family::art:
            return fmt::format(
                "<tr><td><a href=\"{0}\" title=\"{1}\">{1}</a></td><td class=\"bt_time\">[{2}]</td>"
                "</tr>",
                path, title, day);
        case Family::info:
            return fmt::format(
                "<li id=\"line_u8_{}\"><span class=\"date\">{}</span><a href=\"{}\" "
                "target=\"_blank\">{}</a></li>",
                number, replace_all(day, "-", "/"), path, title);
        case Family::detail:
            break;
    }
    return fmt::format("<li><a href=\"{}\"><i>{}</i><em>{}</em></a></li>", path, title, day);
}

std::string list(const SitePlan& plan, const ColumnPlan& column, int count) {
    std::string text;
    for (int i = 0; i < std::min(count, column.items); ++i) text += item(plan, column, i);
    if (plan.family == Family::art) return "<table class=\"list\">" + text + "</table>";
    return "<ul class=\"list\">" + text + "</ul>";
}

std::string article_head(const SitePlan& plan, const std::string& title, const std::string& day) {
    const YearMonthDay date = civil(parse_date(day).value_or(Date{}));
    switch (plan.family) {
        case Family::art:
            return fmt::format(
                "<div class=\"bt-article-title\">{}</div><table><tr><td>发布日期：{} 09:30</td>"
                "<td>信息来源：{}</td><td>浏览次数：7</td></tr></table>",
                title, day, plan.site.unit);
        case Family::info:
            return fmt::format(
                "<h1>{}</h1><p class=\"sub\">{} 09:30　来源：{}　点击：[<script>_showDynClicks(1)"
                "</script>]</p>",
                title, replace_all(day, "-", "/"), plan.site.unit);
        case Family::detail:
            return fmt::format(
                "<h1 class=\"wztit\">{}</h1><div class=\"wzbjxx\">【字体：大 中 小】"
                "<span>发布时间：{}年{}月{}日 09:30</span><span>来源：{}</span></div>",
                title, date.year, date.month, date.day, plan.site.unit);
        case Family::dated_file:
            break;
    }
    return fmt::format("<h2>{}</h2><div class=\"info\">发布时间：{} 09:30　来源：{}</div>", title,
                       day, plan.site.unit);
}

// A policy and its interpretation lead to each other, where both are on the site.
std::string related(const SitePlan& plan, const ColumnPlan& column, int number) {
    const bool policy = column.name == kPolicies;
    if (!plan.linked_interpretations || (!policy && column.name != kInterpretations)) return {};
    for (const ColumnPlan& other : plan.columns) {
        if (other.name != (policy ? kInterpretations : kPolicies) || other.items <= number)
            continue;
        return fmt::format("<p>{}：<a href=\"{}\">{}</a></p>", policy ? "相关解读" : "相关文件",
                           path_of(plan, other, number), title_of(plan, other, number));
    }
    return {};
}

std::string article(const SitePlan& plan, const ColumnPlan& column, int number) {
    const std::string title = title_of(plan, column, number);
    const std::string meta = tags_of(plan, column.name, title, day_of(column, number));
    std::string body = fmt::format(
        "<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a "
        "href=\"{}\">{}</a></div>{}"
        "<div class=\"content\">",
        column.path, column.name, article_head(plan, title, day_of(column, number)));
    for (int i = 0; i < 4; ++i) {
        body += fmt::format(
            "<p>近日，{}"
            "召开会议研究部署下一阶段重点任务，要求各有关单位压实责任，细化措施，按时间节点"
            "推进各项工作落到实处，切实增强群众的获得感。</p>",
            plan.place);
    }
    body += related(plan, column, number);
    return page_of(plan, title + "_" + plan.site.name, body + "</div>", meta);
}

std::string letter(const SitePlan& plan, const std::string& title, const std::string& asked,
                   const std::string& replied) {
    std::string reply;
    if (!replied.empty()) {
        reply = fmt::format(
            "<tr><td>答复单位</td><td>{}</td></tr><tr><td>答复时间</td><td>{}</td></tr>"
            "<tr><td>答复内容</td><td>您好，您反映的问题已经处理完毕，感谢您的关心和支持。</td></"
            "tr>",
            plan.site.unit, replied);
    }
    return page_of(plan, "信件内容_" + plan.site.name,
                   fmt::format("<h2>信件内容</h2><table><tr><td>信件标题</td><td>{}</td></tr><tr>"
                               "<td>写信时间</td><td>{}</td></tr><tr><td>信件内容</td>"
                               "<td>请尽快处理，谢谢。</td></tr>{}</table>",
                               title, asked, reply));
}

struct Letter {
    std::string title, asked, replied;
};

void add_board(const SitePlan& plan, std::map<std::string, std::string>& pages) {
    std::vector<Letter> letters{
        {"关于公交车改线的建议", "2021-06-01", "2021-06-03"},
        {"关于小区门口路灯不亮的问题", "2021-05-10", "2021-05-12"},
    };
    if (plan.answered_lately)
        letters.insert(letters.begin(), {"关于人民路积水的问题", "2021-11-01", "2021-11-03"});
    if (plan.neglected) letters.push_back({"关于噪声扰民的投诉", "2021-06-20", ""});
    std::string rows;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const Letter& each = letters[i];
        rows += fmt::format(
            "<tr><td><a href=\"/xzxx/{}.html\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
            i + 1, each.title, each.asked, each.replied,
            each.replied.empty() ? "办理中" : "已答复");
        pages[fmt::format("/xzxx/{}.html", i + 1)] =
            letter(plan, each.title, each.asked, each.replied);
    }
    pages["/xzxx/"] = page_of(
        plan, "领导信箱_" + plan.site.name,
        fmt::format(
            "<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; 领导信箱</div>"
            "<h2>领导信箱</h2>{}<table><tr><th>信件标题</th><th>写信时间</th><th>答复时间</th>"
            "<th>状态</th></tr>{}</table>",
            plan.statistics ? "<p>共收到来信 120 件，已答复 118 件，办结率 98%</p>" : "", rows));
}

}  // namespace

std::string page_of(const SitePlan& plan, const std::string& title, const std::string& body,
                    const std::string& meta) {
    std::string menu;
    for (const ColumnPlan& column : plan.columns) {
        menu += fmt::format("<li><a href=\"{}\">{}</a></li>", column.path, column.name);
    }
    if (!plan.reposts.empty()) {
        menu += fmt::format("<li><a href=\"/zyzz/\">{}</a></li>", plan.repost_name);
    }
    if (plan.guides != GuideState::none) {
        menu += fmt::format("<li><a href=\"{}\">办事指南</a></li>", kGuidesPath);
    }
    return fmt::format(
        "<!DOCTYPE html><html><head><meta charset=\"{}\"><title>{}</title>"
        "<meta name=\"SiteName\" content=\"{}\"><meta name=\"SiteDomain\" content=\"{}\">"
        "<meta name=\"SiteIDCode\" content=\"{}\">{}</head><body>{}<div class=\"nav\"><ul>"
        "<li><a href=\"/\">首页</a></li>{}<li><a href=\"/xzxx/\">领导信箱</a></li>"
        "<li><a href=\"/ldzc/\">领导之窗</a></li></ul></div><div class=\"main\">{}</div>{}</body>"
        "</html>",
        plan.gbk ? "gb2312" : "utf-8", title, plan.site.name, plan.host, plan.site.site_code, meta,
        plan.header, menu, body, plan.footer);
}

std::string tags_of(const SitePlan& plan, const std::string& column, const std::string& title,
                    const std::string& day) {
    if (!plan.article_tags) return {};
    return fmt::format(
        "<meta name=\"ColumnName\" content=\"{0}\"><meta name=\"ColumnType\" content=\"{0}\">"
        "<meta name=\"ColumnKeywords\" content=\"{0},{3}\">"
        "<meta name=\"ColumnDescription\" content=\"{3}{0}栏目\">"
        "<meta name=\"ArticleTitle\" content=\"{1}\"><meta name=\"ContentSource\" "
        "content=\"{4}\"><meta name=\"PubDate\" content=\"{2} 09:30\">",
        column, title, day, plan.place, plan.site.unit);
}

void furnish(SitePlan& plan) {
    plan.columns = {{"/gzdt/", "工作动态", "2021-11-10"}, {"/tzgg/", "通知公告", "2021-11-05"},
                    {"/zcwj/", "政策文件", "2021-09-20"}, {"/zcjd/", "政策解读", "2021-09-22"},
                    {"/ghjh/", "规划计划", "2021-03-12"}, {"/rsxx/", "人事信息", "2021-08-12"},
                    {"/czzj/", "财政资金", "2021-07-12"}, {"/tjsj/", "统计数据", "2021-10-12"},
                    {"/bstj/", "办事统计", "2021-11-01"}};
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        std::string& path = plan.columns[i].path;
        if (plan.family == Family::art) path = fmt::format("/col/col{}/index.html", 20 + i);
        if (plan.family == Family::info) path = path.substr(0, path.size() - 1) + ".htm";
        if (plan.family == Family::detail) path = fmt::format("/content/column/{}", 6780 + i);
    }
    plan.header = fmt::format("<div class=\"header\"><div class=\"logo\"><h1>{}</h1></div></div>",
                              plan.site.name);
    plan.footer = fmt::format(
        "<div class=\"footer\"><p>主办单位：{0}　联系电话：0000-1234567</p><p>网站标识码：{1}　"
        "<a href=\"https://beian.miit.gov.cn/\">皖ICP备12345678号</a> <a "
        "href=\"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=99120102000001\">"
        "皖公网安备 99120102000001号</a></p><p><a "
        "href=\"http://bszs.conac.cn/sitename?method=show&amp;id=1\"><img alt=\"党政机关\" "
        "src=\"/images/conac.png\"></a> <a "
        "href=\"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={1}\"><img "
        "alt=\"政府网站找错\" src=\"/images/jiucuo.png\"></a> <a "
        "href=\"/wzdt/\">网站地图</a></p></div>",
        plan.site.unit, plan.site.site_code);
}

std::map<std::string, std::string> build_pages(const SitePlan& plan) {
    std::map<std::string, std::string> pages;
    std::string home;
    for (const ColumnPlan& column : plan.columns) {
        home += fmt::format(
            "<div class=\"box\"><h3>{}<a class=\"more\" href=\"{}\">更多</a></h3>{}</div>",
            column.name, column.path, list(plan, column, kItemsOnHome));
    }
    if (!plan.reposts.empty()) {
        home +=
            fmt::format("<div class=\"box\"><h3>{}</h3>{}</div>", plan.repost_name, plan.reposts);
        pages["/zyzz/"] = page_of(plan, plan.repost_name + "_" + plan.site.name,
                                  fmt::format("<h2>{}</h2>{}", plan.repost_name, plan.reposts));
    }
    pages["/"] = page_of(plan, plan.site.name, home + plan.home_extra);
    for (const ColumnPlan& column : plan.columns) {
        pages[column.path] = page_of(
            plan, column.name + "_" + plan.site.name,
            fmt::format("<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; {0}</div>"
                        "<h2>{0}</h2>{1}",
                        column.name, list(plan, column, column.items)));
        for (int i = 0; i < column.items; ++i) {
            pages[path_of(plan, column, i)] = article(plan, column, i);
        }
    }
    add_board(plan, pages);
    add_guides(plan, pages);
    pages["/ldzc/"] =
        page_of(plan, "领导之窗_" + plan.site.name,
                "<h2>领导之窗</"
                "h2><p>主要负责人：某某。主持全面工作，分管财政、审计、发展改革、机构编制等方面"
                "工作，联系人民武装部和工商业联合会。</"
                "p><p>简历：大学学历，曾在乡镇、县直部门和市直单位工作"
                "多年，历任科员、副主任、主任、局长等职，现任现职。</"
                "p><p>副职负责人：某某。负责教育、卫生、"
                "民政、社会保障和退役军人事务等方面工作，分管相关单位。</p>",
                tags_of(plan, "领导之窗", "领导之窗", "2021-06-01"));
    pages["/wzdt/"] = page_of(plan, "网站地图_" + plan.site.name,
                              "<h2>网站地图</h2>" + list(plan, plan.columns.front(), 3));
    return pages;
}

}  // namespace mingcha::demo
