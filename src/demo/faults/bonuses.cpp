// What earns a portal points and what only bears its name: libraries of policies, topic pages that
// join policy, guide and entry, a search that understands.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "demo/families.h"
#include "demo/faults.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

void add_section(SitePlan& plan, const std::string& path, const std::string& name,
                 const std::string& body, bool in_menu) {
    plan.standing.further.push_back(
        {path, in_menu ? name : "", name, crumb_of("", name) + "<h2>" + name + "</h2>" + body, ""});
    if (!in_menu) plan.home_extra += "<p><a href=\"" + path + "\">" + name + "</a></p>";
}

// Documents of a library, one every four weeks.
std::string documents_of(Draft& draft, const std::string& folder, const std::string& name) {
    constexpr int kEvery = 28;
    SitePlan& plan = draft.plan;
    const Date newest{draft.now.today().days / kEvery * kEvery};
    std::string rows;
    for (int i = 0; i < 4; ++i) {
        const Date day = newest - kEvery * i;
        const Piece piece{
            folder + std::to_string(day.days) + ".html",
            fmt::format("{}关于做好第{}号公文归档工作的通知", plan.place, day.days / kEvery), day};
        plan.standing.further.push_back(
            {piece.path, "", piece.title,
             crumb_of(folder, name) + article_head(plan, piece, true) +
                 "<div class=\"content\"><p>各有关单位要按照要求整理归档，做到件件有目录、卷卷可"
                 "查询，并在年底以前完成移交。</p></div>",
             tags_of(plan, name, piece.title, piece.day)});
        rows += list_row(plan.family, piece, true);
    }
    return list_of(plan.family, rows);
}

struct Library {
    const char* path;
    const char* name;
    const char* filter;
};

void sow_library(Draft& draft) {
    static constexpr std::array<Library, 6> kLibraries{
        {{"/zcwjk/", "政策文件库",
          "<div class=\"filter\"><span>主题分类：</span><a href=\"#1\">综合政务</a> <a "
          "href=\"#2\">农业农村</a></div><div><span>有效性：</span><a href=\"#3\">有效</a> <a "
          "href=\"#4\">废止</a></div>"},
         {"/gfxwjk/", "行政规范性文件库",
          "<form><select name=\"zt\"><option>按主题查询</option><option>公共服务</option></select>"
          "<select name=\"yx\"><option>现行有效</option><option>已废止</option></select></form>"},
         {"/zck/", "政策库",
          "<table><tr><th>发文字号</th><th>标题</th><th>效力状态</th></tr><tr><td>示政〔2021〕2号"
          "</td><td>示例规定</td><td>现行有效</td></tr></table>"},
         {"/wjk/", "市政府文件库",
          "<p>按发文机关：<a href=\"#a\">办公室</a></p><p>按主题：<a href=\"#b\">科技教育</a></p>"},
         {"/zccx/", "政策文件查询",
          "<form><label>文号</label><input name=\"wh\"><label>主题词</label><input name=\"ztc\">"
          "<label>有效性</label><input name=\"yxx\"><input type=\"submit\" value=\"查询\"></form>"},
         {"/gzk/", "规章规范性文件数据库",
          "<ul class=\"tab\"><li>按文号</li><li>按主题</li><li>按效力</li></ul>"}}};
    const auto turn = static_cast<std::size_t>(draft.turn);
    const Library& library = kLibraries[turn % kLibraries.size()];
    add_section(draft.plan, library.path, library.name,
                library.filter + documents_of(draft, library.path, library.name), turn % 2 == 0);
    draft.earned("policy-library", library.path);
}

// A list under that name, or all ways of choosing under another.
void sow_no_library(Draft& draft) {
    static constexpr std::array<Library, 4> kLists{
        {{"/zcwjk/", "政策文件库", ""},
         {"/zcwjk/", "政策文件汇编", "<p>按时间倒序排列，共收录近年文件六件。</p>"},
         {"/gzwj/", "规章文件", "<p>文件按发布日期排列，可以用浏览器的查找功能检索标题。</p>"},
         {"/sck/", "图片素材库", "<p>主题：企业开办</p><p>文号：无</p>"}}};
    const auto turn = static_cast<std::size_t>(draft.turn);
    const Library& list = kLists[turn % kLists.size()];
    add_section(draft.plan, list.path, list.name,
                list.filter + documents_of(draft, list.path, list.name), turn % 2 == 1);
    draft.near_miss("policy-library", list.path);
}

struct Topic {
    const char* path;
    const char* name;
    const char* policy;
    const char* guide;
    const char* entry;  // empty: none
};

std::string links_of(const Draft& draft, const Topic& topic) {
    const ColumnPlan& policies = column_of(draft.plan, "政策文件");
    const std::vector<Date> days = days_of(policies, draft.now);
    const auto link = [](const std::string& to, const char* text) {
        return "<li><a href=\"" + to + "\">" + text + "</a></li>";
    };
    std::string links = link(piece_of(draft.plan, policies, days.front()).path, topic.policy);
    if (*topic.guide != '\0') links += link("/bszn/", topic.guide);
    if (*topic.entry != '\0') links += link("http://zfwzgl.www.gov.cn/apply", topic.entry);
    std::string rows;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, days.size()); ++i)
        rows += list_row(draft.plan.family, piece_of(draft.plan, policies, days[i]), false);
    return "<ul class=\"steps\">" + links + "</ul><h3>有关文件</h3>" +
           list_of(draft.plan.family, rows) +
           "<p>有疑问的可以在工作日来电咨询，也可以到政务服务中心综合窗口当面了解。</p>";
}

