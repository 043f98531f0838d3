// Pages beyond the usual ones that a machine proposes to weigh: documents without an
// interpretation, notes instead of information, questionnaires elsewhere, libraries, data sets.
#include <fmt/format.h>

#include <array>

#include "demo/families.h"
#include "demo/faults.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

// A text of its own in a column, dated and tagged like all others.
void add_text(SitePlan& plan, const std::string& column, const Piece& piece,
              const std::string& body) {
    plan.standing.further.push_back({piece.path, "", piece.title,
                                     crumb_of("", column) + article_head(plan, piece, true) +
                                         "<div class=\"content\">" + body + "</div>",
                                     tags_of(plan, column, piece.title, piece.day)});
}

constexpr std::string_view kText =
    "<p>各有关单位要压实责任，细化措施，按时间节点推进各项工作落到实处，切实增强群众的获得感。"
    "工作中的重要情况，要及时报告，并按规定向社会公开。</p>";

void sow_policy_texts(Draft& draft) {
    SitePlan& plan = draft.plan;
    const bool wrong = draft.turn % 2 == 0;
    const std::string path = "/zcwj/bdgf.html";
    const std::string title =
        wrong ? plan.place + "人民政府关于印发" + plan.place + "公共租赁住房管理办法的通知"
              : plan.place + "人民政府关于调整防汛抗旱领导小组成员分工的通知";
    add_text(plan, "政策文件", {path, title, days_before(80)},
             "<p>示政〔2021〕8号</p><p>各乡镇人民政府、各有关单位：</p>" + std::string(kText));
    plan.home_extra += "<p><a href=\"" + path + "\">" + title + "</a></p>";
    draft.either(wrong, "interpretation-absence", path);
}

void sow_notes(Draft& draft) {
    static constexpr std::array<const char*, 3> kWrong{
        "关于本栏目内容的说明", "本单位不涉及此项工作", "行政处罚信息暂无更新"};
    static constexpr std::array<const char*, 3> kRight{
        "行政处罚裁量基准起草说明", "部门预算编制情况说明", "行政处罚事项目录调整说明"};
    SitePlan& plan = draft.plan;
    const bool wrong = draft.turn % 2 == 0;
    const std::string column = "行政处罚";
    const std::string path = "/xzcf/";
    std::string rows;
    for (int i = 0; i < 5; ++i) {
        const std::string title = i < 3
                                      ? (wrong ? kWrong : kRight)[static_cast<std::size_t>(i)]
                                      : fmt::format("{}行政处罚决定公开目录第{}期", plan.place, i);
        const Piece piece{fmt::format("{}{}.html", path, i + 1), title, days_before(20 + i)};
        add_text(plan, column, piece, std::string(kText));
        rows += list_row(plan.family, piece, true);
    }
    plan.standing.further.push_back(
        {path, column, column,
         crumb_of("", column) + "<h2>" + column + "</h2>" + list_of(plan.family, rows), ""});
    draft.either(wrong, "explanatory-notes", path);
}

void sow_surveys(Draft& draft) {
    SitePlan& plan = draft.plan;
    const bool wrong = draft.turn % 2 == 0;
    // A training may take its registrations wherever it likes.
    plan.home_extra += std::string("<p><a href=\"https://www.wjx.cn/vm/demo.aspx\">") +
                       (wrong ? "营商环境满意度调查问卷" : "业务培训报名入口") + "</a></p>";
    draft.either(wrong, "consultation-platform-only", "/");
}

void sow_knowledge(Draft& draft) {
    static constexpr std::array<const char*, 6> kAsked{
        "如何办理居住证签注？",       "怎么补领社会保障卡？",         "申请公租房需要哪些材料？",
        "异地就医能否直接结算费用？", "什么是最低生活保障边缘家庭？", "新生儿户口登记如何办理？"};
    SitePlan& plan = draft.plan;
    const bool real = draft.turn % 2 == 0;
    const std::string column = real ? "问答知识库" : "常见问题";
    std::string rows;
    for (std::size_t i = 0; i < (real ? kAsked.size() : 3); ++i) {
        const Piece piece{fmt::format("/zsk/{}.html", i + 1), kAsked[i], days_before(60)};
        add_text(plan, column, piece, std::string(kText));
        rows += list_row(plan.family, piece, true);
    }
    plan.standing.further.push_back(
        {"/zsk/", column, column,
         crumb_of("", column) + "<h2>" + column + "</h2>" + list_of(plan.family, rows), ""});
    if (real) {
        draft.earned("knowledge-base", "/zsk/");
    } else {
        draft.near_miss("knowledge-base", "/zsk/");
    }
}

void sow_data(Draft& draft) {
    SitePlan& plan = draft.plan;
    const bool real = draft.turn % 2 == 0;
    std::string links;
    for (int i = 1; i <= 3; ++i) {
        plan.answers[fmt::format("/upload/sj{}.{}", i, real ? "xls" : "pdf")] = {
            200, "application/octet-stream", "data", "", 0};
        links += fmt::format("<p><a href=\"/upload/sj{0}.{1}\">数据集{0}</a></p>", i,
                             real ? "xls" : "pdf");
    }
    add_text(plan, "数据开放", {"/sjkf/1.html", "年度公共数据目录", days_before(50)},
             std::string(kText) + links);
    plan.home_extra += "<p><a href=\"/sjkf/1.html\">年度公共数据目录</a></p>";
    if (real) {
        draft.earned("open-data", "/sjkf/1.html");
    } else {
        draft.near_miss("open-data", "/sjkf/1.html");
    }
}

constexpr std::array<Seeding, 5> kTable{{
    {"policy-texts", Fits::portals, kPolicyTexts, 2, 20, sow_policy_texts},
    {"notes", Fits::any, kNotes, 2, 22, sow_notes},
    {"surveys", Fits::any, kOutside, 2, 20, sow_surveys},
    {"knowledge", Fits::portals, kKnowledge, 2, 20, sow_knowledge},
    {"data", Fits::portals, kData, 2, 20, sow_data},
}};

}  // namespace

std::span<const Seeding> offer_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
