// IPv6改造: 未完成IPv6改造 (indicators.md A2). The home page is asked for over IPv6 during the
// inspection: a fault is a name without an AAAA record, or addresses that do not open it. Where our
// own line cannot tell, nothing is said.
#include "audit/rules/list.h"

namespace mingcha::audit::rules {

namespace {

Verdict judge(const SiteInput& input) {
    const std::optional<Ipv6Facts>& ipv6 = input.site.facts().ipv6;
    if (!ipv6) {
        return not_measured(ReasonCode::ours,
                            "未测IPv6：检查时网站地址指定为IPv4或内部网络地址，或本次检查不含此项");
    }
    switch (ipv6->state) {
        case LinkState::fine:
            return pass();
        case LinkState::blocked:
        case LinkState::not_checked:
            return not_measured(ipv6->reason);
        case LinkState::dead:
            break;
    }
    Finding finding = make_finding("home", "未完成IPv6改造");
    add_place(finding, ipv6->url);
    const std::string_view what = ipv6->has_address ? "经IPv6打不开首页：" : "";
    add_evidence(finding, evidence_of(ipv6->archive, ipv6->url,
                                      std::string(what) + ipv6->reason.text));
    return judged({std::move(finding)});
}

}  // namespace

SiteRule ipv6_readiness() {
    return {"ipv6-readiness", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