void sow_topic(Draft& draft) {
    static constexpr std::array<Topic, 6> kTopics{
        {{"/zt/xsercs/", "新生儿出生一件事", "相关政策文件", "办事指南", "在线办理"},
         {"/zt/qykb/", "企业开办专区", "政策解读", "办理流程", "立即办理"},
         {"/zt/jyfw/", "就业服务一站式平台", "就业政策", "申请材料清单", "我要申报"},
         {"/zt/lyly/", "老有所养主题服务", "政策依据", "办理指南", "网上申请"},
         {"/zt/rxfw/", "入学报名专题", "招生政策", "报名指南", "网上报名"},
         {"/zt/gjjtq/", "公积金提取“一件事一次办”", "法规政策", "怎么办", "去办理"}}};
    const auto turn = static_cast<std::size_t>(draft.turn);
    const Topic& topic = kTopics[turn % kTopics.size()];
    add_section(draft.plan, topic.path, topic.name, links_of(draft, topic), turn % 2 == 1);
    draft.earned("one-stop-topic", topic.path);
}

void sow_no_topic(Draft& draft) {
    static constexpr std::array<Topic, 5> kTopics{
        {{"/zt/xcpf/", "普法宣传专题", "法规汇编", "", ""},
         {"/zt/ndbs/", "年度部署专题", "文件精神", "会议指南", ""},
         {"/zt/yhyshj/", "优化营商环境专区", "惠企政策", "政策解读", ""},
         {"/zt/bmfw/", "便民服务导航", "政策", "办事指南", "在线办理"},
         {"/zt/jysj/", "一件事一次办宣传", "相关政策", "办理流程图", ""}}};
    const auto turn = static_cast<std::size_t>(draft.turn);
    const Topic& topic = kTopics[turn % kTopics.size()];
    add_section(draft.plan, topic.path, topic.name, links_of(draft, topic), turn % 2 == 0);
    draft.near_miss("one-stop-topic", topic.path);
}

void sow_smart(Draft& draft) {
    SitePlan& plan = draft.plan;
    const std::string box =
        "<form action=\"/so/\"><input type=\"text\" name=\"q\"><input type=\"submit\" "
        "value=\"搜一下\"></form>";
    switch (draft.turn % 5) {
        case 0:
            plan.home_extra += "<p><a href=\"/znss/\">智能搜索</a></p>";
            add_section(plan, "/znss/", "智能搜索", box, false);
            break;
        case 1:
            add_section(plan, "/zhisou/", "智搜", box, true);
            break;
        case 2:
            plan.home_extra +=
                "<a class=\"ico\" href=\"/znjs/\" title=\"智能检索\"><img src=\"/images/s.png\" "
                "alt=\"智能检索\"></a>";
            plan.standing.further.push_back({"/znjs/", "", "智能检索", box, ""});
            break;
        case 3:
            add_section(plan, "/ssjfw/", "搜索即服务", box, true);
            break;
        default:
            add_section(plan, "/aiss/", "AI智能搜索", box, true);
    }
    Seeded& row = draft.earned("smart-search", "/");
    row.everywhere = true;
}

void sow_plain_search(Draft& draft) {
    SitePlan& plan = draft.plan;
    switch (draft.turn % 4) {
        case 0:
            draft.near_miss("smart-search",
                            draft.insert("工作动态", {plan.place + "网站智能搜索功能建设经验交流",
                                                      days_before(340),
                                                      "<p>会议介绍了各地网站智能搜索的建设情况，"
                                                      "本地网站将在明年启动有关工作。</p>"}));
            return;
        case 1:
            add_section(plan, "/znss/", "搜索说明",
                        "<p>本站搜索按关键词匹配标题，暂不支持智能搜索、拼音和错别字纠正。</p>",
                        true);
            break;
        case 2:
            add_section(plan, "/ssbz/", "搜索帮助",
                        "<p>多个关键词之间请用空格隔开。搜索结果按时间排列，可以选择只看标题。</p>",
                        true);
            break;
        default:
            add_section(plan, "/gjjs/", "高级检索",
                        "<form action=\"/so/\"><input type=\"text\" name=\"q\"></form>", true);
    }
    draft.near_miss("smart-search", "/");
}

constexpr std::array<Seeding, 6> kTable{{
    {"library", Fits::portals, kLibrary, 1, 6, sow_library},
    {"no-library", Fits::portals, kLibrary, 1, 10, sow_no_library},
    {"topic", Fits::portals, kTopic, 1, 6, sow_topic},
    {"no-topic", Fits::portals, kTopic, 1, 10, sow_no_topic},
    {"smart", Fits::portals, kSmart, 1, 5, sow_smart},
    {"plain-search", Fits::portals, kSmart, 1, 10, sow_plain_search},
}};

}  // namespace

std::span<const Seeding> bonus_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
