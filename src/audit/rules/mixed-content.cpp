// Advice, no indicator: parts that a home page under https takes over plain http. Browsers refuse
// scripts, style sheets and frames of that kind, and warn of images.
#include <fmt/format.h>

#include "audit/rules/list.h"
#include "audit/transport.h"

namespace mingcha::audit::rules {

namespace {

bool is_loaded(const Link& link) {
    return link.frame || link.kind == LinkKind::image || link.kind == LinkKind::script ||
           link.kind == LinkKind::style;
}

Verdict judge(const SiteInput& input) {
    const PageRecord& home = *input.site.home();
    if (!came_over_https(home)) return not_applicable();
    std::vector<std::string_view> parts;
    std::int32_t active = 0;
    for (const Link& link : home.facts.links) {
        if (!is_loaded(link) || !link.url.starts_with("http://")) continue;
        parts.push_back(link.url);
        active += link.kind == LinkKind::image && !link.frame ? 0 : 1;
    }
    if (parts.empty()) return pass();
    Finding finding = make_finding(
        "home", fmt::format("首页使用HTTPS，但有{}处内容经HTTP载入{}", parts.size(),
                            active == 0 ? std::string()
                                        : fmt::format("（其中{}处会被浏览器拦截）", active)));
    finding.count = static_cast<std::int32_t>(parts.size());
    add_place(finding, final_address(home));
    for (std::string_view part : parts) add_evidence(finding, evidence_of(home, part));
    return judged({std::move(finding)});
}

}  // namespace

SiteRule mixed_content() {
    return {"mixed-content", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
