// Advice, no indicator: a certificate that browsers do not trust, or that soon runs out, keeps
// visitors away. Reckoned at the time of the inspection; a site without https is not asked.
#include <fmt/format.h>

#include "audit/rules/list.h"
#include "audit/transport.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kDays = 30;  // that a new certificate may take

// What is wrong with it; empty: nothing.
std::string fault_of(const TlsFacts& tls, Instant now, std::int64_t days) {
    if (!tls.trusted) {
        return tls.problem.empty() ? "HTTPS证书不受信任"
                                   : fmt::format("HTTPS证书无效：{}", tls.problem);
    }
    if (!tls.expires) return {};
    const std::int32_t left = date_of(*tls.expires) - date_of(now);
    if (*tls.expires < now) return "HTTPS证书无效：证书已过期";
    if (left >= days) return {};
    return fmt::format("HTTPS证书将于{}到期，还剩{}天", format_date(date_of(*tls.expires)), left);
}

Verdict judge(const SiteInput& input) {
    const PageRecord& home = *input.site.home();
    if (!came_over_https(home)) return not_applicable();
    if (!home.tls.used) return not_measured(ReasonCode::ours, "没有记下证书");
    std::string fault =
        fault_of(home.tls, input.site.as_of(), input.rule.threshold("days", kDays));
    if (fault.empty()) return pass();
    std::string shown = fault;
    if (!home.tls.issuer.empty()) shown += fmt::format("；签发者 {}", home.tls.issuer);
    if (home.tls.expires) {
        shown += fmt::format("；有效期至 {}", format_date(date_of(*home.tls.expires)));
    }
    Finding finding = make_finding("certificate", std::move(fault));
    add_place(finding, final_address(home));
    add_evidence(finding, evidence_of(home, shown));
    return judged({std::move(finding)});
}

}  // namespace

SiteRule tls_validity() {
    return {"tls-validity", kNeedsHome, judge};
}

}  // namespace mingcha::audit::rules
