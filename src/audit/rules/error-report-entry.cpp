// 在首页底部功能区规范添加“我为政府网站找错”监督举报平台入口 (indicators.md A2).
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    const PageRecord& home = *input.site.home();
    if (home.facts.footer.error_report_entry) return pass();
    if (home.facts.footer_unread || home.facts.needs_rendering) {
        return not_measured(ReasonCode::ours, "底部功能区由图片或脚本构成，未能读出");
    }
    Finding finding = make_finding("home", "首页底部未规范添加“我为政府网站找错”入口");
    add_place(finding, home.facts.url);
    add_evidence(finding, evidence_of(home, "首页未见“我为政府网站找错”入口"));
    return judged({std::move(finding)});
}

}  // namespace

SiteRule error_report_entry() {
    return {"error-report-entry", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
