// What a site does not offer — services, a way to write — and sites where only an old entry is
// gone; results of solicitations without a day, and with one.
#include <fmt/format.h>

#include <array>

#include "demo/families.h"
#include "demo/faults.h"
#include "demo/site_pages.h"
#include "demo/standing_pages.h"

namespace mingcha::demo {

namespace {

struct Entry {
    const char* path;
    const char* name;
    int status;
};

// In the menu, and gone. Links of a department are not judged.
void add_dead_entry(Draft& draft, const Entry& entry) {
    draft.plan.standing.further.push_back({entry.path, entry.name, entry.name, "", ""});
    draft.plan.answers[entry.path] = {entry.status, "text/html; charset=utf-8", "没有", "", 0};
    if (entry.status == 200) {
        draft.plan.answers[entry.path].body =
            "<!DOCTYPE "
            "html><html><head><title>提示信息</title></head><body><div>抱歉，您访问的页面不"
            "存在或者已经删除。</div></body></html>";
    }
    draft.near_miss("link-availability", entry.path);
}

// A department that has services, by the register, and offers none; one that cannot be written to.
void sow_no_services(Draft& draft) {
    static constexpr std::array<Entry, 5> kEntries{{{"/bsfw/", "办事服务", 404},
                                                    {"/wsbs/", "网上办事", 500},
                                                    {"/fwdt/", "服务大厅", 410},
                                                    {"/zxsb/", "在线申报", 200},
                                                    {"/xzsp/", "行政审批", 404}}};
    SitePlan& plan = draft.plan;
    std::erase_if(plan.columns, [](const ColumnPlan& column) {
        return column.name == "办事统计" || column.name == "便民提示";
    });
    plan.guide_rows.clear();
    add_dead_entry(draft, kEntries[static_cast<std::size_t>(draft.turn) % kEntries.size()]);
    draft.fault("service-absence", "/");
}

void sow_no_channel(Draft& draft) {
    static constexpr std::array<Entry, 5> kEntries{{{"/zxjy/", "咨询建言", 404},
                                                    {"/wsxx/", "网上信箱", 410},
                                                    {"/ldxx/", "局长信箱", 500},
                                                    {"/hdjl/", "互动交流", 200},
                                                    {"/zxly/", "在线留言", 404}}};
    draft.plan.has_board = false;
    add_dead_entry(draft, kEntries[static_cast<std::size_t>(draft.turn) % kEntries.size()]);
    draft.fault("consultation-channel-absence", "/");
}

// An old entry is gone, another is open.
void sow_old_entries(Draft& draft) {
    static constexpr std::array<Entry, 4> kServices{{{"/old/bsdt.html", "旧版办事大厅", 404},
                                                     {"/old/xzzx.html", "下载中心（旧）", 410},
                                                     {"/old/wsbs.html", "网上办事", 404},
                                                     {"/old/yyfw.html", "预约服务", 500}}};
    static constexpr std::array<Entry, 4> kChannels{{{"/old/lyb.html", "留言板（旧）", 404},
                                                     {"/old/zxdt.html", "在线答疑互动", 500},
                                                     {"/old/jzxx.html", "局长信箱", 404},
                                                     {"/old/myzj.html", "意见建议", 410}}};
    const auto turn = static_cast<std::size_t>(draft.turn);
    add_dead_entry(draft, kServices[turn % kServices.size()]);
    add_dead_entry(draft, kChannels[turn % kChannels.size()]);
    draft.near_miss("service-absence", "/");
    draft.near_miss("consultation-channel-absence", "/");
}

constexpr int kResultDays = 70;  // before week 0
constexpr std::string_view kText =
    "<p>"
    "征求意见期间共收到意见建议二十三条，经逐条研究，采纳十五条，部分采纳五条，未采纳三条，未采纳"
    "的理由已经向提出人说明。感谢社会各界对这项工作的关心和支持。</p>";

struct Summary {
    const char* column;
    const char* title;
};
constexpr std::array<Summary, 8> kSummaries{
    {{"意见征集", "《示例停车管理办法》征求意见结果反馈"},
     {"民意征集", "关于城区公交线路优化意见采纳情况的说明"},
     {"征集调查", "老旧小区改造意愿问卷调查结果"},
     {"网上调查", "政务服务满意度网上调查小结"},
     {"意见征集", "《示例养犬管理规定（草案）》公开征求意见情况反馈"},
     {"民意征集", "关于农贸市场选址意见建议的反馈"},
     {"征集调查", "图书馆延时开放意见征集情况汇总"},
     {"网上征集", "关于《示例绿化条例》意见征集的结果公告"}}};

// A column of solicitations and one result; where the day of the result is printed.
void add_summary(Draft& draft, const Summary& summary, bool in_list, bool in_article,
                 const std::string& in_text) {
    static constexpr std::array<const char*, 4> kAsked{
        "关于公开征求供水价格调整意见的公告", "社区食堂选址意见征集", "农村公路养护满意度问卷",
        "关于征集年度民生实事项目建议的公告"};
    SitePlan& plan = draft.plan;
    const std::string folder = "/yjzj/";
    const auto add = [&](const Piece& piece, bool dated, const std::string& text) {
        plan.standing.further.push_back({piece.path, "", piece.title,
                                         crumb_of(folder, summary.column) +
                                             article_head(plan, piece, dated) +
                                             "<div class=\"content\">" + text + "</div>",
                                         ""});
    };
    const Piece result{folder + "1.html", summary.title, days_before(kResultDays)};
    add(result, in_article, in_text + std::string(kText));
    std::string rows = list_row(plan.family, result, in_list);
    for (std::size_t i = 0; i < kAsked.size(); ++i) {
        const Piece asked{folder + std::to_string(i + 2) + ".html", plan.place + kAsked[i],
                          days_before(kResultDays + 30 + 40 * static_cast<int>(i))};
        add(asked, true,
            "<p>"
            "现面向社会公开听取意见，有关单位和个人可以在一个月以内来信或者来电提出意见和建议，并"
            "写明理由。</p>");
        rows += list_row(plan.family, asked, true);
    }
    plan.standing.further.push_back({folder, summary.column, summary.column,
                                     crumb_of("", summary.column) + "<h2>" + summary.column +
                                         "</h2>" + list_of(plan.family, rows),
                                     ""});
    draft.either(!in_list && !in_article && in_text.empty(), "consultation-feedback-undated",
                 result.path);
}

const Summary& summary_of(int number) {
    return kSummaries[static_cast<std::size_t>(number) % kSummaries.size()];
}

void sow_undated(Draft& draft) {
    add_summary(draft, summary_of(draft.turn), false, false, "");
}

void sow_dated(Draft& draft) {
    const std::string day = format_date_cn(days_before(kResultDays));
    switch (draft.turn % 3) {
        case 0:
            return add_summary(draft, summary_of(draft.turn), true, false, "");
        case 1:
            return add_summary(draft, summary_of(draft.turn), false, true, "");
        default:
            return add_summary(draft, summary_of(draft.turn), false, false,
                               "<p>发布日期：" + day + "</p>");
    }
}

constexpr std::array<Seeding, 5> kTable{{
    {"no-services", Fits::others, kGuides | kServiceStatistics | kOffers | kUnread, 1, 5,
     sow_no_services},
    {"no-channel", Fits::others, kBoard | kOffers | kUnread | kSummaryPages, 1, 5, sow_no_channel},
    {"old-entries", Fits::others, kOffers, 1, 10, sow_old_entries},
    {"undated-results", Fits::others, kSummaryPages, 1, 6, sow_undated},
    {"dated-results", Fits::others, kSummaryPages, 1, 10, sow_dated},
}};

}  // namespace

std::span<const Seeding> absence_seedings() {
    return kTable;
}

}  // namespace mingcha::demo
