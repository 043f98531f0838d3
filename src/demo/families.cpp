#include "demo/families.h"

#include <fmt/format.h>

#include <array>

#include "base/digest.h"
#include "base/text.h"

namespace mingcha::demo {

namespace {

constexpr std::int32_t kFirstIssue = 18000;       // days since 1970; issues are numbered from there
constexpr std::uint64_t kInsertedFrom = 100'000;  // numbers of pieces of their own
constexpr int kInterpretedAfterDays = 2;          // an interpretation follows its policy by so many

std::string policy_title(const SitePlan& plan, Date day) {
    static constexpr std::array<const char*, 13> kTopics{
        "电子商务发展", "农村公路养护", "健康养老服务", "城市绿化建设", "节约用水",
        "校园食品安全", "公共文化服务", "老旧小区改造", "河湖水质管护", "职业技能培训",
        "森林防火",     "社区便民服务", "乡村旅游发展"};
    const auto number = static_cast<std::size_t>(day.days / 7);
    return fmt::format("{}关于推进{}年度{}工作的实施意见", plan.place, civil(day).year,
                       kTopics[number % kTopics.size()]);
}

std::string title_of(const SitePlan& plan, const ColumnPlan& column, Date day) {
    if (column.name == "政策文件") return policy_title(plan, day);
    if (column.name == "政策解读") {
        const std::vector<std::string>& ways = plan.interpretation_titles;
        const std::string& way = ways[static_cast<std::size_t>(day.days / 7) % ways.size()];
        return replace_all(way, "{}", policy_title(plan, day - kInterpretedAfterDays));
    }
    return fmt::format("{}{}第{}期工作推进情况的通报", plan.place, column.name,
                       day.days - kFirstIssue);
}

// The address of a piece of that day, told from others of the column by `number`.
std::string address_of(const SitePlan& plan, const ColumnPlan& column, Date day, int number) {
    const YearMonthDay date = civil(day);
    const auto id = static_cast<unsigned>(fnv1a(column.name) % 900 + 100);
    switch (plan.family) {
        case Family::art:
            return fmt::format("/art/{}/{}/{}/art_{}_{}.html", date.year, date.month, date.day, id,
                               number);
        case Family::info:
            return fmt::format("/info/{}/{}.htm", id, number);
        case Family::detail:
            return fmt::format("/content/detail/{:04x}{:08x}a{}.html", id, number, id);
        case Family::dated_file:
            break;
    }
    return fmt::format("{}{:04}{:02}/t{:04}{:02}{:02}_{}.html", column.path, date.year, date.month,
                       date.year, date.month, date.day, number);
}

}  // namespace

Piece piece_of(const SitePlan& plan, const ColumnPlan& column, Date day) {
    return {address_of(plan, column, day, day.days), title_of(plan, column, day), day};
}

Piece piece_of(const SitePlan& plan, const ColumnPlan& column, const InsertedPlan& inserted) {
    const Date day = inserted.address_day.value_or(inserted.day);
    // Beyond the numbers of the usual pieces.
    const auto number = static_cast<int>(kInsertedFrom + fnv1a(inserted.title) % kInsertedFrom);
    return {address_of(plan, column, day, number), inserted.title, inserted.day, inserted.body,
            inserted.printed_day};
}

std::string column_path(Family family, std::string_view slug, std::size_t number) {
    switch (family) {
        case Family::art:
            return fmt::format("/col/col{}/index.html", 20 + number);
        case Family::info:
            return fmt::format("/{}.htm", slug);
        case Family::detail:
            return fmt::format("/content/column/{}", 6780 + number);
        case Family::dated_file:
            break;
    }
    return fmt::format("/{}/", slug);
}

std::string list_row(Family family, const Piece& piece, bool dated) {
    const std::string day = dated ? format_date(piece.day) : std::string();
    switch (family) {
        case Family::art:
            return fmt::format(
                "<tr><td><a href=\"{0}\" title=\"{1}\">{1}</a></td><td class=\"bt_time\">{2}</td>"
                "</tr>",
                piece.path, piece.title, dated ? "[" + day + "]" : "");
        case Family::info:
            return fmt::format(
                "<li id=\"line_u8_{}\"><span class=\"date\">{}</span><a href=\"{}\" "
                "target=\"_blank\">{}</a></li>",
                piece.day.days, replace_all(day, "-", "/"), piece.path, piece.title);
        case Family::detail:
            return fmt::format("<li><a href=\"{}\"><i>{}</i><em>{}</em></a></li>", piece.path,
                               piece.title, day);
        case Family::dated_file:
            break;
    }
    return fmt::format("<li><a href=\"{}\">{}</a><span>{}</span></li>", piece.path, piece.title,
                       day);
}

std::string list_of(Family family, const std::string& rows) {
    if (family == Family::art) return "<table class=\"list\">" + rows + "</table>";
    return "<ul class=\"list\">" + rows + "</ul>";
}

std::string article_head(const SitePlan& plan, const Piece& piece, bool dated) {
    const Date printed = piece.printed.value_or(piece.day);
    const YearMonthDay date = civil(printed);
    const std::string day = format_date(printed);
    const std::string& unit = plan.site.unit;
    switch (plan.family) {
        case Family::art:
            return fmt::format(
                "<div class=\"bt-article-title\">{}</div><table><tr>{}<td>信息来源：{}</td>"
                "<td>浏览次数：7</td></tr></table>",
                piece.title, dated ? "<td>发布日期：" + day + " 09:30</td>" : "", unit);
        case Family::info:
            return fmt::format(
                "<h1>{}</h1><p class=\"sub\">{}来源：{}　点击：[<script>_showDynClicks(1)"
                "</script>]</p>",
                piece.title, dated ? replace_all(day, "-", "/") + " 09:30　" : "", unit);
        case Family::detail:
            return fmt::format(
                "<h1 class=\"wztit\">{}</h1><div class=\"wzbjxx\">【字体：大 中 小】{}"
                "<span>来源：{}</span></div>",
                piece.title,
                dated ? fmt::format("<span>发布时间：{}年{}月{}日 09:30</span>", date.year,
                                    date.month, date.day)
                      : "",
                unit);
        case Family::dated_file:
            break;
    }
    return fmt::format("<h2>{}</h2><div class=\"info\">{}来源：{}</div>", piece.title,
                       dated ? "发布时间：" + day + " 09:30　" : "", unit);
}

}  // namespace mingcha::demo
