#include "app/inspection_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "app/campaigns.h"
#include "app/judge_campaign.h"
#include "app/pace.h"
#include "app/verdicts.h"
#include "store/rows.h"

namespace mingcha::app {

namespace {

using store::InspectionRun;
using store::RunEnd;
using store::RunTarget;

constexpr const char* kHintBusy = "等它结束，或先停止它";

Error busy(const std::string& campaign, const std::string& by, const std::string& since) {
    return {campaign,
            fmt::format("{} 的检查正在进行（{}{}），一次只能进行一个", campaign, by, since),
            kHintBusy};
}

std::vector<RunTarget> targets_of(const InspectPlan& plan) {
    std::unordered_map<std::string, const Site*> sites;
    std::unordered_map<std::string, const Account*> accounts;
    for (const Site& site : plan.input.sites) sites[site.site_code] = &site;
    for (const Account& account : plan.input.accounts) accounts[account_key(account)] = &account;
    std::vector<RunTarget> out;
    out.reserve(plan.targets.size());
    for (const gather::Target& target : plan.targets) {
        if (target.account) {
            const Account& row = *accounts.at(target.key);
            out.push_back({target.key, row.name, true, row.division, row.operator_name});
        } else {
            const Site& row = *sites.at(target.key);
            out.push_back({target.key, row.name, false, row.division, row.unit});
        }
    }
    return out;
}

Result<bool> check(const RunAsked& asked) {
    const auto within = [](const char* name, std::int64_t value, std::int64_t least,
                           std::int64_t most) -> Result<bool> {
        if (value >= least && value <= most) return true;
        return fail(name, fmt::format("{} 超出范围", value), fmt::format("{} 到 {}", least, most));
    };
    if (auto right = within("max_pages", asked.max_pages, 1, kMaxRunPages); !right) return right;
    if (auto right = within("max_seconds", asked.max_seconds, 1, kMaxRunSeconds); !right) {
        return right;
    }
    if (auto right = within("rate", asked.rate_hundredths, 0, kMaxRunRate); !right) return right;
    if (asked.only.size() > kMaxOnly) return fail("only", "太多", "留空即检查全部对象");
    return true;
}

// Readers of the console need a core, too.
int crawl_workers() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

// UnitIndex refers to its rows.
struct Units {
    explicit Units(std::vector<Unit> given) : rows(std::move(given)), index(rows) {}
    std::vector<Unit> rows;
    UnitIndex index;
};

// Problems and gaps of the run's own targets, as judged last.
Result<bool> count_verdicts(store::Store& store, const std::string& campaign,
                            const std::vector<RunTarget>& targets, InspectionRun& run,
                            std::map<std::string, std::int64_t>& by_key) {
    const auto found = find_campaign(store, campaign);
    if (!found) return Fail(found.error());
    const auto verdicts = judged_verdicts(store, campaign, found->ruleset);
    if (!verdicts) return Fail(verdicts.error());
    for (const RunTarget& target : targets) by_key[target.key] = 0;
    run.findings = 0;
    run.not_measured = 0;
    for (const Verdict& verdict : *verdicts) {
        const auto counted = by_key.find(verdict.target);
        if (counted == by_key.end()) continue;
        const auto problems = static_cast<std::int64_t>(verdict.findings.size());
        counted->second += problems;
        *run.findings += problems;
        if (verdict.outcome == Outcome::not_measured) ++*run.not_measured;
    }
    return true;
}

}  // namespace

struct InspectionDesk::Live {
    std::mutex mutex;
    std::string campaign;
    InspectionRun run;
    std::shared_ptr<const std::vector<RunTarget>> targets;
    std::shared_ptr<const UnitIndex> units;
    std::unordered_map<std::string, std::size_t> place;
    InspectPhase phase = InspectPhase::gathering;
    gather::Progress progress;
    Pace pace;
    std::vector<std::shared_ptr<const RunTargetEnd>> ended;
    std::map<std::string, std::int64_t> findings;
    std::uint64_t version = 1;
    std::shared_ptr<const RunPicture> picture;  // of `version`, where it is up to date
    std::atomic<bool> stop = false;

