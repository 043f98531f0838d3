#include "app/gathering.h"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace mingcha::app {

namespace {

constexpr int kMaxWorkers = 8;
// Larger blocks go back to the system as soon as they are free. Left alone, malloc raises this
// after the first large body and keeps what follows in pieces.
constexpr int kReturnedBlock = 512 * 1024;
constexpr int kArenas = 2;

// Hands everything on, and tells of every target's end.
class Watched final : public gather::Handler {
public:
    Watched(gather::Handler& inner, const GatherWatch& watch) : inner_(inner), watch_(watch) {}

    bool visit(int worker, const gather::Visit& visit, std::string_view body,
               gather::FoundLinks& found) override {
        return inner_.visit(worker, visit, body, found);
    }
    bool finish(int worker, const gather::SiteEnd& end) override {
        const bool kept = inner_.finish(worker, end);
        if (kept && watch_.on_end) watch_.on_end(end);
        return kept;
    }
    std::vector<gather::SearchAsk> searches(const gather::Target& target) override {
        return inner_.searches(target);
    }
    std::vector<std::string> sheets_of(int worker, const gather::Visit& home,
                                       std::string_view body) override {
        return inner_.sheets_of(worker, home, body);
    }

private:
    gather::Handler& inner_;
    const GatherWatch& watch_;
};

int worker_count(int wanted) {
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(wanted > 0 ? wanted : cores, 1, kMaxWorkers);
}

}  // namespace

std::int64_t peak_rss_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

Instant wall_clock() {
    return {std::chrono::duration_cast<std::chrono::seconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

Result<GatheringTotals> gather_targets(const GatheringOptions& options,
                                       const std::vector<gather::Target>& targets,
                                       const std::atomic<bool>& stop) {
    auto session =
        store::GatherSession::open(options.data_dir, options.campaign, options.scope, wall_clock());
    if (!session) return Fail(session.error());
    const store::GatherRun& run = (*session)->run();
    const std::set<std::string> done(run.done.begin(), run.done.end());
    std::vector<gather::Target> left;
    std::copy_if(targets.begin(), targets.end(), std::back_inserter(left),
                 [&](const gather::Target& target) { return !done.contains(target.key); });

    if (options.watch.on_begin) options.watch.on_begin(targets, done);

    gather::CrawlOptions crawl_options = options.crawl;
    crawl_options.workers = worker_count(crawl_options.workers);
    GatheringTotals totals;
    totals.resumed = run.resumed;
    totals.kept = targets.size() - left.size();
    {
        GatherSink sink(**session, options.campaign, options.as_of, crawl_options.workers,
                        options.make_analyse, options.render);
        Watched watched(sink, options.watch);
        auto crawled = gather::crawl(crawl_options, left, watched, stop, options.watch.on_progress);
        const auto closed = sink.close();
        if (!crawled) return Fail(crawled.error());
        if (!closed) return Fail(closed.error());
        totals.crawl = *crawled;
        totals.sink = sink.counters();
    }
    if (totals.crawl.stopped) {
        return fail("inspect", "stopped before all targets were visited",
                    "run the same command again: finished targets are kept");
    }
    if (auto ended = (*session)->end(wall_clock()); !ended) return Fail(ended.error());
    return totals;
}

}  // namespace mingcha::app
