#include "demo/service_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "demo/families.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr std::array<const char*, 8> kServices{
    "食品经营许可办理", "道路运输经营许可办理", "城镇污水排放许可办理", "民办学校设立审批办理",
    "老年人优待证申领", "林木采伐许可办理",     "户外广告设置许可办理", "占道施工许可办理"};

std::string service(std::size_t number) {
    return kServices[number % kServices.size()];
}

std::string row(std::string_view label, std::string_view value) {
    return fmt::format("<tr><td>{}</td><td>{}</td></tr>", label, value);
}

std::string letter_page(const SitePlan& plan, const LetterPlan& letter, bool answered) {
    std::string reply;
    if (answered) {
        reply = row("答复单位", plan.site.unit) + row("答复时间", format_date(*letter.replied)) +
                row("答复内容", letter.reply.empty()
                                    ? "您好，您反映的问题已经处理完毕，感谢您的关心和支持。"
                                    : letter.reply);
    }
    return page_of(plan, "信件内容_" + plan.site.name,
                   "<h2>信件内容</h2><table>" + row("信件标题", letter.title) +
                       row("写信时间", format_date(letter.asked)) +
                       row("信件内容", "请尽快处理，谢谢。") + reply + "</table>");
}

}  // namespace

std::string guide_rows(const SitePlan& plan, const GuidePlan& guide, std::size_t number) {
    std::string rows = row("事项名称", service(number));
    const bool most = !guide.few;
    if (most && !guide.three) rows += row("设定依据", guide.basis);
    if (most) rows += row("申请条件", "具有固定的场所和与业务相适应的人员、设备");
    rows +=
        row("申请材料", "1.申请人身份证明原件；2.场所使用证明复印件一份" + guide.further_material);
    rows += row("办理流程", "申请、受理、审查、决定、送达");
    if (!most) return rows;
    if (!guide.three) rows += row("办理地点", plan.place + "政务服务中心二楼三号窗口");
    rows += row("办理时间", "工作日上午8:00至12:00，下午14:30至17:30");
    if (!guide.three) rows += row("联系电话", "0000-1234567");
    return rows;
}

std::string guide_path(std::size_t number) {
    return fmt::format("{}{}.html", kGuidesPath, number + 1);
}

std::string letter_path(const LetterPlan& letter) {
    return fmt::format("{}{}{:02}.html", kBoardPath, letter.asked.days, fnv1a(letter.title) % 100);
}

std::string repost_list(const SitePlan& plan) {
    std::string rows;
    for (const RepostPlan& each : plan.reposts) {
        rows += fmt::format("<li><a href=\"{}\">{}</a><span>{}</span></li>", each.url, each.title,
                            format_date(each.day));
    }
    return "<ul>" + rows + "</ul>";
}

void add_reposts(const SitePlan& plan, std::map<std::string, std::string>& pages) {
    if (!plan.has_reposts) return;
    pages[std::string(kRepostPath)] =
        page_of(plan, plan.repost_name + "_" + plan.site.name,
                "<h2>" + plan.repost_name + "</h2>" + repost_list(plan));
}

void add_board(const SitePlan& plan, Moment now, std::map<std::string, std::string>& pages) {
    if (!plan.has_board) return;
    std::string rows;
    std::vector<LetterPlan> letters = plan.letters;
    std::stable_sort(letters.begin(), letters.end(),
                     [](const LetterPlan& a, const LetterPlan& b) { return a.asked > b.asked; });
    for (const LetterPlan& each : letters) {
        if (each.asked > now.today()) continue;
        const bool answered = each.replied && *each.replied <= now.today();
        rows +=
            fmt::format("<tr><td><a href=\"{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        letter_path(each), each.title, format_date(each.asked),
                        answered ? format_date(*each.replied) : "", answered ? "已答复" : "办理中");
        pages[letter_path(each)] = letter_page(plan, each, answered);
    }
    const std::string head =
        "<tr><th>信件标题</th><th>写信时间</th><th>答复时间</th><th>状态</th></tr>";
    pages[std::string(kBoardPath)] =
        page_of(plan, "领导信箱_" + plan.site.name,
                crumb_of("", "领导信箱") + "<h2>领导信箱</h2>" + plan.statistics +
                    (rows.empty() ? "" : "<table>" + head + rows + "</table>"));
}

void add_guides(const SitePlan& plan, std::map<std::string, std::string>& pages) {
    if (plan.guide_rows.empty()) return;
    const std::string column(kGuidesPath);
    const std::string crumb = crumb_of(column, "办事指南");
    std::string items;
    for (std::size_t i = 0; i < plan.guide_rows.size(); ++i) {
        const Piece piece{guide_path(i), service(i) + "办事指南",
                          days_before(33) + static_cast<std::int32_t>(i)};
        items += list_row(plan.family, piece, true);
        pages[piece.path] = page_of(
            plan, piece.title + "_" + plan.site.name,
            crumb + fmt::format("<h2>{}</h2><table>{}</table>", piece.title, plan.guide_rows[i]),
            tags_of(plan, "办事指南", piece.title, piece.day));
    }
    pages[column] =
        page_of(plan, "办事指南_" + plan.site.name,
                crumb_of("", "办事指南") + "<h2>办事指南</h2>" + list_of(plan.family, items));
}

void add_activities(const SitePlan& plan, Moment now, std::map<std::string, std::string>& pages) {
    if (plan.activities.empty()) return;
    const std::string column(kActivitiesPath);
    std::string rows;
    for (std::size_t i = 0; i < plan.activities.size(); ++i) {
        const ActivityPlan& each = plan.activities[i];
        if (each.day > now.today()) continue;
        const Piece piece{fmt::format("{}{}.html", column, i + 1), each.title, each.day};
        rows += list_row(plan.family, piece, true);
        pages[piece.path] = page_of(
            plan, each.title + "_" + plan.site.name,
            crumb_of(column, "意见征集") + article_head(plan, piece, true) +
                "<div class=\"content\"><p>" + plan.place +
                "就有关事项公开听取社会各界的意见和建议，可以写信，也可以当面提出。意见收集以后，"
                "逐条研究，并公布采纳的情况。</p></div>",
            tags_of(plan, "意见征集", each.title, each.day));
    }
    pages[column] =
        page_of(plan, "意见征集_" + plan.site.name,
                crumb_of("", "意见征集") + "<h2>意见征集</h2>" + list_of(plan.family, rows));
}

}  // namespace mingcha::demo
