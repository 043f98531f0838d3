#include "gather/crawl.h"

#include <ctime>

#include "gather/site_crawl.h"
#include "gather/workers.h"

namespace mingcha::gather {

namespace {

constexpr int kLongestWaitMs = 200;  // so that a stop is noticed and progress shows
constexpr int kMaxWorkers = 8;
constexpr std::chrono::milliseconds kProgressEvery{250};

std::uint64_t thread_cpu_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U +
           static_cast<std::uint64_t>(now.tv_nsec);
}

int worker_count(int wanted) {
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(wanted > 0 ? wanted : cores, 1, kMaxWorkers);
}

class Crawl {
public:
    Crawl(const CrawlOptions& options, const std::vector<Target>& targets, Handler& handler,
          std::unique_ptr<Fetcher> fetcher)
        : options_(options),
          targets_(targets),
          handler_(handler),
          fetcher_(std::move(fetcher)),
          gates_(options.rate),
          workers_(std::make_unique<Workers>(worker_count(options.workers), handler,
                                             [this] { fetcher_->wake(); })) {}

    CrawlTotals run(const std::atomic<bool>& stop,
                    const std::function<void(const Progress&)>& on_progress);

private:
    struct Slot {
        std::unique_ptr<SiteCrawl> site;
        bool ending = false;
    };

    void open_sites();
    void take_results();
    void send_what_may_be_sent(Clock::time_point& wake);
    void send(std::unique_ptr<Job> job);
    void push_held();
    void take_answers(std::vector<FetchResponse> answers);
    void close_sites();
    void retire(Slot& slot);
    Progress progress(Clock::time_point began) const;

    const CrawlOptions& options_;
    const std::vector<Target>& targets_;
    Handler& handler_;
    std::unique_ptr<Fetcher> fetcher_;
    FrontierBudget budget_;
    HostGates gates_;
    Ipv6Line ipv6_line_;
    std::unique_ptr<Workers> workers_;
    std::vector<Slot> slots_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Job>> jobs_;
    std::uint64_t next_token_ = 0;
    std::size_t next_target_ = 0;
    std::size_t open_ = 0;
    CrawlTotals totals_;
};

void Crawl::open_sites() {
    while (open_ < options_.sites_at_once && next_target_ < targets_.size()) {
        std::size_t index = 0;
        while (index < slots_.size() && slots_[index].site) ++index;
        if (index == slots_.size()) slots_.emplace_back();
        slots_[index].site = std::make_unique<SiteCrawl>(index, targets_[next_target_++], options_,
                                                         budget_, gates_, ipv6_line_);
        slots_[index].ending = false;
        ++open_;
    }
}

void Crawl::retire(Slot& slot) {
    totals_.pages += slot.site->pages();
    totals_.requests += slot.site->requests();
    totals_.bytes += slot.site->bytes();
    ++totals_.targets;
    slot.site.reset();
    --open_;
}

void Crawl::take_results() {
    for (WorkDone& done : workers_->done()) {
        Slot& slot = slots_[done.site];
        if (done.ended) {
            retire(slot);
            continue;
        }
        slot.site->read(done.read);
        workers_->recycle(std::move(done.read.found));
    }
}

void Crawl::send(std::unique_ptr<Job> job) {
    FetchRequest request;
    request.token = next_token_++;
    request.url = job->url;
    request.as_browser = job->tries.as_browser;
    request.guise = job->guise;
    request.cookie = job->cookie;
    const bool whole = job->document || job->errand == Errand::sheet;
    request.html_cap = job->left_site ? kMaxProbeBytes : job->body_cap;
    request.other_cap = whole ? request.html_cap : kMaxProbeBytes;
    jobs_.emplace(request.token, std::move(job));
    fetcher_->start(std::move(request));
}

// Home pages whose style sheets have come.
void Crawl::push_held() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (!slots_[i].site || slots_[i].ending) continue;
        if (auto home = slots_[i].site->take_held()) workers_->push(i, std::move(*home));
    }
}

void Crawl::send_what_may_be_sent(Clock::time_point& wake) {
    const auto now = Clock::now();
    for (Slot& slot : slots_) {
        if (!slot.site || slot.ending) continue;
        if (slot.site->wants_searches(now)) {
            slot.site->add_searches(handler_.searches(slot.site->target()));
        }
        while (workers_->queued_bytes() < kQueueBytes) {
            auto job = slot.site->next(now, wake);
            if (!job) break;
            send(std::move(job));
        }
    }
}

void Crawl::take_answers(std::vector<FetchResponse> answers) {
    for (FetchResponse& answer : answers) {
        const auto found = jobs_.find(answer.token);
        auto job = std::move(found->second);
        jobs_.erase(found);
        const std::size_t index = job->site;
        auto visit = slots_[index].site->answer(std::move(job), std::move(answer), Clock::now());
        if (visit) workers_->push(index, std::move(*visit));
    }
}

void Crawl::close_sites() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& slot = slots_[i];
        if (!slot.site || slot.ending || !slot.site->over()) continue;
        slot.ending = true;
        workers_->push(i, slot.site->end());
    }
}

Progress Crawl::progress(Clock::time_point began) const {
    Progress now;
    now.targets = targets_.size();
    now.targets_done = totals_.targets;
    now.pages = totals_.pages;
    now.requests = totals_.requests;
    for (const Slot& slot : slots_) {
        if (!slot.site) continue;
        now.pages += slot.site->pages();
        now.requests += slot.site->requests();
        if (slot.ending || now.under_way.size() == kShownTargets) continue;
        now.under_way.push_back(slot.site->target().key);
    }
    now.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return now;
}

CrawlTotals Crawl::run(const std::atomic<bool>& stop,
                       const std::function<void(const Progress&)>& on_progress) {
    const auto began = Clock::now();
    const std::uint64_t cpu_before = thread_cpu_ns();
    auto shown = began;
    open_sites();
    while (open_ > 0 && !stop && !workers_->failed()) {
        take_results();
        open_sites();
        auto wake = Clock::now() + std::chrono::milliseconds(kLongestWaitMs);
        send_what_may_be_sent(wake);
        push_held();
        close_sites();
        const auto wait_ms =
            std::chrono::ceil<std::chrono::milliseconds>(wake - Clock::now()).count();
        take_answers(
            fetcher_->wait(static_cast<int>(std::clamp<std::int64_t>(wait_ms, 0, kLongestWaitMs))));
        if (on_progress && Clock::now() - shown >= kProgressEvery) {
            shown = Clock::now();
            on_progress(progress(began));
        }
    }
    totals_.stopped = open_ > 0;
    const Progress last = progress(began);
    totals_.pages = last.pages;
    totals_.requests = last.requests;
    totals_.seconds = last.seconds;
    totals_.unpack = workers_->unpacked();
    totals_.handle = workers_->handled();
    workers_.reset();  // before the fetcher, whose pool their bodies go back to
    totals_.fetch = {totals_.requests, totals_.bytes, thread_cpu_ns() - cpu_before};
    return totals_;
}

}  // namespace

Result<CrawlTotals> crawl(const CrawlOptions& options, const std::vector<Target>& targets,
                          Handler& handler, const std::atomic<bool>& stop,
                          const std::function<void(const Progress&)>& on_progress) {
    auto fetcher = Fetcher::create(options.fetch);
    if (!fetcher) return Fail(fetcher.error());
    Crawl run(options, targets, handler, std::move(*fetcher));
    return run.run(stop, on_progress);
}

}  // namespace mingcha::gather
