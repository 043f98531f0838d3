// 导入上期: last quarter's circular or its annexes as a closed campaign, so that 与上季度持平 and
// （三季度通报问题未整改） work in the first quarter of use.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/campaign.h"
#include "model/inputs.h"
#include "model/registry.h"
#include "model/standard.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxBaselineFiles = 20;

struct BaselineFile {
    std::string name;  // its ending tells the format
    std::string bytes;
};

struct BaselineRequest {
    std::string id;
    std::string ruleset = "luan-2021";
    std::optional<DateRange> window;  // absent: the document's own
    std::vector<BaselineFile> files;  // docx, txt, html or xlsx
    bool dry_run = false;
};

// What was understood.
struct Baseline {
    Campaign campaign;                      // closed, from a document, by hand
    std::vector<ImportedFinding> findings;  // a problem each, by site code or account key
    std::vector<std::string> sites;         // matched, by site code, in the order of the annex
    std::int64_t site_rows = 0, sites_failed = 0;
    std::int64_t account_rows = 0;
    std::optional<Points> site_rate;     // percent, as printed, else of the rows
    std::vector<std::string> unmatched;  // rows that are in no registry, one line each
    std::vector<std::string> warnings;
    std::vector<std::string> paragraphs;  // of the letter, for whoever writes the next one
};

// Single problems of a cell 存在问题: "办事指南A、B；C（三季度通报问题未整改）" → 办事指南A,
// 办事指南B, C. The mark of an earlier circular stays with its problem. 无 is none.
std::vector<std::string> single_problems(std::string_view cell, const Ruleset& ruleset,
                                         bool of_account);

// A circular without its annexes gives its pass rate, with a warning. Errors: a file of another
// kind, neither rows of sites or accounts nor a pass rate in any, no window found and none given.
Result<Baseline> read_baseline(const BaselineRequest& request, const Registry& registry,
                               const Ruleset& ruleset);

// Reads, and stores it unless it is a dry run. Errors also: the id is taken, unknown ruleset.
Result<Baseline> import_baseline(store::Store& store, const std::filesystem::path& data_dir,
                                 const BaselineRequest& request);

// What a person reads of it, Chinese.
std::string baseline_text(const Baseline& baseline);

}  // namespace mingcha::app
