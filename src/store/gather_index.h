// What was visited in which campaign, and where its facts lie: a SQLite file beside the facts and
// WARC files it indexes. A visit is either wholly in it or not at all; what files hold beyond it is
// left from a killed run and cut off. History is shared by all campaigns of a data folder and
// ordered by their `as_of`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/facts.h"
#include "store/facts_file.h"

namespace mingcha::store {

inline constexpr std::string_view kIndexFile = "index.sqlite";  // in the evidence folder

// One finished visit to a site or an account. Key: campaign + target; a later visit replaces it.
struct VisitRow {
    std::string campaign;
    std::string target;  // site code or account key
    bool account = false;
    Instant as_of;
    std::int64_t run = 0;
    bool visited = false;
    Reason unvisited, cut_short;
    std::string robots;
    bool robots_forbids = false;
    Instant began, ended;  // wall clock
    std::uint64_t pages = 0, requests = 0, bytes = 0;
    std::vector<BlockPlace> blocks;   // in the campaign's facts file
    std::vector<std::uint64_t> seen;  // page_key of every address seen, sorted
};

// How far the files of a campaign are known to be good.
struct GoodSizes {
    std::uint64_t facts = 0;
    std::uint32_t warc_number = 0;  // 0: none yet
    std::uint64_t warc = 0;
};

struct GatherRun {
    std::int64_t id = 0;
    bool resumed = false;
    std::vector<std::string> done;  // targets finished before it was interrupted
};

// What was seen of a target in one campaign.
struct SeenThen {
    std::string campaign;
    Instant as_of;
    std::vector<std::uint64_t> keys;  // sorted
};

class GatherIndex {
public:
    // `folder` is the evidence folder; it is made where absent.
    static Result<std::unique_ptr<GatherIndex>> open(const std::filesystem::path& folder);
    virtual ~GatherIndex() = default;

    // The unfinished run of this campaign and scope (which targets were asked for), or a new one.
    virtual Result<GatherRun> begin_run(std::string_view campaign, std::string_view scope,
                                        Instant now) = 0;
    virtual Result<bool> end_run(std::int64_t run, Instant now) = 0;
    virtual Result<GoodSizes> good_sizes(std::string_view campaign) = 0;
    // Both together or nothing.
    virtual Result<bool> save(const VisitRow& row, const GoodSizes& sizes) = 0;
    virtual Result<std::optional<VisitRow>> visit(std::string_view campaign,
                                                  std::string_view target) = 0;
    // Campaigns that files are kept for, and which targets of one were visited; both sorted.
    virtual Result<std::vector<std::string>> campaigns() = 0;
    virtual Result<std::vector<std::string>> targets(std::string_view campaign) = 0;
    // Grows with every save, of any campaign: history is shared. 0: nothing was saved.
    virtual Result<std::int64_t> revision() = 0;
    // Of this campaign nothing was ever visited. Its files are whoever's that calls.
    virtual Result<bool> forget(std::string_view campaign) = 0;
    // Oldest first, none later than `as_of`.
    virtual Result<std::vector<SeenThen>> history(std::string_view target, Instant as_of) = 0;
};

}  // namespace mingcha::store