    void begin(const std::set<std::string>& kept);
    void progress_to(const gather::Progress& now);
    void end_of(const gather::SiteEnd& end);
    void enter(InspectPhase next);
    std::shared_ptr<const RunPicture> take_picture();
};

void InspectionDesk::Live::begin(const std::set<std::string>& kept) {
    const std::lock_guard lock(mutex);
    for (std::size_t i = 0; i < targets->size(); ++i) {
        if (!kept.contains((*targets)[i].key)) continue;
        auto end = std::make_shared<RunTargetEnd>();
        end->target = i;
        end->kept = true;
        ended.push_back(std::move(end));
        ++run.kept;
    }
    run.finished = run.kept;
    ++version;
}

void InspectionDesk::Live::progress_to(const gather::Progress& now) {
    const std::lock_guard lock(mutex);
    progress = now;
    pace.add(now.seconds, now.requests, now.pages);
    run.pages = static_cast<std::int64_t>(now.pages);
    run.requests = static_cast<std::int64_t>(now.requests);
    ++version;
}

void InspectionDesk::Live::end_of(const gather::SiteEnd& end) {
    const std::lock_guard lock(mutex);
    const auto found = place.find(end.target->key);
    if (found == place.end()) return;
    auto row = std::make_shared<RunTargetEnd>();
    row->target = found->second;
    row->visited = end.visited;
    row->reason = end.visited ? end.cut_short : end.unvisited;
    row->pages = end.pages;
    row->requests = end.requests;
    if (!end.visited) {
        ++run.unvisited;
        if (run.not_reached.size() < store::kMaxUnvisitedKept) {
            run.not_reached.push_back({(*targets)[row->target], end.unvisited});
        }
    }
    ended.push_back(std::move(row));
    ++run.finished;
    ++version;
}

void InspectionDesk::Live::enter(InspectPhase next) {
    const std::lock_guard lock(mutex);
    phase = next;
    ++version;
}

std::shared_ptr<const RunPicture> InspectionDesk::Live::take_picture() {
    const std::lock_guard lock(mutex);
    if (picture && picture->version == version && picture->stopping == stop) return picture;
    auto now = std::make_shared<RunPicture>();
    now->campaign = campaign;
    now->run = run;
    now->version = version;
    now->stopping = stop && run.end == RunEnd::running;
    now->phase = phase;
    if (now->running() && phase == InspectPhase::gathering) {
        now->under_way = progress.under_way;
        now->requests_a_second = pace.requests_a_second();
        now->pages_a_second = pace.pages_a_second();
    }
    now->seconds = progress.seconds;
    now->targets = targets;
    now->units = units;
    now->ended = ended;
    now->findings = findings;
    picture = std::move(now);
    return picture;
}

InspectionDesk::InspectionDesk(DeskOptions options) : options_(std::move(options)) {}

InspectionDesk::~InspectionDesk() {
    closing_ = true;
    {
        const std::lock_guard lock(mutex_);
        if (live_) live_->stop = true;
    }
    if (thread_.joinable()) thread_.join();
}

Result<std::int64_t> InspectionDesk::recover(store::Store& store) {
    const auto campaigns = all_campaigns(store);
    if (!campaigns) return Fail(campaigns.error());
    std::int64_t found = 0;
    for (const Campaign& campaign : *campaigns) {
        auto runs = store::load<InspectionRun>(store, campaign.id);
        if (!runs) return Fail(runs.error());
        std::vector<InspectionRun> cut;
        for (InspectionRun& run : *runs) {
            if (run.end != RunEnd::running) continue;
            run.end = RunEnd::cut_off;
            cut.push_back(std::move(run));
        }
        if (cut.empty()) continue;
        found += static_cast<std::int64_t>(cut.size());
        if (auto saved = store::save<InspectionRun>(store, campaign.id, cut); !saved) {
            return Fail(saved.error());
        }
    }
    return found;
}

Result<std::unique_ptr<InspectionDesk::Place>> InspectionDesk::take(const RunAsked& asked) {
    const std::lock_guard lock(mutex_);
    if (taken_) return Fail(busy(taker_.campaign, taker_.by, ""));
    if (live_) {
        const auto picture = live_->take_picture();
        if (picture->running()) {
            return Fail(busy(picture->campaign, picture->run.by,
                             "，开始于 " + format_instant(picture->run.began)));
        }
    }
    taken_ = true;
    taker_ = asked;
    return std::make_unique<Place>(*this, asked);
}

InspectionDesk::Place::~Place() {
    if (launched_) return;
    const std::lock_guard lock(desk_->mutex_);
    desk_->taken_ = false;
}

Result<InspectionRun> InspectionDesk::Place::prepare(store::Store& store) {
    if (auto right = check(asked_); !right) return Fail(right.error());
    auto plan = plan_inspection(store, asked_.campaign, asked_.only);
    if (!plan) return Fail(plan.error());
    if (plan->input.campaign.origin == CampaignOrigin::document) {
        return fail(asked_.campaign, "这次检查来自文件，没有可以访问的对象", "另建一次检查");
    }
    if (plan->targets.empty()) {
        return fail(asked_.campaign, "没有可以访问的对象",
                    "先导入正在运行的网站，或放宽所选的范围");
    }
    const auto before = store.count(store::kInspectionRunKind, asked_.campaign);
    if (!before) return Fail(before.error());
    InspectionRun run;
    run.number = *before + 1;
    run.by = asked_.by;
    run.began = desk_->options_.now();
    run.only = asked_.only;
    run.max_pages = asked_.max_pages;
    run.max_seconds = asked_.max_seconds;
    run.rate_hundredths = asked_.rate_hundredths;
    run.targets = static_cast<std::int64_t>(plan->targets.size());
    if (auto saved = store::save<InspectionRun>(store, asked_.campaign, {run}); !saved) {
        return Fail(saved.error());
    }
    plan_ = std::move(*plan);
    run_ = run;
    return run;
}

void InspectionDesk::Place::launch() {
    if (!run_ || launched_) return;
    launched_ = true;
    desk_->launch(std::move(*plan_), std::move(*run_));
}

void InspectionDesk::launch(InspectPlan plan, InspectionRun begun) {
    auto live = std::make_shared<Live>();
    live->campaign = plan.input.campaign.id;
    live->run = std::move(begun);
    live->targets = std::make_shared<const std::vector<RunTarget>>(targets_of(plan));
    for (std::size_t i = 0; i < live->targets->size(); ++i) {
        live->place[(*live->targets)[i].key] = i;
    }
    InspectRequest request;
    request.data_dir = options_.data_dir;
    request.campaign = live->campaign;
    request.only = live->run.only;
    request.crawl.fetch = options_.fetch;
    request.crawl.max_pages = static_cast<std::size_t>(live->run.max_pages);
    request.crawl.max_seconds = static_cast<int>(live->run.max_seconds);
    request.crawl.rate = static_cast<double>(live->run.rate_hundredths) / 100;
    request.crawl.workers = crawl_workers();
    request.watch.on_begin = [live](const auto&, const auto& kept) { live->begin(kept); };
    request.watch.on_progress = [live](const auto& now) { live->progress_to(now); };
    request.watch.on_end = [live](const auto& end) { live->end_of(end); };
    request.on_phase = [live](InspectPhase phase) { live->enter(phase); };
    if (thread_.joinable()) thread_.join();  // of the run before, which is over
    const std::lock_guard lock(mutex_);
    taken_ = false;
    live_ = live;
    if (closing_) live->stop = true;
    thread_ = std::thread(
        [this, live, request = std::move(request)]() mutable { run(live, std::move(request)); });
}

void InspectionDesk::run(const std::shared_ptr<Live>& live, InspectRequest request) {
    auto store = options_.open_store();
    if (!store) {
        const std::lock_guard lock(live->mutex);
        live->run.end = RunEnd::failed;
        live->run.error = store.error().text();
        ++live->version;
        return;
    }
    std::vector<Unit> units;
    if (store::load_into(**store, {}, units)) {
        const auto held = std::make_shared<const Units>(std::move(units));
        const std::lock_guard lock(live->mutex);
        live->units = std::shared_ptr<const UnitIndex>(held, &held->index);
    }
    const auto summary = options_.inspect(**store, request, live->stop);
    judge_and_keep(*live, **store, summary);
}

// What came in is judged, however the run ended, unless the program is on its way out: the next
// look at the campaign does it then.
void InspectionDesk::judge_and_keep(Live& live, store::Store& store,
                                    const Result<InspectSummary>& summary) {
    InspectionRun run;
    {
        const std::lock_guard lock(live.mutex);
        run = live.run;
    }
    if (summary) {
        run.end = RunEnd::done;
        run.pages = static_cast<std::int64_t>(summary->gathering.crawl.pages);
        run.requests = static_cast<std::int64_t>(summary->gathering.crawl.requests);
    } else if (live.stop) {
        run.end = closing_ ? RunEnd::cut_off : RunEnd::stopped;
    } else {
        run.end = RunEnd::failed;
        run.error = summary.error().text();
    }
    std::map<std::string, std::int64_t> findings;
    if (!closing_ && run.finished > 0) {
        live.enter(InspectPhase::judging);
        Result<bool> judged = true;
        if (!summary) judged = judge_what_is_new(store, {options_.data_dir, live.campaign, {}, 1});
        if (judged) judged = count_verdicts(store, live.campaign, *live.targets, run, findings);
        if (!judged && run.error.empty()) run.error = judged.error().text();
    }
    run.ended = options_.now();
    if (auto saved = store::save<InspectionRun>(store, live.campaign, {run}); !saved) {
        run.error = saved.error().text();
    }
    const std::lock_guard lock(live.mutex);
    live.run = std::move(run);
    live.findings = std::move(findings);
    ++live.version;
}

bool InspectionDesk::stop(const std::string& campaign) {
    const std::lock_guard lock(mutex_);
    if (!live_ || live_->campaign != campaign || !live_->take_picture()->running()) return false;
    live_->stop = true;
    return true;
}

std::shared_ptr<const RunPicture> InspectionDesk::picture() {
    std::shared_ptr<Live> live;
    {
        const std::lock_guard lock(mutex_);
        live = live_;
    }
    return live ? live->take_picture() : nullptr;
}

Result<std::shared_ptr<const RunPicture>> InspectionDesk::picture_of(store::Store& store,
                                                                     const std::string& campaign) {
    auto now = picture();
    if (now && now->campaign == campaign) return now;
    const auto last = store.newest(store::kInspectionRunKind, campaign, 0, 1);
    if (!last) return Fail(last.error());
    if (last->empty()) return std::shared_ptr<const RunPicture>();
    auto old = std::make_shared<RunPicture>();
    old->campaign = campaign;
    if (auto read = decode(last->front().body, old->run); !read) return Fail(read.error());
    if (old->running()) old->run.end = RunEnd::cut_off;
    if (!old->run.not_reached.empty()) {
        std::vector<Unit> units;
        if (auto loaded = store::load_into(store, {}, units); !loaded) return Fail(loaded.error());
        const auto held = std::make_shared<const Units>(std::move(units));
        old->units = std::shared_ptr<const UnitIndex>(held, &held->index);
    }
    return std::shared_ptr<const RunPicture>(std::move(old));
}

}  // namespace mingcha::app
