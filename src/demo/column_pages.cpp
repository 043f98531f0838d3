#include "demo/column_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "demo/families.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kPinnedDaysAgo = 900;
constexpr int kStandingDaysAgo = 300;  // of a text that stays as it is
constexpr int kKeptAfterwards = 8;     // articles that left the list and are still there

std::vector<Piece> pieces_of(const SitePlan& plan, const ColumnPlan& column, Moment now) {
    std::vector<Piece> pieces;
    if (column.pinned) pieces.push_back(piece_of(plan, column, days_before(kPinnedDaysAgo)));
    const auto usual = static_cast<std::ptrdiff_t>(pieces.size());
    for (const Date day : days_of(column, now)) pieces.push_back(piece_of(plan, column, day));
    if (column.shape != Shape::list) return pieces;
    for (const InsertedPlan& each : column.inserted) {
        if (each.day <= now.today()) pieces.push_back(piece_of(plan, column, each));
    }
    std::stable_sort(pieces.begin() + usual, pieces.end(),
                     [](const Piece& a, const Piece& b) { return a.day > b.day; });
    return pieces;
}

// An interpretation and its policy, where both are on their lists.
std::string related(const SitePlan& plan, const ColumnPlan& column, const Piece& piece,
                    Moment now) {
    const bool policy = column.name == "政策文件";
    if (plan.related.empty() || (!policy && column.name != "政策解读")) return {};
    if (policy && !plan.policies_lead_back) return {};
    const std::string_view other_name = policy ? "政策解读" : "政策文件";
    for (const ColumnPlan& other : plan.columns) {
        if (other.name != other_name) continue;
        for (const Piece& twin : pieces_of(plan, other, now)) {
            const std::string& inner = policy ? piece.title : twin.title;
            const std::string& outer = policy ? twin.title : piece.title;
            if (outer.find("《" + inner + "》") == std::string::npos) continue;
            return replace_all(replace_all(plan.related, "{title}", twin.title), "{path}",
                               twin.path);
        }
    }
    return {};
}

std::string article(const SitePlan& plan, const ColumnPlan& column, const Piece& piece,
                    Moment now) {
    static constexpr std::array<const char*, 4> kSentences{
        "近日，{}召开会议研究部署下一阶段重点任务，要求各有关单位压实责任，细化措施，按时间节点"
        "推进各项工作落到实处，切实增强群众的获得感。",
        "会议听取了前一阶段进展情况的汇报，指出各项任务总体平稳，部分事项仍需加快，{}有关单位"
        "要逐项列出清单，明确完成时限。",
        "随后，工作组到{}的几个村和社区实地察看，与干部群众座谈，就大家关心的道路、用水和就学"
        "等事情当场答复。",
        "下一步，{}将继续完善工作机制，加强督促检查，每月通报一次进展，并把结果向社会公开。"};
    std::string body = crumb_of(column.path, column.name) +
                       article_head(plan, piece, column.dated_articles) + "<div class=\"content\">";
    const std::size_t turn = fnv1a(piece.title) % kSentences.size();
    for (std::size_t i = 0; piece.body.empty() && i < kSentences.size(); ++i) {
        body += fmt::format(
            "<p>{}</p>", replace_all(kSentences[(i + turn) % kSentences.size()], "{}", plan.place));
    }
    body += piece.body;
    body += related(plan, column, piece, now) + "</div>";
    const bool tagged = plan.article_tags && column.dated_articles;
    return page_of(
        plan, piece.title + "_" + plan.site.name, body,
        tagged ? tags_of(plan, column.name, piece.title, piece.printed.value_or(piece.day)) : "");
}

std::string inner_path(const ColumnPlan& column, std::string_view what) {
    return fmt::format("/inc/{}_{}.html", fnv1a(column.name + column.path) % 10000, what);
}

std::string list_rows(const SitePlan& plan, const ColumnPlan& column,
                      const std::vector<Piece>& pieces) {
    std::string rows;
    for (const Piece& piece : pieces) rows += list_row(plan.family, piece, column.dated_list);
    return rows;
}

