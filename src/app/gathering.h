// The gathering half of an inspection: visit targets, keep facts and evidence, take an interrupted
// run up again. Knows no registry: who is to be visited is given.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/gather_sink.h"
#include "gather/crawl.h"

namespace mingcha::app {

struct GatheringOptions {
    std::filesystem::path data_dir;
    std::string campaign;
    Instant as_of;
    std::string scope;  // which targets were asked for; an unfinished run of the same is resumed
    gather::CrawlOptions crawl;
    std::function<Analyse()> make_analyse;
    Render render;                                             // may be empty
    std::function<void(const gather::Progress&)> on_progress;  // may be empty
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
