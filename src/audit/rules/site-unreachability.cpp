// 监测1周，每天间隔性访问20次以上，超过（含）15秒网站仍打不开的次数累计占比超过（含）5%
// (indicators.md W2; contract §3, probes). All vantages together. What a wall refused, what fell
// into an announced downtime and what was the prober's own fault counts neither way.
#include <algorithm>

#include <fmt/format.h>

#include "audit/rules/list.h"
#include "audit/visits.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kDays = 7;
constexpr std::int64_t kVisitsPerDay = 20;
constexpr std::int64_t kTimeoutMs = 15000;
constexpr std::int64_t kFailPermille = 50;
constexpr std::int64_t kConfirmVantages = 1;

Finding finding_of(const VisitTally& tally, const std::string& url,
                   const std::vector<std::string>& lines) {
    const VisitCount& all = tally.all;
    Finding finding = make_finding(
        "site", fmt::format("网站无法访问（{}天内访问{}次，{}次打不开，占{}%）", tally.days.size(),
                            all.counted(), all.failed, fixed2(percent(all.failed, all.counted()))));
    add_place(finding, url);
    Evidence sum;
    sum.url = url;
    sum.at = tally.failures.back()->at;
    sum.excerpt = join(lines, "；");
    add_evidence(finding, std::move(sum));
    for (const Probe* probe : tally.failures) {
        Evidence evidence;
        evidence.url = url;
        evidence.at = probe->at;
        evidence.excerpt = visit_text(*probe);
        add_evidence(finding, std::move(evidence));
    }
    return finding;
}

// Of the vantages that were in use, how many saw the site fail.
std::int64_t confirming(const VisitTally& tally) {
    return std::count_if(tally.vantages.begin(), tally.vantages.end(),
                         [](const auto& each) { return each.second.failed > 0; });
}

Verdict weighed(const SiteInput& input, const VisitTally& tally,
                const std::vector<std::string>& lines) {
    const VisitCount& all = tally.all;
    if (all.counted() <= all.walled) {
        return not_measured(ReasonCode::blocked, "访问大多被防护设备拒绝");
    }
    if (all.counted() <= all.exempt) {
        return not_measured(ReasonCode::site, "访问大多在登记的停机时段内");
    }
    const std::int64_t limit = input.rule.threshold("fail_permille", kFailPermille);
    if (all.failed * 1000 < all.counted() * limit) return pass();
    Verdict verdict = judged({finding_of(tally, input.site.facts().site.url, lines)});
    const std::int64_t wanted =
        std::min(input.rule.threshold("confirm_vantages", kConfirmVantages),
                 static_cast<std::int64_t>(tally.vantages.size()));
    if (confirming(tally) < wanted) verdict.outcome = Outcome::needs_review;
    return verdict;
}

Verdict judge(const SiteInput& input) {
    const Rule& rule = input.rule;
    const std::int64_t timeout = rule.threshold("timeout_ms", kTimeoutMs);
    const VisitTally tally = tally_visits(
        input.site.facts(), at(input.context.campaign.window.from), input.site.as_of(), timeout);
    const std::int64_t wanted = rule.threshold("visits_per_day", kVisitsPerDay);
    const std::int64_t wanted_days = rule.threshold("days", kDays);
    const auto full = std::count_if(tally.days.begin(), tally.days.end(),
                                    [&](const auto& day) { return day.second.made >= wanted; });
    std::vector<std::string> lines =
        derivation(tally, rule.threshold("fail_permille", kFailPermille), timeout);
    Verdict verdict;
    if (full < wanted_days) {
        const std::string days = short_days(tally, wanted);
        verdict = not_measured(
            ReasonCode::ours,
            fmt::format("监测期内访问满{}次的只有{}天，不足{}天{}", wanted, full, wanted_days,
                        days.empty() ? "" : "；访问不足的日期：" + days));
        lines.push_back("访问天数不足，不据此判定");
    } else {
        verdict = weighed(input, tally, lines);
        verdict.coverage = {tally.all.counted(), tally.all.walled,
                            tally.all.exempt + tally.all.ours};
    }
    verdict.working = lines;
    return verdict;
}

}  // namespace

SiteRule site_unreachability() {
    return {"site-unreachability", kNeedsProbes, judge};
}

}  // namespace mingcha::audit::rules
