#include "demo/standing_pages.h"

#include <fmt/format.h>

#include "demo/families.h"
#include "demo/site_pages.h"

namespace mingcha::demo {

namespace {

constexpr int kStandingDays = 164;  // since these texts were put there

// A text of a column of its own, dated like an article.
void add_text(const SitePlan& plan, std::string_view path, const std::string& name,
              const std::string& text, std::map<std::string, std::string>& pages) {
    if (text.empty()) return;
    pages[std::string(path)] = page_of(
        plan, name + "_" + plan.site.name,
        crumb_of("", name) + "<h2>" + name + "</h2><div class=\"content\">" + text + "</div>",
        tags_of(plan, name, name, days_before(kStandingDays)));
}

}  // namespace

std::string usual_overview(const SitePlan& plan, Moment now) {
    const int year = civil(now.today()).year - 1;
    return fmt::format(
        "<p>{0}位于河川平原中部，总面积2043平方公里，下辖12个乡镇、3个街道。</p><p>{1}年末，{0}"
        "户籍人口41.2万人，地区生产总值203亿元，城镇化率52.6%。</p><p>{0}交通便利，物产丰富，"
        "以农产品加工和装备制造为主要产业，是河川地区重要的粮食产区。</p>",
        plan.place, year);
}

std::string usual_mandate(const SitePlan& plan) {
    return fmt::format(
        "<p>{0}人民政府办公室负责协助领导同志处理日常工作，组织起草和审核重要文稿，督促检查各项"
        "决定的落实。</p><p>工作部门：发展改革委、教育局、民政局、财政局、自然资源局、生态环境局、"
        "农业农村局、卫生健康委、应急管理局、市场监督管理局。</p>",
        plan.place);
}

std::string usual_leaders() {
    return "<p>主要负责人：某某。主持全面工作，分管财政、审计、发展改革、机构编制等方面工作，联系"
           "人民武装部和工商业联合会。</p><p>简历：大学学历，曾在乡镇、县直部门和市直单位工作"
           "多年，历任科员、副主任、主任、局长等职，现任现职。</p><p>副职负责人：某某。负责教育、"
           "卫生、民政、社会保障和退役军人事务等方面工作，分管相关单位。</p>";
}

void set_standing(SitePlan& plan, Moment now) {
    StandingPlan& standing = plan.standing;
    standing.leaders = usual_leaders();
    if (plan.site.kind != SiteKind::portal) return;
    standing.overview_name = plan.place + "概况";
    standing.overview = usual_overview(plan, now);
    standing.mandate = usual_mandate(plan);
    standing.has_search = true;
}

std::string ask_form() {
    return "<h2>我要咨询</h2><form method=\"post\" action=\"/wyzx/send\"><table>"
           "<tr><td>姓名</td><td><input type=\"text\" name=\"name\"></td></tr>"
           "<tr><td>联系电话</td><td><input type=\"text\" name=\"phone\"></td></tr>"
           "<tr><td>信件标题</td><td><input type=\"text\" name=\"title\"></td></tr>"
           "<tr><td>信件内容</td><td><textarea name=\"content\"></textarea></td></tr>"
           "</table><input type=\"submit\" value=\"提交信件\"></form>";
}

std::string search_box(const SitePlan& plan) {
    if (!plan.standing.has_search) return {};
    return "<form class=\"search\" action=\"/so/\"><input type=\"text\" name=\"q\" "
           "placeholder=\"请输入关键词\"><input type=\"submit\" value=\"搜索\"></form>";
}

void add_standing_pages(const SitePlan& plan, std::map<std::string, std::string>& pages) {
    const StandingPlan& standing = plan.standing;
    add_text(plan, kOverviewPath, standing.overview_name, standing.overview, pages);
    add_text(plan, kMandatePath, "机构职能", standing.mandate, pages);
    add_text(plan, kLeadersPath, "领导之窗", standing.leaders, pages);
    for (const FurtherPlan& each : standing.further) {
        pages[each.path] = page_of(plan, each.title + "_" + plan.site.name, each.body, each.tags);
    }
    if (!standing.write_form) return;
    pages[std::string(kWritePath)] =
        page_of(plan, "我要咨询_" + plan.site.name, crumb_of("", "我要咨询") + ask_form());
}

}  // namespace mingcha::demo
