#include "tests/integration/audit/html_site.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::html_site {

namespace {

constexpr int kItemsOnHome = 4;

std::string day_of(const ColumnPlan& plan, int number) {
    return format_date(*parse_date(plan.newest) - 7 * number);
}

std::string title_of(const ColumnPlan& plan, int number) {
    return fmt::format("清河县{}第{}期工作推进情况的通报", plan.name, 60 - number);
}

}  // namespace

std::string HtmlSite::path_of(const ColumnPlan& plan, int number) const {
    const std::string day = day_of(plan, number);
    const YearMonthDay date = civil(*parse_date(day));
    const auto column = static_cast<unsigned>(std::hash<std::string>{}(plan.name) % 900 + 100);
    switch (family_) {
        case Family::art:
            return fmt::format("/art/{}/{}/{}/art_{}_{}.html", date.year, date.month, date.day,
                               column, 100 + number);
        case Family::info:
            return fmt::format("/info/{}/{}.htm", column, 3000 + number);
        case Family::detail:
            return fmt::format("/content/detail/{}00000000a{}.html", column, number);
        case Family::dated_file:
            break;
    }
    return fmt::format("{}{:04}{:02}/t{:04}{:02}{:02}_{}.html", plan.path, date.year, date.month,
                       date.year, date.month, date.day, 100 + number);
}

HtmlSite::HtmlSite(Family family) : family_(family) {
    columns = {{"/gzdt/", "工作动态", "2021-11-10"}, {"/tzgg/", "通知公告", "2021-11-05"},
               {"/zcwj/", "政策文件", "2021-09-20"}, {"/zcjd/", "政策解读", "2021-09-22"},
               {"/ghjh/", "规划计划", "2021-03-12"}, {"/rsxx/", "人事信息", "2021-08-12"},
               {"/czzj/", "财政资金", "2021-07-12"}, {"/tjsj/", "统计数据", "2021-10-12"}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        ColumnPlan& plan = columns[i];
        if (family == Family::art) plan.path = fmt::format("/col/col{}/index.html", 20 + i);
        if (family == Family::info) plan.path = plan.path.substr(0, plan.path.size() - 1) + ".htm";
        if (family == Family::detail) plan.path = fmt::format("/content/column/{}", 6780 + i);
    }
    header = R"(<div class="header"><div class="logo"><h1>清河县人民政府</h1></div></div>)";
    footer =
        "<div class=\"footer\"><p>主办单位：清河县人民政府办公室　联系电话：0000-1234567</p>"
        "<p>网站标识码：4199990001　<a href=\"https://beian.miit.gov.cn/\">豫ICP备12345678号</a> "
        "<a href=\"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=41999902000001\">"
        "豫公网安备 41999902000001号</a></p>"
        "<p><a href=\"http://bszs.conac.cn/sitename?method=show&id=1\">"
        "<img alt=\"党政机关\" src=\"/images/conac.png\"></a> "
        "<a href=\"http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4199990001\">"
        "<img alt=\"政府网站找错\" src=\"/images/jiucuo.png\"></a> "
        "<a href=\"/wzdt/\">网站地图</a></p></div>";
}

ColumnPlan& HtmlSite::column(const std::string& name) {
    for (ColumnPlan& plan : columns) {
        if (plan.name == name) return plan;
    }
    throw std::logic_error("no column " + name);
}

std::string HtmlSite::page(const std::string& title, const std::string& body,
                           const std::string& meta) const {
    std::string menu;
    for (const ColumnPlan& plan : columns) {
        menu += fmt::format("<li><a href=\"{}\">{}</a></li>", plan.path, plan.name);
    }
    return fmt::format(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{}</title>"
        "<meta name=\"SiteName\" content=\"清河县人民政府\">"
        "<meta name=\"SiteDomain\" content=\"www.qinghe.gov.cn\">"
        "<meta name=\"SiteIDCode\" content=\"4199990001\">{}</head><body>{}"
        "<form action=\"/so/\"><input type=\"text\" name=\"q\" placeholder=\"请输入关键词\"></form>"
        "<div class=\"nav\"><ul><li><a href=\"/\">首页</a></li>{}"
        "<li><a href=\"/gk/\">清河概况</a></li><li><a href=\"/jgzn/\">机构职能</a></li>"
        "<li><a href=\"/xzxx/\">县长信箱</a></li><li><a "
        "href=\"/ldzc/\">领导之窗</a></li></ul></div>"
        "<div class=\"main\">{}</div>{}</body></html>",
        title, meta, header, menu, body, footer);
}

