// 监测1周，每天间隔性访问20次以上，超过（含）15秒网站仍打不开的次数累计占比超过（含）5%
// (indicators.md W2; contract §3, probes). All vantages together; what a wall refused counts
// neither way.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "audit/rules/list.h"
#include "base/text.h"

namespace mingcha::audit::rules {

namespace {

constexpr std::int64_t kDays = 7;
constexpr std::int64_t kVisitsPerDay = 20;
constexpr std::int64_t kTimeoutMs = 15000;
constexpr std::int64_t kFailPermille = 50;

constexpr std::array<std::int32_t, 4> kWallStatus{403, 412, 429, 521};
constexpr std::array<std::string_view, 5> kWallWords{"防火墙", "firewall", "waf", "拦截",
                                                     "安全防护"};

bool is_word(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) return false;
    if (static_cast<unsigned char>(word.front()) >= 0x80) return true;
    const auto letter = [&](std::size_t i) {
        return i < text.size() && text[i] >= 'a' && text[i] <= 'z';
    };
    return !(at > 0 && letter(at - 1)) && !letter(at + word.size());
}

bool is_walled(const Probe& probe) {
    if (std::find(kWallStatus.begin(), kWallStatus.end(), probe.http_status) != kWallStatus.end()) {
        return true;
    }
    const std::string error = lower_ascii(probe.error);
    return std::any_of(kWallWords.begin(), kWallWords.end(),
                       [&](std::string_view word) { return is_word(error, word); });
}

std::string describe(const Probe& probe) {
    std::string text = shown_time(probe.at) + " " + probe.vantage;
    if (probe.http_status != 0) text += fmt::format(" 状态码{}", probe.http_status);
    text += fmt::format(" 用时{}毫秒", probe.elapsed_ms);
    if (!probe.error.empty()) text += " " + probe.error;
    return text;
}

Verdict judge(const SiteInput& input) {
    const Rule& rule = input.rule;
    const std::int64_t timeout = rule.threshold("timeout_ms", kTimeoutMs);
    const Instant from = at(input.context.campaign.window.from);
    std::map<Date, std::int64_t> days;
    std::int64_t visits = 0;
    std::int64_t walled = 0;
    std::vector<const Probe*> failures;
    for (const Probe& probe : input.site.facts().probes) {
        if (probe.at < from || probe.at > input.site.as_of()) continue;
        ++days[date_of(probe.at)];
        if (is_walled(probe)) {
            ++walled;
            continue;
        }
        ++visits;
        if (!probe.ok || probe.elapsed_ms >= timeout) failures.push_back(&probe);
    }
    const std::int64_t wanted = rule.threshold("visits_per_day", kVisitsPerDay);
    const auto full = std::count_if(days.begin(), days.end(),
                                    [&](const auto& day) { return day.second >= wanted; });
    const std::int64_t wanted_days = rule.threshold("days", kDays);
    if (full < wanted_days) {
        return not_measured(ReasonCode::ours, fmt::format("监测期内访问满{}次的只有{}天，不足{}天",
                                                          wanted, full, wanted_days));
    }
    if (visits <= walled) return not_measured(ReasonCode::blocked, "访问大多被防护设备拒绝");
    const auto failed = static_cast<std::int64_t>(failures.size());
    std::vector<Finding> findings;
    if (failed * 1000 >= visits * rule.threshold("fail_permille", kFailPermille)) {
        const Points share = percent(failed, visits);
        Finding finding =
            make_finding("site", fmt::format("网站无法访问（{}天内访问{}次，{}次打不开，占{}%）",
                                             days.size(), visits, failed, fixed2(share)));
        const std::string& url = input.site.facts().site.url;
        add_place(finding, url);
        for (const Probe* probe : failures) {
            Evidence evidence;
            evidence.url = url;
            evidence.at = probe->at;
            evidence.excerpt = describe(*probe);
            add_evidence(finding, std::move(evidence));
        }
        findings.push_back(std::move(finding));
    }
    Verdict verdict = judged(std::move(findings));
    verdict.coverage = {visits, walled, 0};
    return verdict;
}

}  // namespace

SiteRule site_unreachability() {
    return {"site-unreachability", kNeedsProbes, judge};
}

}  // namespace mingcha::audit::rules
