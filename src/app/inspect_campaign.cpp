#include "app/inspect_campaign.h"

#include <fmt/format.h>
#include <malloc.h>

#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/inspect.h"
#include "app/judge_campaign.h"
#include "app/population.h"
#include "app/verdicts.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

std::string stage_line(const char* name, const gather::StageCounter& stage) {
    const double ms = static_cast<double>(stage.ns) / 1e6;
    const double each = stage.pages == 0 ? 0 : ms / static_cast<double>(stage.pages);
    return fmt::format("  {} {:.1f} 秒，{} 次，每次 {:.3f} 毫秒，{:.1f} MB\n", name, ms / 1000,
                       stage.pages, each, static_cast<double>(stage.bytes) / 1e6);
}

}  // namespace

Result<InspectPlan> plan_inspection(store::Store& store, const std::string& id,
                                    const std::vector<std::string>& only) {
    InspectPlan plan;
    InspectInput& who = plan.input;
    const auto campaign = find_campaign(store, id);
    if (!campaign) return Fail(campaign.error());
    if (campaign->closed) {
        return fail(campaign->id, "is closed and is not inspected any more",
                    "campaign create makes a new one");
    }
    who.campaign = *campaign;
    who.only = only;
    auto sites = sites_of(store, campaign->id);
    if (!sites) return Fail(sites.error());
    who.sites = std::move(*sites);
    auto accounts = accounts_of(store, campaign->id);
    if (!accounts) return Fail(accounts.error());
    who.accounts = std::move(*accounts);
    if (const auto loaded = store::load_into(store, {}, who.posts); !loaded) {
        return Fail(loaded.error());
    }
    auto targets = inspection_targets(who);
    if (!targets) return Fail(targets.error());
    plan.targets = std::move(*targets);
    return plan;
}

Result<InspectSummary> inspect_campaign(store::Store& store, const InspectRequest& request,
                                        const std::atomic<bool>& stop) {
    const auto began = std::chrono::steady_clock::now();
    const auto tell = [&request](InspectPhase phase) {
        if (request.on_phase) request.on_phase(phase);
    };
    const auto plan = plan_inspection(store, request.campaign, request.only);
    if (!plan) return Fail(plan.error());
    const Campaign& campaign = plan->input.campaign;

    tell(InspectPhase::gathering);
    GatheringOptions options;
    options.data_dir = request.data_dir;
    options.campaign = campaign.id;
    options.as_of = campaign.as_of;
    options.scope = inspection_scope(request.only);
    options.crawl = request.crawl;
    options.crawl.guised_pages = gather::kGuisedPages;
    options.crawl.ipv6 = true;
    options.crawl.searches = request.search ? gather::kSearches : 0;
    options.crawl.documents = gather::kDocuments;
    options.crawl.sheets = gather::kSheets;
    options.watch = request.watch;
    options.make_analyse = [as_of = campaign.as_of] { return page_analyser(as_of); };
    if (request.render) options.render = page_renderer(request.crawl.fetch);
    auto gathered = gather_targets(options, plan->targets, stop);
    if (!gathered) return Fail(gathered.error());
    malloc_trim(0);  // what the crawl used is not needed for judging

    InspectSummary summary;
    summary.gathering = *gathered;
    tell(InspectPhase::feeds);
    const auto feeds =
        collect_feeds(store,
                      {request.data_dir,
                       campaign,
                       request.only,
                       {request.crawl.fetch, request.crawl.rate, request.crawl.first_retry_ms}},
                      stop);
    if (!feeds) return Fail(feeds.error());
    summary.feeds = *feeds;
    for (const gather::Target& target : plan->targets) {
        ++(target.account ? summary.accounts : summary.sites);
    }
    tell(InspectPhase::judging);
    const auto judged = judge_campaign(store, {request.data_dir, campaign.id, {}, 0});
    if (!judged) return Fail(judged.error());
    summary.findings = judged->findings;
    summary.not_measured = judged->not_measured;
    summary.peak_rss_mb = peak_rss_mb();
    summary.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return summary;
}

std::string summary_json(const InspectSummary& summary) {
    nlohmann::ordered_json json;
    json["sites"] = summary.sites;
    json["pages"] = summary.gathering.crawl.pages;
    json["requests"] = summary.gathering.crawl.requests;
    json["bytes"] = summary.gathering.crawl.bytes;
    json["seconds"] = std::round(summary.seconds * 1000) / 1000;
    json["peak_rss_mb"] = summary.peak_rss_mb;
    json["findings"] = summary.findings;
    json["not_measured"] = summary.not_measured;
    return json.dump() + "\n";
}

std::string summary_text(const InspectSummary& summary) {
    const GatheringTotals& gathering = summary.gathering;
    std::string text = fmt::format(
        "检查网站 {} 个、账号 {} 个：页面 {}，请求 {}，接收 {:.1f} MB，用时 {:.1f} 秒，内存峰值 {} "
        "MB\n"
        "发现问题 {} 个，未能测量的指标 {} 项\n",
        summary.sites, summary.accounts, gathering.crawl.pages, gathering.crawl.requests,
        static_cast<double>(gathering.crawl.bytes) / 1e6, summary.seconds, summary.peak_rss_mb,
        summary.findings, summary.not_measured);
    if (gathering.resumed) {
        text += fmt::format("接续上次中断的检查，保留已完成的对象 {} 个\n", gathering.kept);
    }
    if (summary.feeds.asked > 0) {
        text += fmt::format(
            "账号订阅源 {} 个：读到 {} 个（推文 {} 条），没有变化 {} 个，未采到 {} 个\n",
            summary.feeds.asked, summary.feeds.read, summary.feeds.posts, summary.feeds.unchanged,
            summary.feeds.failed);
    }
    text += "各环节用时（多个线程之和）：\n";
    text += stage_line("接收", gathering.crawl.fetch);
    text += stage_line("解包", gathering.crawl.unpack);
    text += stage_line("提取事实", gathering.sink.facts);
    text += stage_line("归档打包", gathering.sink.pack);
    text += stage_line("写入", gathering.sink.store);
    return text;
}

}  // namespace mingcha::app
