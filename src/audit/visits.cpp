#include "audit/visits.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "audit/exemptions.h"
#include "audit/rule.h"
#include "base/points.h"
#include "base/text.h"

namespace mingcha::audit {

namespace {

constexpr std::size_t kDaysNamed = 10;
constexpr std::size_t kReasonsNamed = 5;

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

// "访问24次：打开21、打不开1、被拦截2" and, apart, what nobody could see.
std::string count_text(const VisitCount& count) {
    std::string text = fmt::format("访问{}次：打开{}、打不开{}", count.made,
                                   count.counted() - count.failed, count.failed);
    if (count.walled > 0) text += fmt::format("、被拦截{}", count.walled);
    if (count.exempt > 0) text += fmt::format("、停机时段内{}", count.exempt);
    if (count.ours > 0) text += fmt::format("；另有{}次因监测点自身原因无效", count.ours);
    return text;
}

void add_reasons(std::vector<std::string>& lines, const VisitTally& tally) {
    std::size_t told = 0;
    for (const std::string& reason : tally.our_reasons) {
        if (++told > kReasonsNamed) break;
        lines.push_back("无效原因：" + reason);
    }
    told = 0;
    for (const Exemption* row : tally.exemptions) {
        if (++told > kReasonsNamed) break;
        lines.push_back("停机时段：" + exemption_text(*row));
    }
}

}  // namespace

VisitTally tally_visits(const SiteFacts& facts, Instant from, Instant until,
                        std::int64_t timeout_ms) {
    VisitTally tally;
    for (const Probe& probe : facts.probes) {
        if (probe.at < from || probe.at > until) continue;
        const std::array<VisitCount*, 3> counts{&tally.all, &tally.days[date_of(probe.at)],
                                                &tally.vantages[probe.vantage]};
        const auto count = [&](std::int64_t VisitCount::*field) {
            for (VisitCount* each : counts) ++(each->*field);
        };
        if (!probe.ours.empty()) {
            count(&VisitCount::ours);
            tally.our_reasons.insert(probe.ours);
            continue;
        }
        count(&VisitCount::made);
        if (const Exemption* row = exemption_of(facts, "site-unreachability", {}, probe.at)) {
            count(&VisitCount::exempt);
            tally.exemptions.insert(row);
        } else if (is_walled(probe)) {
            count(&VisitCount::walled);
        } else if (!probe.ok || probe.elapsed_ms >= timeout_ms) {
            count(&VisitCount::failed);
            tally.slow += probe.ok ? 1 : 0;
            tally.failures.push_back(&probe);
        }
    }
    return tally;
}

std::string short_days(const VisitTally& tally, std::int64_t wanted) {
    std::vector<std::string> days;
    if (tally.days.empty()) return {};
    std::size_t count = 0;
    for (Date day = tally.days.begin()->first; day <= tally.days.rbegin()->first; day = day + 1) {
        const auto found = tally.days.find(day);
        const std::int64_t made = found == tally.days.end() ? 0 : found->second.made;
        if (made >= wanted || ++count > kDaysNamed) continue;
        days.push_back(format_date(day) + (made == 0 ? "（无）" : fmt::format("（{}次）", made)));
    }
    return join(days, "、") + (count > kDaysNamed ? fmt::format("等{}天", count) : "");
}

std::vector<std::string> derivation(const VisitTally& tally, std::int64_t fail_permille,
                                    std::int64_t timeout_ms) {
    std::vector<std::string> lines;
    for (const auto& [day, count] : tally.days) {
        lines.push_back(format_date(day) + " " + count_text(count));
    }
    if (tally.vantages.size() > 1) {
        for (const auto& [vantage, count] : tally.vantages) {
            lines.push_back("监测点“" + vantage + "”" + count_text(count));
        }
    }
    add_reasons(lines, tally);
    const VisitCount& all = tally.all;
    lines.push_back(fmt::format("计入 = 访问{} − 被拦截{} − 停机时段内{} = {}次", all.made,
                                all.walled, all.exempt, all.counted()));
    lines.push_back(fmt::format("打不开{}次，其中没有打开{}次，{}秒以上才打开{}次", all.failed,
                                all.failed - tally.slow, timeout_ms / 1000, tally.slow));
    if (all.counted() <= 0) return lines;
    const bool over = all.failed * 1000 >= all.counted() * fail_permille;
    lines.push_back(fmt::format("占比 = {} ÷ {} = {}%，{}{}%", all.failed, all.counted(),
                                fixed2(percent(all.failed, all.counted())),
                                over ? "达到" : "低于", fixed2(Points{fail_permille * 10})));
    return lines;
}

std::string visit_text(const Probe& probe) {
    std::string text = shown_time(probe.at) + " " + probe.vantage;
    if (probe.http_status != 0) text += fmt::format(" 状态码{}", probe.http_status);
    text += fmt::format(" 用时{}毫秒", probe.elapsed_ms);
    std::vector<std::string> phases;
    const auto add = [&](std::string_view name, const std::optional<std::int64_t>& ms) {
        if (ms) phases.push_back(fmt::format("{}{}", name, *ms));
    };
    add("解析", probe.phases.dns_ms);
    add("连接", probe.phases.connect_ms);
    add("握手", probe.phases.tls_ms);
    add("首字节", probe.phases.first_byte_ms);
    if (!phases.empty()) text += "（" + join(phases, "、") + "）";
    if (!probe.error.empty()) text += " " + probe.error;
    return text;
}

}  // namespace mingcha::audit