std::string HtmlSite::list(const ColumnPlan& plan, int count) const {
    std::string text;
    for (int i = 0; i < std::min(count, plan.items); ++i) {
        const std::string path = path_of(plan, i);
        const std::string title = title_of(plan, i);
        const std::string day = day_of(plan, i);
        switch (family_) {
            case Family::dated_file:
                text +=
                    fmt::format("<li><a href=\"{}\">{}</a><span>{}</span></li>", path, title, day);
                break;
            case Family::art:
                text += fmt::format(
                    "<tr><td><a href=\"{}\" title=\"{}\">{}</a></td>"
                    "<td class=\"bt_time\">[{}]</td></tr>",
                    path, title, title, day);
                break;
            case Family::info:
                text += fmt::format(
                    "<li id=\"line_u8_{}\"><span class=\"date\">{}</span>"
                    "<a href=\"{}\" target=\"_blank\">{}</a></li>",
                    i, replace_all(day, "-", "/"), path, title);
                break;
            case Family::detail:
                text += fmt::format("<li><a href=\"{}\"><i>{}</i><em>{}</em></a></li>", path, title,
                                    day);
                break;
        }
    }
    if (family_ == Family::art) return "<table class=\"list\">" + text + "</table>";
    return "<ul class=\"list\">" + text + "</ul>";
}

std::string HtmlSite::head_of(const std::string& title, const std::string& day) const {
    switch (family_) {
        case Family::art:
            return fmt::format(
                "<div class=\"bt-article-title\">{}</div><table><tr><td>发布日期：{} "
                "09:30</td><td>信息来源：清河县人民政府办公室</td><td>浏览次数：7</td></tr></"
                "table>",
                title, day);
        case Family::info:
            return fmt::format(
                "<form name=\"_newscontent_fromname\"><h1>{}</h1><p class=\"sub\">"
                "{} 09:30　来源：清河县人民政府办公室　点击：[<script>_showDynClicks(1)"
                "</script>]</p></form>",
                title, replace_all(day, "-", "/"));
        case Family::detail: {
            const YearMonthDay date = civil(*parse_date(day));
            return fmt::format(
                "<h1 class=\"wztit\">{}</h1><div class=\"wzbjxx\">【字体：大 中 小】"
                "<span>发布时间：{}年{}月{}日 09:30</span><span>作者：县政府办</span></div>",
                title, date.year, date.month, date.day);
        }
        case Family::dated_file:
            break;
    }
    return fmt::format(
        "<h2>{}</h2><div class=\"info\">发布时间：{} 09:30　来源：清河县人民政府办公室</div>",
        title, day);
}

std::string HtmlSite::article(const ColumnPlan& plan, int number) const {
    const std::string title = title_of(plan, number);
    std::string meta;
    if (tags.find("column") != std::string::npos) {
        meta = fmt::format(
            "<meta name=\"ColumnName\" content=\"{0}\"><meta name=\"ColumnType\" content=\"{0}\">"
            "<meta name=\"ColumnKeywords\" content=\"{0},清河县\">"
            "<meta name=\"ColumnDescription\" content=\"清河县{0}栏目\">"
            "<meta name=\"ArticleTitle\" content=\"{1}\"><meta name=\"ContentSource\" "
            "content=\"清河县人民政府办公室\"><meta name=\"PubDate\" content=\"{2} 09:30\">",
            plan.name, title, day_of(plan, number));
    }
    std::string body = fmt::format(
        "<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"{}\">{}</a></div>"
        "{}<div class=\"content\">",
        plan.path, plan.name, head_of(title, day_of(plan, number)));
    for (int i = 0; i < 4; ++i) {
        body +=
            "<p>近日，清河县召开会议研究部署下一阶段重点任务，要求各乡镇、各部门压实责任，"
            "细化措施，按时间节点推进各项工作落到实处，切实增强群众的获得感。</p>";
    }
    return page(title + "_清河县人民政府", body + "</div>", meta);
}

