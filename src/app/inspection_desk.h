// The one place where the server runs an inspection: begun, watched and stopped by people, on a
// thread and a store of its own, so that whoever reads meanwhile waits for nothing. What was
// finished stays, whether the run ends by itself, is stopped, or is cut off with the program.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/inspect_campaign.h"
#include "base/result.h"
#include "model/unit_index.h"
#include "store/run_rows.h"
#include "store/store.h"

namespace mingcha::app {

inline constexpr std::size_t kMaxOnly = 100'000;  // codes that one run is asked for
inline constexpr std::int64_t kMaxRunPages = 1'000'000;
inline constexpr std::int64_t kMaxRunSeconds = 86'400;
inline constexpr std::int64_t kMaxRunRate = 100'000'00;  // hundredths

struct RunAsked {
    std::string campaign;
    std::vector<std::string> only;  // codes of sites and accounts; empty: all
    std::int64_t max_pages = gather::kMaxPages;
    std::int64_t max_seconds = gather::kMaxSeconds;
    std::int64_t rate_hundredths = static_cast<std::int64_t>(gather::kRate * 100);
    std::string by;
};

// A target whose visit is over, in the order in which they ended.
struct RunTargetEnd {
    std::size_t target = 0;  // index into RunPicture::targets
    bool kept = false;       // finished by the run that this one takes up again
    bool visited = true;
    Reason reason;  // why it was not visited, or only in part
    std::uint64_t pages = 0, requests = 0;
};

// A run at one moment. Never changes: a newer one takes its place.
struct RunPicture {
    std::string campaign;
    store::InspectionRun run;
    std::uint64_t version = 0;  // grows with every change
    bool stopping = false;
    InspectPhase phase = InspectPhase::gathering;
    std::vector<std::string> under_way;  // keys
    std::optional<double> requests_a_second, pages_a_second;
    double seconds = 0;  // of visiting, until the last sign of life
    std::shared_ptr<const std::vector<store::RunTarget>> targets;  // null: of an earlier program
    std::shared_ptr<const UnitIndex> units;                        // likewise
    std::vector<std::shared_ptr<const RunTargetEnd>> ended;
    std::map<std::string, std::int64_t> findings;  // by key, once judged

    bool running() const { return run.end == store::RunEnd::running; }
};

struct DeskOptions {
    std::filesystem::path data_dir;
    gather::FetchOptions fetch;
    std::function<Result<std::unique_ptr<store::Store>>()> open_store;
    std::function<Instant()> now;  // the wall clock, or a test's own
    // inspect_campaign, or a test's own.
    std::function<Result<InspectSummary>(store::Store&, const InspectRequest&,
                                         const std::atomic<bool>&)>
        inspect = inspect_campaign;
};

class InspectionDesk {
public:
    explicit InspectionDesk(DeskOptions options);
    ~InspectionDesk();  // stops what runs, and waits for it
    InspectionDesk(const InspectionDesk&) = delete;
    InspectionDesk& operator=(const InspectionDesk&) = delete;

    // Runs that an earlier program left unfinished are said to be cut off. Their number.
    static Result<std::int64_t> recover(store::Store& store);

    // The desk, taken: nobody else begins until it is launched and over, or given up.
    class Place {
    public:
        Place(InspectionDesk& desk, RunAsked asked) : desk_(&desk), asked_(std::move(asked)) {}
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        // Checks what is asked and writes down that it begins, within the caller's transaction.
        // Errors: see plan_inspection; nobody to visit; limits out of range.
        Result<store::InspectionRun> prepare(store::Store& store);
        void launch();  // once that stands

    private:
        InspectionDesk* desk_;
        RunAsked asked_;
        std::optional<InspectPlan> plan_;
        std::optional<store::InspectionRun> run_;
        bool launched_ = false;
    };
    // Errors: another one runs, with who began it and when.
    Result<std::unique_ptr<Place>> take(const RunAsked& asked);

    // false: nothing runs for this campaign.
    bool stop(const std::string& campaign);

    // What runs now, whatever its campaign; or ran last. nullptr: nothing since the program began.
    std::shared_ptr<const RunPicture> picture();
    // Of this campaign: what runs or ran last, also before this program. nullptr: none ever did.
    Result<std::shared_ptr<const RunPicture>> picture_of(store::Store& store,
                                                         const std::string& campaign);

private:
    struct Live;  // what the run's thread and its watchers share

    void launch(InspectPlan plan, store::InspectionRun run);
    void run(const std::shared_ptr<Live>& live, InspectRequest request);
    void judge_and_keep(Live& live, store::Store& store, const Result<InspectSummary>& summary);

    DeskOptions options_;
    std::mutex mutex_;
    bool taken_ = false;  // by a Place that is not launched
    RunAsked taker_;
    std::shared_ptr<Live> live_;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

}  // namespace mingcha::app
