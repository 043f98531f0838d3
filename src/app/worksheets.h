// Work by hand: who inspects which target, the worksheet of a target with what the machine
// proposes, and the words that people write on it (workflow/words.h says which of them stand).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/capture.h"
#include "model/standard.h"
#include "model/verdict.h"
#include "model/worksheet.h"
#include "store/store.h"
#include "workflow/share.h"

namespace mingcha::app {

// One indicator of one target.
struct SheetLine {
    Rule rule;
    Outcome machine = Outcome::not_measured;
    Reason reason;                   // of not_measured
    std::vector<Finding> proposals;  // that nobody dismissed; confirmed ones stand already
    std::vector<HandVerdict> words;  // that stand, of the look that was asked for
    std::vector<Capture> captures;   // that stand, of the same look
    bool waits = true;               // for a person's word
};

struct Worksheet {
    std::string target, name, unit, url;
    std::string inspector;  // empty: not assigned
    std::vector<SheetLine> lines;
    std::int64_t waiting = 0;
};

struct SheetRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::string target;  // site code, account code or type/name
    bool spot = false;   // the second look: without the first one's words
};

// Indicators that a machine does not decide (assisted, manual), and those it could not measure, in
// the standard's order; as judged last. Errors: no such campaign; a target that it is not about.
Result<Worksheet> worksheet_of(store::Store& store, const SheetRequest& request);

// Writes a word down; `number` is filled in. Errors: workflow::check_word; a rule that is not of
// the ruleset or not of this kind of target; 合格 while findings of the machine wait for a
// decision; the inspector's own unit; a second look by who had the first; a closed campaign.
Result<HandVerdict> write_word(store::Store& store, const std::filesystem::path& data_dir,
                               const std::string& campaign, const HandVerdict& word);

Result<std::vector<Inspector>> inspectors(store::Store& store);
// Adds him, or changes unit and divisions. Errors: no name; a division that is not registered.
Result<bool> keep_inspector(store::Store& store, const Inspector& inspector);

struct ShareRequest {
    std::filesystem::path data_dir;
    std::string campaign;
    std::vector<std::string> only;  // inspectors; empty: all
    bool sites = true, accounts = true;
    workflow::ShareBy by = workflow::ShareBy::county;
    std::uint64_t seed = 0;
    std::string planner;
    Instant now;
};
// Shares out what nobody has yet. Returns the new assignments. Errors: workflow::share_out.
Result<std::vector<Assignment>> share_work(store::Store& store, const ShareRequest& request);

// So many per cent of the assigned targets once more to somebody else.
Result<std::vector<Assignment>> plan_spot_checks(store::Store& store, const ShareRequest& request,
                                                 std::int32_t percent);

struct MoveRequest {
    std::string campaign;
    std::string from, to;              // inspectors
    std::vector<std::string> targets;  // empty: everything that `from` has and has not begun
    std::string by;
    Instant now;
};
// Number of targets moved. Errors: an inspector who is not registered; a target `from` does not
// have; the unit of `to`.
Result<std::int64_t> move_work(store::Store& store, const std::filesystem::path& data_dir,
                               const MoveRequest& request);

// Who has how much left.
struct WorkRow {
    std::string inspector;
    std::string target, name;
    bool account = false;
    bool spot = false;
    std::int64_t lines = 0;
    std::int64_t waiting = 0;
};
// One row an assignment, in the order of inspectors and of the registry; `inspector` empty: all.
Result<std::vector<WorkRow>> work_of(store::Store& store, const std::filesystem::path& data_dir,
                                     const std::string& campaign, const std::string& inspector);

// Running targets that nobody has, registry order.
Result<std::vector<std::string>> unassigned_targets(store::Store& store,
                                                    const std::string& campaign);

Result<workflow::Agreement> agreement(store::Store& store, const std::string& campaign);

}  // namespace mingcha::app
