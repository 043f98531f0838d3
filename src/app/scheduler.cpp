#include "app/scheduler.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/campaigns.h"
#include "app/notices.h"
#include "base/text.h"

namespace mingcha::app {

namespace {

// Visits after its moment would not count.
bool wants_monitoring(const Campaign& campaign, Instant now) {
    const auto field = campaign.fields.find("monitor");
    return field != campaign.fields.end() && field->second == "on" && !campaign.closed &&
           campaign.origin == CampaignOrigin::inspected && now <= campaign.as_of;
}

MonitorRequest request_of(const Campaign& campaign) {
    MonitorRequest request;
    request.campaign = campaign.id;
    const auto references = campaign.fields.find("monitor_references");
    if (references == campaign.fields.end()) return request;
    for (const std::string_view each : split(references->second, '|')) {
        if (!trim(each).empty()) request.references.emplace_back(trim(each));
    }
    return request;
}

}  // namespace

void Scheduler::run(const std::atomic<bool>& stop,
                    const std::function<void(const std::string&)>& tell) {
    while (!stop) {
        attend_notices(tell);
        const std::optional<Instant> next = round(stop, tell);
        Instant until = clock_.now();
        until.seconds += kLookForCampaignsSeconds;
        clock_.wait(next ? std::min(*next, until) : until, stop);
    }
}

// Visits what is due; when something is due next, where that is known.
std::optional<Instant> Scheduler::round(const std::atomic<bool>& stop,
                                        const std::function<void(const std::string&)>& tell) {
    const auto campaigns = all_campaigns(store_);
    if (!campaigns) {
        tell("监测：" + campaigns.error().text());
        return std::nullopt;
    }
    std::optional<Instant> earliest;
    for (const Campaign& campaign : *campaigns) {
        if (!wants_monitoring(campaign, clock_.now())) {
            watched_.erase(campaign.id);
            continue;
        }
        const std::optional<Instant> next = attend(campaign, stop, tell);
        if (next && (!earliest || *next < *earliest)) earliest = next;
    }
    return earliest;
}

std::optional<Instant> Scheduler::attend(const Campaign& campaign, const std::atomic<bool>& stop,
                                         const std::function<void(const std::string&)>& tell) {
    Watched& watched = watched_[campaign.id];
    if (watched.finished || clock_.now() < watched.not_before) return std::nullopt;
    if (!watched.monitor) {
        auto opened = Monitor::open(store_, visitor_, clock_, request_of(campaign));
        if (!opened) {
            fail_until_later(campaign.id, opened.error(), tell);
            return std::nullopt;
        }
        watched.monitor.emplace(std::move(*opened));
        tell(fmt::format("监测 {}：开始或继续，至 {}", campaign.id,
                         format_instant(watched.monitor->summary().ends)));
        for (const std::string& warning : watched.monitor->summary().warnings) {
            tell(fmt::format("监测 {}：提示：{}", campaign.id, warning));
        }
    }
    const auto next = watched.monitor->next_due();
    if (!next) {
        fail_until_later(campaign.id, next.error(), tell);
        return std::nullopt;
    }
    if (!*next) {
        watched.finished = true;
        tell(fmt::format("监测 {}：计划内的访问已全部完成", campaign.id));
        return std::nullopt;
    }
    if (**next > clock_.now()) return **next;
    if (const auto visited = watched.monitor->visit_due(stop); !visited) {
        fail_until_later(campaign.id, visited.error(), tell);
        return std::nullopt;
    }
    const auto following = watched.monitor->next_due();
    return following ? *following : std::nullopt;
}

void Scheduler::attend_notices(const std::function<void(const std::string&)>& tell) {
    if (courier_ == nullptr || clock_.now() < notices_not_before_) return;
    const auto failed = [&](const Error& error) {
        notices_not_before_ = {clock_.now().seconds + kTryAgainSeconds};
        tell(fmt::format("通知：{}（{} 分钟后再试）", error.text(), kTryAgainSeconds / 60));
    };
    const auto planned = plan_notices(store_, data_dir_, clock_.now());
    if (!planned) return failed(planned.error());
    const auto sent = send_notices(store_, data_dir_, *courier_, [this] { return clock_.now(); });
    if (!sent) return failed(sent.error());
    std::vector<std::string> lines = planned->warnings;
    if (!planned->unreached.empty()) {
        lines.push_back(
            fmt::format("{} 个单位没有联系人邮箱，也没有机器人", planned->unreached.size()));
    }
    if (lines != told_ && !lines.empty()) tell("通知：" + join(lines, "；"));
    if (!lines.empty()) told_ = std::move(lines);
    if (planned->made + sent->sent + sent->given_up + sent->unclear == 0) return;
    tell(fmt::format("通知：新写 {} 条，发出 {}，待重发 {}，未发出 {}", planned->made, sent->sent,
                     sent->put_off, sent->given_up + sent->unclear));
}

void Scheduler::fail_until_later(const std::string& campaign, const Error& error,
                                 const std::function<void(const std::string&)>& tell) {
    Watched& watched = watched_[campaign];
    watched.monitor.reset();
    watched.not_before = clock_.now();
    watched.not_before.seconds += kTryAgainSeconds;
    tell(
        fmt::format("监测 {}：{}（{} 分钟后再试）", campaign, error.text(), kTryAgainSeconds / 60));
}

}  // namespace mingcha::app