std::string script_rows(const std::vector<Piece>& pieces) {
    std::string rows;
    for (const Piece& piece : pieces) {
        rows += fmt::format("{{u:'{}',t:'{}',d:'{}'}},", piece.path, piece.title,
                            format_date(piece.day));
    }
    return rows;
}

// What stands in the column's page under its heading.
std::string body_of(const SitePlan& plan, const ColumnPlan& column,
                    const std::vector<Piece>& pieces) {
    switch (column.shape) {
        case Shape::list:
            return list_of(plan.family, list_rows(plan, column, pieces));
        case Shape::blank:
        case Shape::moved:
            return list_of(plan.family, "");
        case Shape::scripted:
            return fmt::format(
                "<div id=\"list\"></div><script>var rows=[{}];var box=document.getElementById("
                "'list');for(var i=0;i<rows.length;i++){{box.innerHTML+='<li><a href=\"'+rows[i].u+"
                "'\">'+rows[i].t+'</a><span>'+rows[i].d+'</span></li>';}}</script>",
                script_rows(pieces));
        case Shape::framed:
            return fmt::format(
                "<iframe src=\"{}\" width=\"700\" height=\"500\" frameborder=\"0\"></iframe>",
                inner_path(column, "frame"));
        case Shape::parent:
            return fmt::format(
                "<ul class=\"sub\"><li><a href=\"{}\">{}（本级）</a></li><li><a href=\"{}\">{}"
                "（下属单位）</a></li></ul>",
                inner_path(column, "own"), column.name, inner_path(column, "sub"), column.name);
        case Shape::attachments:
            return "<p><a href=\"/files/2021a.pdf\">上半年情况表.pdf</a></p><p><a "
                   "href=\"/files/2021b.xls\">下半年情况表.xls</a></p>";
        case Shape::text:
            return "<p>本栏目介绍有关职责和办理要求。群众可以在工作日到办公地点咨询，也可以写信。"
                   "来信请写明姓名和联系方式，以便答复。有关材料一式两份，由受理窗口当场出具回执，"
                   "并告知办理的时限和查询的方法。</p>";
    }
    return {};
}

}  // namespace

std::string rows_of(const SitePlan& plan, const ColumnPlan& column, Moment now, std::size_t count) {
    std::vector<Piece> pieces = pieces_of(plan, column, now);
    if (pieces.size() > count) pieces.resize(count);
    return list_of(plan.family, list_rows(plan, column, pieces));
}

void add_column_pages(const SitePlan& plan, const ColumnPlan& column, Moment now,
                      std::map<std::string, std::string>& pages) {
    ColumnPlan listed = column;
    if (column.shape == Shape::scripted) listed.shape = Shape::list;
    const std::vector<Piece> pieces = pieces_of(plan, listed, now);
    pages[column.path] = page_of(
        plan, column.name + "_" + plan.site.name,
        crumb_of("", column.name) + "<h2>" + column.name + "</h2>" + body_of(plan, column, pieces),
        column.shape == Shape::text
            ? tags_of(plan, column.name, column.name, days_before(kStandingDaysAgo))
            : "");
    for (const Piece& piece : pieces) pages[piece.path] = article(plan, column, piece, now);
    for (int week = now.week - 1; week >= 0 && week >= now.week - kKeptAfterwards; --week) {
        for (const Piece& piece : pieces_of(plan, column, Moment{week}))
            pages.try_emplace(piece.path, article(plan, column, piece, now));
    }
    if (column.shape != Shape::framed && column.shape != Shape::parent) return;
    ColumnPlan inner = column;
    inner.shape = Shape::list;
    for (const char* what : {"frame", "own", "sub"}) {
        if ((column.shape == Shape::framed) != (std::string_view(what) == "frame")) continue;
        inner.path = inner_path(column, what);
        if (column.shape == Shape::framed) {
            pages[inner.path] = "<html><body>" +
                                rows_of(plan, inner, now, static_cast<std::size_t>(inner.items)) +
                                "</body></html>";
            for (const Piece& piece : pieces_of(plan, inner, now))
                pages[piece.path] = article(plan, inner, piece, now);
            continue;
        }
        inner.name += std::string_view(what) == "own" ? "（本级）" : "（下属单位）";
        add_column_pages(plan, inner, now, pages);
    }
}

}  // namespace mingcha::demo
