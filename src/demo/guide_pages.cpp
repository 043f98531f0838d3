#include "demo/guide_pages.h"

#include <fmt/format.h>

#include <array>

namespace mingcha::demo {

namespace {

constexpr std::array<const char*, 5> kServices{"食品经营许可办理", "道路运输经营许可办理",
                                               "城镇污水排放许可办理", "民办学校设立审批办理",
                                               "老年人优待证申领"};

std::string row(std::string_view label, std::string_view value) {
    return fmt::format("<tr><td>{}</td><td>{}</td></tr>", label, value);
}

// The eight elements of a guide, less what its state takes away.
std::string elements(const SitePlan& plan, const char* service) {
    std::string rows = row("事项名称", service);
    const bool few = plan.guides == GuideState::few_elements;
    if (!few) {
        rows += row("设定依据", plan.guides == GuideState::basis_only_named
                                    ? "《行政许可示例办法》"
                                    : "《行政许可示例办法》第十二条规定：从事本项活动的，应当向"
                                      "所在地主管部门提出申请，经审查合格后取得证件。");
        rows += row("申请条件", "具有固定的场所和与业务相适应的人员、设备");
    }
    std::string materials = "1.申请人身份证明原件；2.场所使用证明复印件一份";
    if (plan.guides == GuideState::vague) materials += "；3.法律法规规定的其他材料";
    if (plan.guides == GuideState::without_form) materials += "；3.申请表一式两份";
    rows += row("申请材料", materials);
    rows += row("办理流程", "申请、受理、审查、决定、送达");
    if (few) return rows;
    return rows + row("办理地点", plan.place + "政务服务中心二楼三号窗口") +
           row("办理时间", "工作日上午8:00至12:00，下午14:30至17:30") +
           row("联系电话", "0000-1234567");
}

}  // namespace

void add_guides(const SitePlan& plan, std::map<std::string, std::string>& pages) {
    if (plan.guides == GuideState::none) return;
    const std::string column(kGuidesPath);
    const std::string crumb = fmt::format(
        "<div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"{}\">办事指南"
        "</a></div>",
        column);
    std::string items;
    for (std::size_t i = 0; i < kServices.size(); ++i) {
        const std::string path = fmt::format("{}{}.html", column, i + 1);
        const std::string title = fmt::format("{}办事指南", kServices[i]);
        items +=
            fmt::format("<li><a href=\"{}\">{}</a><span>2021-10-1{}</span></li>", path, title, i);
        pages[path] = page_of(plan, title + "_" + plan.site.name,
                              crumb + fmt::format("<h2>{}</h2><table>{}</table>", title,
                                                  elements(plan, kServices[i])),
                              tags_of(plan, "办事指南", title, fmt::format("2021-10-1{}", i)));
    }
    pages[column] = page_of(plan, "办事指南_" + plan.site.name,
                            crumb + "<h2>办事指南</h2><ul class=\"list\">" + items + "</ul>");
}

}  // namespace mingcha::demo
