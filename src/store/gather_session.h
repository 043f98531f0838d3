// The writing side of an inspection: facts and evidence of many targets at once, committed target
// by target. Locks the campaign's files, so that a second inspection of it says so instead of
// mixing in.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/gather_index.h"
#include "store/warc_file.h"

namespace mingcha::store {

// data folder → folder of facts, WARC files and their index.
std::filesystem::path evidence_folder(const std::filesystem::path& data_dir);
std::filesystem::path facts_path(const std::filesystem::path& data_dir, std::string_view campaign);

// Facts, archive and visits of a campaign, gone for good. Errors: it is being inspected; no rights.
Result<bool> forget_evidence(const std::filesystem::path& data_dir, std::string_view campaign);

// One thread.
class GatherSession {
public:
    // `scope` names which targets were asked for: an unfinished run of the same scope is taken up
    // again.
    static Result<std::unique_ptr<GatherSession>> open(const std::filesystem::path& data_dir,
                                                       std::string_view campaign,
                                                       std::string_view scope, Instant now);
    ~GatherSession();
    GatherSession(const GatherSession&) = delete;
    GatherSession& operator=(const GatherSession&) = delete;

    const GatherRun& run() const { return run_; }
    // `warc` may be empty: not archived. `record` is from FactsPacker.
    Result<bool> add(const std::string& target, std::string_view record, std::string_view warc,
                     Instant now);
    // Fills `run` and `blocks` of the row. When it returns, the visit survives a power cut.
    Result<bool> finish(VisitRow row);
    Result<bool> end(Instant now);  // all targets of the scope are done

private:
    struct Lock;
    GatherSession(std::unique_ptr<Lock> lock, std::unique_ptr<GatherIndex> index, GatherRun run,
                  FactsWriter facts, WarcWriter warc);

    std::unique_ptr<Lock> lock_;
    std::unique_ptr<GatherIndex> index_;
    GatherRun run_;
    FactsWriter facts_;
    WarcWriter warc_;
};

}  // namespace mingcha::store
