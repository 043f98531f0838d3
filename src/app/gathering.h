// The gathering half of an inspection: visit targets, keep facts and evidence, take an interrupted
// run up again. Knows no registry: who is to be visited is given.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "app/gather_sink.h"
#include "gather/crawl.h"

namespace mingcha::app {

// What somebody who looks on is told; each may be empty.
struct GatherWatch {
    // Once, before the first visit; `kept` are targets that an interrupted run had finished.
    std::function<void(const std::vector<gather::Target>& targets,
                       const std::set<std::string>& kept)>
        on_begin;
    std::function<void(const gather::Progress&)> on_progress;  // a few times a second
    // What is known of the target is on its way to the disk. On worker threads, several at once.
    std::function<void(const gather::SiteEnd&)> on_end;
};

struct GatheringOptions {
    std::filesystem::path data_dir;
    std::string campaign;
    Instant as_of;
    std::string scope;  // which targets were asked for; an unfinished run of the same is resumed
    gather::CrawlOptions crawl;
    std::function<Analyse()> make_analyse;
    Render render;  // may be empty
    GatherWatch watch;
};

struct GatheringTotals {
    gather::CrawlTotals crawl;
    SinkCounters sink;
    bool resumed = false;
    std::size_t kept = 0;  // targets that the interrupted run had finished
};

// Errors: the data folder cannot be written, the fetcher cannot be set up, stopped by a signal.
Result<GatheringTotals> gather_targets(const GatheringOptions& options,
                                       const std::vector<gather::Target>& targets,
                                       const std::atomic<bool>& stop);

std::int64_t peak_rss_mb();  // of this process since it began
Instant wall_clock();

}  // namespace mingcha::app