void HtmlSite::build() {
    pages.clear();
    std::string home;
    for (const ColumnPlan& plan : columns) {
        home += fmt::format(
            "<div class=\"box\"><h3>{}<a class=\"more\" href=\"{}\">更多</a></h3>{}</div>",
            plan.name, plan.path, list(plan, kItemsOnHome));
    }
    pages["/"] = page("清河县人民政府", home + home_extra);
    for (const ColumnPlan& plan : columns) {
        pages[plan.path] = page(
            plan.name + "_清河县人民政府",
            fmt::format("<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; {}</div>"
                        "<h2>{}</h2>{}",
                        plan.name, plan.name, list(plan, plan.items)));
        for (int i = 0; i < plan.items; ++i) pages[path_of(plan, i)] = article(plan, i);
    }
    pages["/xzxx/"] =
        page("县长信箱_清河县人民政府",
             "<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; "
             "县长信箱</div><h2>县长信箱</h2>"
             "<p>共收到来信 120 件，已答复 118 件，办结率 "
             "98%</p><table><tr><th>信件标题</th><th>写信时间</th>"
             "<th>答复时间</th><th>状态</th></tr>"
             "<tr><td><a href=\"/xzxx/1.html\">关于人民路路灯不亮的问题</a></td><td>2021-11-01</td>"
             "<td>2021-11-03</td><td>已答复</td></tr>"
             "<tr><td><a href=\"/xzxx/2.html\">关于公交车改线的建议</a></td><td>2021-06-01</td>"
             "<td>2021-06-03</td><td>已答复</td></tr></table>");
    pages["/ldzc/"] =
        page("领导之窗_清河县人民政府",
             "<h2>领导之窗</h2><p>县长：某某。主持县政府全面工作，分管财政、审计、发展改革"
             "等方面工作，联系县人民武装部。简历：曾在乡镇和县直部门工作多年。</p>");
    pages["/gk/"] =
        page("清河概况_清河县人民政府",
             "<h2>清河概况</h2><p>清河县位于河川平原中部，总面积2043平方公里。2020年末，"
             "全县户籍人口41.2万人，地区生产总值203亿元，城镇化率52.6%。</p>");
    pages["/jgzn/"] = page("机构职能_清河县人民政府",
                           "<h2>机构职能</h2><p>县政府办公室负责协助县政府领导同志处理日常工作，"
                           "组织起草和审核重要文稿，督促检查各项决定的落实。</p><p>"
                           "负责县政府会议的筹备和组织，负责机要、档案和值班工作，承担县政府门户网站的内容"
                           "保障，完成县政府交办的其他任务。</p>");
    pages["/wzdt/"] = page("网站地图_清河县人民政府", "<h2>网站地图</h2>" + list(columns[0], 3));
    for (int i = 1; i <= 2; ++i) {
        pages[fmt::format("/xzxx/{}.html", i)] =
            page("信件内容_清河县人民政府",
                 fmt::format(
                     "<h2>信件内容</h2><table><tr><td>信件标题</td><td>来信{}</td></tr>"
                     "<tr><td>写信时间</td><td>2021-{}-01</td></tr><tr><td>信件内容</td>"
                     "<td>请尽快处理，谢谢。</td></tr><tr><td>答复单位</td><td>县住房和城乡建设局</"
                     "td></tr>"
                     "<tr><td>答复时间</td><td>2021-{}-03</td></tr><tr><td>答复内容</td>"
                     "<td>您好，您反映的问题已经处理完毕，感谢您的关心和支持。</td></tr></table>",
                     i, i == 1 ? "11" : "06", i == 1 ? "11" : "06"));
    }
    if (after) after(*this);
}

const SiteFacts& HtmlSite::crawl(Instant as_of) {
    build();
    extractors_.clear();
    texts_.clear();
    facts_ = {};
    Site& site = facts_.site;
    site.site_code = kCode;
    site.url = std::string(kAddress) + "/";
    site.name = "清河县人民政府";
    site.unit = "清河县人民政府";
    site.kind = SiteKind::portal;
    facts_.visited = true;
    std::vector<std::string> paths{"/"};
    for (const auto& [path, html] : pages) {
        if (path != "/") paths.push_back(path);
    }
    for (const std::string& path : paths) {
        const std::string& url =
            *texts_.emplace_back(std::make_unique<std::string>(std::string(kAddress) + path));
        auto& extractor = extractors_.emplace_back(std::make_unique<extract::Extractor>());
        PageRecord& page = facts_.pages.emplace_back();
        page.facts = extractor->extract({pages.at(path), url, "text/html", as_of});
        page.http_status = 200;
        page.depth = path == "/" ? 0 : 1;
        page.archive = {"made.warc.gz", facts_.pages.size(), "feed", as_of};
    }
    std::map<std::string, LinkCheck> checks;
    for (const PageRecord& page : facts_.pages) {
        for (const Link& link : page.facts.links) {
            LinkCheck& check = checks[std::string(link.url)];
            check.url = std::string(link.url);
            check.kind = link.kind;
            const bool ours = check.url.starts_with(kAddress);
            const std::string path = ours ? check.url.substr(std::string(kAddress).size()) : "";
            const bool there = !ours || pages.contains(path) || path.starts_with("/images/");
            check.state = there ? LinkState::fine : LinkState::dead;
            if (!there) check.http_status = 404;
            (page.depth == 0 ? check.home_places : check.other_places).emplace_back(page.facts.url);
        }
    }
    for (auto& [url, check] : checks) facts_.links.push_back(std::move(check));
    return facts_;
}

}  // namespace mingcha::html_site
