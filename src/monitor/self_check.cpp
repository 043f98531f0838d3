#include "monitor/self_check.h"

#include <cstdlib>
#include <map>

#include <fmt/format.h>

namespace mingcha::monitor {

namespace {

struct Hosts {
    std::size_t seen = 0;
    std::size_t reached = 0;
};

// Hosts looked at around `moment`, each as it was seen last.
Hosts hosts_around(Instant moment, std::span<const Sighting> sightings) {
    std::map<std::string_view, const Sighting*> hosts;
    for (const Sighting& each : sightings) {
        if (std::abs(each.at.seconds - moment.seconds) > kSameTimeSeconds) continue;
        const Sighting*& last = hosts[each.host];
        if (last == nullptr || each.at >= last->at) last = &each;
    }
    Hosts out;
    out.seen = hosts.size();
    for (const auto& [host, last] : hosts) out.reached += last->reached ? 1 : 0;
    return out;
}

bool is_dark(const std::optional<ReferenceLook>& look) {
    return look && look->asked > 0 && look->opened == 0;
}

bool is_lit(const std::optional<ReferenceLook>& look) {
    return look && look->opened > 0;
}

}  // namespace

std::string why_ours(Instant moment, Doubt doubt, const Surroundings& around) {
    if (doubt == Doubt::ours_by_nature) return "监测程序自身原因，未能访问";
    for (const auto* look : {&around.before, &around.after}) {
        if (!is_dark(*look)) continue;
        return fmt::format("监测点自身网络异常：{}个参照网址同时打不开", (*look)->asked);
    }
    if (is_lit(around.before) && is_lit(around.after)) return {};
    const Hosts hosts = hosts_around(moment, around.sightings);
    const std::size_t failed = hosts.seen - hosts.reached;
    if (hosts.seen >= kLeastHosts && failed * 100 >= hosts.seen * kNearlyAllPercent) {
        return fmt::format("监测点自身网络异常：同一时间{}个网站中{}个打不开", hosts.seen, failed);
    }
    if (doubt != Doubt::name_unanswered) return {};
    if (hosts.seen >= kLeastHosts && hosts.reached * 2 >= hosts.seen) return {};
    return "域名服务器没有应答，无法区分是监测点还是网站的原因";
}

}  // namespace mingcha::monitor
