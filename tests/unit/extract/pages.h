// Made-up pages of a fictional city (星原市), for tests of extraction.
#pragma once

#include <string>
#include <string_view>

namespace mingcha::extract::pages {

inline std::string page(std::string_view title, std::string_view head, std::string_view main) {
    std::string html = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>";
    html += title;
    html += "</title>";
    html += head;
    html += R"(</head><body>
<div class="top"><img src="/images/logo.png" alt="星原市人民政府">
<form><input type="text" name="keyword" placeholder="请输入关键字">
<input type="submit" value="搜索"></form></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwdt/">政务动态</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li>
<li><a href="/hdjl/">互动交流</a></li></ul></div>
)";
    html += main;
    html += R"(
<div class="footer"><p>主办单位：星原市人民政府办公室 承办单位：星原市数据资源管理局</p>
<p>联系电话：0999-8800123 <a href="/wzdt.html">网站地图</a></p>
<p>网站标识码：9915000001 <a href="https://beian.miit.gov.cn/">皖ICP备99016543号-1</a>
<a href="http://www.beian.gov.cn/portal/r?recordcode=99150002000142">
皖公网安备 99150002000142号</a></p>
</div></body></html>)";
    return html;
}

inline constexpr std::string_view kText =
    "<p>星原市今天召开全市重点工程推进会，听取各县区工程进展情况汇报，研究部署下一阶段工作。会议指出，"
    "今年以来各项工程进展顺利，完成投资超过全年计划的七成。</p><p>会议强调，要紧盯目标任务，压实各方"
    "责任，加强要素保障，及时协调解决困难和问题，确保全年任务如期完成。</p><p>各县区、市直有关部门"
    "负责同志参加会议，并就落实会议精神作了发言，对下一步工作提出了意见和建议。</p>";

}  // namespace mingcha::extract::pages
