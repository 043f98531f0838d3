// The calculation of 站点无法访问 over the visits of all vantages together (indicators.md W2;
// contract §3, probes): what was counted, what was left out and why, day by day, so that it can be
// printed as a derivation.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/facts.h"

namespace mingcha::audit {

struct VisitCount {
    std::int64_t made = 0;    // by somebody who was able to: all but `ours`
    std::int64_t failed = 0;  // of the counted ones: did not open, or not in time
    std::int64_t walled = 0;  // refused by a wall
    std::int64_t exempt = 0;  // within an announced downtime
    std::int64_t ours = 0;    // the prober's own fault

    std::int64_t counted() const { return made - walled - exempt; }
};

struct VisitTally {
    VisitCount all;
    std::int64_t slow = 0;  // of the failed ones: opened, but too late
    std::map<Date, VisitCount> days;
    std::map<std::string, VisitCount> vantages;
    std::vector<const Probe*> failures;  // views the facts
    std::set<const Exemption*> exemptions;
    std::set<std::string> our_reasons;
};

// Visits with from ≤ at ≤ until. `timeout_ms`: at and beyond it a page did not open.
VisitTally tally_visits(const SiteFacts& facts, Instant from, Instant until,
                        std::int64_t timeout_ms);

// Days with fewer than `wanted` visits, from the first day with a visit to the last:
// "2026-02-07（19次）、2026-02-08（无）", the first few.
std::string short_days(const VisitTally& tally, std::int64_t wanted);

// Line by line: the period, each day, each vantage where there are several, what was left out and
// why, the share against its limit (in thousandths).
std::vector<std::string> derivation(const VisitTally& tally, std::int64_t fail_permille,
                                    std::int64_t timeout_ms);

// "2026-02-03 09:12 本机 状态码502 用时120毫秒（解析3、连接15、首字节118） HTTP 502"
std::string visit_text(const Probe& probe);

}  // namespace mingcha::audit
