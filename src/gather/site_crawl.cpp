#include "gather/site_crawl.h"

#include <fmt/format.h>

#include "base/text.h"
#include "gather/client_redirect.h"
#include "gather/next_hop.h"
#include "gather/robots.h"
#include "gather/unpack.h"

namespace mingcha::gather {

namespace {

constexpr int kMaxSilences = 8;         // own addresses without answer, one after the other
constexpr std::size_t kPagesALink = 3;  // of four requests to the site, three are for pages
constexpr int kHttpOk = 200;

Reason budget(std::string text) {
    return {ReasonCode::budget, std::move(text)};
}

bool was_silent(const FetchResponse& response) {
    return response.failure == Failure::timeout || response.failure == Failure::unreachable ||
           response.failure == Failure::refused;
}

}  // namespace

SiteCrawl::SiteCrawl(std::size_t slot, const Target& target, const CrawlOptions& options,
                     FrontierBudget& budget, HostGates& gates, Ipv6Line& ipv6_line)
    : slot_(slot),
      target_(target),
      options_(options),
      gates_(gates),
      ipv6_line_(ipv6_line),
      frontier_(budget) {
    home_url_ = std::string(trim(target.url));
    if (home_url_.find("://") == std::string::npos) home_url_ = "http://" + home_url_;
    home_url_ = resolve(home_url_, "");
    const auto parts = split_site_url(home_url_);
    if (!parts) {
        ended_ = true;
        unvisited_ = {ReasonCode::site, fmt::format("登记的网址无效：{}", target.url)};
        return;
    }
    home_ = *parts;
    home_gate_ = HostGates::key(home_url_);
    FrontierEntry home;
    home.key = page_key(home_url_);
    home.page = true;
    if (!frontier_.add(home_url_, home)) {
        ended_ = true;
        unvisited_ = {ReasonCode::ours, "内存预算已用完"};
    }
    if (target.account) phase_ = Phase::home;
}

bool SiteCrawl::within_budget(Clock::time_point now) {
    if (ended_) return false;
    if (requests_ >= max_requests()) {
        cut_short_ = budget(fmt::format("请求数达到上限 {}", max_requests()));
    } else if (bytes_ >= max_bytes()) {
        cut_short_ = budget(fmt::format("接收量达到上限 {} MB", max_bytes() / 1'000'000));
    } else if (began_ && now - *began_ >= std::chrono::seconds(options_.max_seconds)) {
        cut_short_ = budget(fmt::format("时间达到上限 {} 秒", options_.max_seconds));
    } else {
        return true;
    }
    ended_ = true;
    if (!visited_ && unvisited_.code == ReasonCode::none) unvisited_ = cut_short_;
    return false;
}

std::unique_ptr<Job> SiteCrawl::make_job(Errand errand, std::uint32_t entry) {
    auto job = std::make_unique<Job>();
    job->site = slot_;
    job->errand = errand;
    job->entry = entry;
    job->url = std::string(frontier_.url(entry));
    job->gate = HostGates::key(job->url);
    job->tries.own_host = !frontier_[entry].external;
    return job;
}

std::unique_ptr<Job> SiteCrawl::launch(std::unique_ptr<Job> job, Clock::time_point now) {
    if (!began_) {
        began_ = now;
        began_at_ = Instant{std::chrono::duration_cast<std::chrono::seconds>(
                                std::chrono::system_clock::now().time_since_epoch())
                                .count()};
    }
    if (job->attempts == 0 && job->errand != Errand::robots) {
        job->sequence = next_sequence_++;
        if (job->errand == Errand::page) ++pages_begun_;
    }
    ++requests_;
    ++job->attempts;
    ++in_flight_;
    if (!job->tries.own_host) ++external_in_flight_;
    const std::uint64_t left = max_bytes() - std::min(max_bytes(), bytes_);
    const std::size_t share = std::max<std::size_t>(kMaxProbeBytes, left / kConnections);
    switch (job->errand) {
        case Errand::robots:
            job->body_cap = kRobotsBytes;
            break;
        case Errand::page:
        case Errand::guise:
            job->body_cap = std::min(kMaxBodyBytes, share);
            break;
        case Errand::sheet:
            job->body_cap = kSheetBytes;
            break;
        case Errand::link:
            job->body_cap = job->document ? std::min(kDocumentBytes, share) : kMaxProbeBytes;
            break;
    }
    return job;
}

std::unique_ptr<Job> SiteCrawl::take_waiting(Clock::time_point now, Clock::time_point& wake) {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        if (waiting_[i]->due > now) {
            wake = std::min(wake, waiting_[i]->due);
            continue;
        }
        if (!gates_.enter(waiting_[i]->gate, now, wake)) continue;
        auto job = std::move(waiting_[i]);
        waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
        return job;
    }
    return nullptr;
}

std::unique_ptr<Job> SiteCrawl::take_own(Clock::time_point now, Clock::time_point& wake) {
    const bool may_page = pages_begun_ < options_.max_pages && !pages_.empty();
    std::deque<std::uint32_t>* from = nullptr;
    if (!home_links_.empty()) {
        from = &home_links_;
    } else if (may_page && (links_.empty() || turn_ % (kPagesALink + 1) != kPagesALink)) {
        from = &pages_;
    } else if (!links_.empty()) {
        from = &links_;
    }
    if (from == nullptr) return nullptr;
    // The www twin and other ports of the host have gates of their own.
    const std::string gate = HostGates::key(frontier_.url(from->front()));
    if (!gates_.enter(gate, now, wake)) return nullptr;
    ++turn_;
    auto job = make_job(from == &pages_ ? Errand::page : Errand::link, from->front());
    from->pop_front();
    if (job->errand == Errand::link && may_read_document(job->entry)) {
        job->document = true;
        ++documents_begun_;
    }
    return job;
}

// A docx, xlsx or pdf of the site itself, within the budget for them.
bool SiteCrawl::may_read_document(std::uint32_t entry) const {
    if (target_.account || frontier_[entry].external) return false;
    if (documents_begun_ >= options_.documents || document_bytes_ >= kDocumentBytesASite) {
        return false;
    }
    const auto parts = split_site_url(frontier_.url(entry));
    if (!parts) return false;
    const std::string path = lower_ascii(parts->path.substr(0, parts->path.find('?')));
    return path.ends_with(".docx") || path.ends_with(".xlsx") || path.ends_with(".pdf");
}

// The titles to be looked for are asked for when nothing else is left, or before time runs out.
bool SiteCrawl::wants_searches(Clock::time_point now) const {
    if (options_.searches == 0 || searches_asked_ || ended_ || target_.account) return false;
    if (phase_ != Phase::links || !visited_) return false;
    const auto late = std::chrono::seconds(options_.max_seconds) * kSearchAfterTenths / 10;
    return is_idle() || now - *began_ >= late ||
           requests_ * 10 >= max_requests() * kSearchAfterTenths;
}

void SiteCrawl::add_searches(const std::vector<SearchAsk>& asks) {
    searches_asked_ = true;
    for (const SearchAsk& ask : asks) {
        if (searches_.size() >= options_.searches) return;
        const auto entry = frontier_.index_of(page_key(ask.page));
        const auto parts = split_site_url(ask.url);
        if (!entry || !parts || !on_site(home_, *parts)) continue;
        searches_.push_back({*entry, ask.url});
    }
}

std::unique_ptr<Job> SiteCrawl::take_search(Clock::time_point now, Clock::time_point& wake) {
    if (searches_.empty()) return nullptr;
    const std::string gate = HostGates::key(searches_.front().url);
    if (!gates_.enter(gate, now, wake)) return nullptr;
    auto job = make_job(Errand::guise, searches_.front().entry);
    job->guise = Guise::search;
    job->url = std::move(searches_.front().url);
    job->gate = gate;
    searches_.pop_front();
    return job;
}

std::unique_ptr<Job> SiteCrawl::take_sheet(Clock::time_point now, Clock::time_point& wake) {
    if (sheets_.empty()) return nullptr;
    if (!gates_.enter(HostGates::key(frontier_.url(sheets_.front())), now, wake)) return nullptr;
    auto job = make_job(Errand::sheet, sheets_.front());
    sheets_.pop_front();
    return job;
}

// A home page that was not read yet, because it links style sheets.
void SiteCrawl::hold_home(ReadResult& result) {
    phase_ = Phase::sheets;
    held_home_ = std::move(result.held);
    for (const std::string& url : result.sheets) {
        const auto parts = split_site_url(url);
        if (sheets_.size() >= options_.sheets) return;
        if (!parts || !on_site(home_, *parts)) continue;
        FrontierEntry entry;
        entry.key = page_key(url);
        entry.kind = LinkKind::style;
        entry.depth = 1;
        if (const auto index = frontier_.add(url, entry)) sheets_.push_back(*index);
    }
}

std::optional<Visit> SiteCrawl::take_held() {
    if (!held_home_) return std::nullopt;
    const bool sheets_left = !ended_ && (!sheets_.empty() || !waiting_.empty());
    if (sheets_left || in_flight_ > 0 || at_workers_ > 0) return std::nullopt;
    phase_ = Phase::home_read;
    ++at_workers_;
    std::optional<Visit> home = std::move(held_home_);
    held_home_.reset();
    home->sheets_follow = false;
    return home;
}

// A page that was read is asked for twice more: the home page, and the first few others where the
// budget is large.
void SiteCrawl::ask_in_guises(std::uint32_t entry) {
    if (target_.account) return;
    const bool home = entry == 0;
    if (home && options_.ipv6 &&
        asks_over_ipv6(options_.fetch, home_hops_.back().url, home_address_)) {
        guised_.push_back({entry, Guise::over_ipv6});
    }
    if (options_.max_pages < kLeastPagesForGuises) return;
    const std::size_t limit =
        std::min(options_.guised_pages, 1 + options_.max_pages / kPagesAGuise);
    if (guised_pages_ >= limit) return;
    ++guised_pages_;
    for (Guise guise : {Guise::robot, Guise::searcher}) guised_.push_back({entry, guise});
}

std::unique_ptr<Job> SiteCrawl::take_guised(Clock::time_point now, Clock::time_point& wake) {
    if (guised_.empty()) return nullptr;
    const GuisedEntry next = guised_.front();
    const bool ipv6 = next.guise == Guise::over_ipv6;
    const std::string gate =
        HostGates::key(ipv6 ? std::string_view(home_hops_.back().url) : frontier_.url(next.entry));
    if (!gates_.enter(gate, now, wake)) return nullptr;
    guised_.pop_front();
    auto job = make_job(Errand::guise, next.entry);
    job->guise = next.guise;
    if (ipv6) {
        job->url = home_hops_.back().url;
        job->gate = gate;
        return job;
    }
    // One answer is enough: a refusal or a failure says nothing of what others see.
    job->tries.as_browser = next.guise == Guise::searcher;
    job->tries.failures = kMaxTries;
    return job;
}

std::unique_ptr<Job> SiteCrawl::take_external(Clock::time_point now, Clock::time_point& wake) {
    if (external_in_flight_ >= kExternalAtOnce) return nullptr;
    for (std::size_t i = 0; i < external_.size(); ++i) {
        const std::uint32_t entry = external_[i];
        if (!gates_.enter(HostGates::key(frontier_.url(entry)), now, wake)) continue;
        external_.erase(external_.begin() + static_cast<std::ptrdiff_t>(i));
        return make_job(Errand::link, entry);
    }
    return nullptr;
}

std::unique_ptr<Job> SiteCrawl::next(Clock::time_point now, Clock::time_point& wake) {
    if (!within_budget(now)) return nullptr;
    if (auto job = take_waiting(now, wake)) return launch(std::move(job), now);
    if (phase_ == Phase::robots) {
        if (in_flight_ > 0 || !waiting_.empty() || !gates_.enter(home_gate_, now, wake))
            return nullptr;
        auto job = make_job(Errand::robots, 0);
        job->url = resolve(home_url_, "/robots.txt");
        return launch(std::move(job), now);
    }
    if (phase_ == Phase::home) {
        if (!gates_.enter(home_gate_, now, wake)) return nullptr;
        phase_ = Phase::home_read;
        return launch(make_job(Errand::page, 0), now);
    }
    if (phase_ == Phase::home_read) return nullptr;
    if (phase_ == Phase::sheets) {
        auto job = take_sheet(now, wake);
        return job ? launch(std::move(job), now) : nullptr;
    }
    if (auto job = take_guised(now, wake)) return launch(std::move(job), now);
    if (auto job = take_search(now, wake)) return launch(std::move(job), now);
    if (auto job = take_own(now, wake)) return launch(std::move(job), now);
    if (auto job = take_external(now, wake)) return launch(std::move(job), now);
    return nullptr;
}

void SiteCrawl::read_robots_answer(const FetchResponse& response) {
    phase_ = Phase::home;
    if (response.failure != Failure::none || response.status != kHttpOk) return;
    std::string unpacked;
    const std::string_view encoding = header_value(response.head, "content-encoding");
    const Unpacked how = unpack(response.body.bytes(), encoding, kRobotsBytes, unpacked);
    const std::string_view text = how == Unpacked::as_is ? response.body.bytes() : unpacked;
    // Many sites answer a missing robots.txt with a page.
    if (how == Unpacked::unknown_encoding || trim(text).starts_with('<') || !is_utf8(text)) return;
    const RobotsRules rules = read_robots(text);
    robots_ = std::string(text);
    robots_forbids_ = rules.forbids;
    if (rules.crawl_delay_ms > 0) {
        gates_.slow_down(home_gate_, std::chrono::milliseconds(rules.crawl_delay_ms));
    }
}

// A redirect. True: the job goes on; false: it ends as `assessment` says.
bool SiteCrawl::follow(Job& job, const FetchResponse& response, Assessment& assessment) {
    const auto stop = [&](std::string why) {
        assessment = {Next::done, LinkState::dead, {ReasonCode::site, std::move(why)}};
        return false;
    };
    const std::string target = resolve(job.url, header_value(response.head, "location"));
    const auto parts = split_site_url(target);
    if (!parts) return stop("跳转到不是网页的地址");
    if (job.hops.size() >= kMaxRedirects) {
        return stop(fmt::format("跳转超过 {} 次", kMaxRedirects));
    }
    int before = target == job.url ? 1 : 0;
    for (const Hop& hop : job.hops) before += hop.url == target ? 1 : 0;
    if (before >= 2) return stop("循环跳转");
    const bool same_host = HostGates::key(target) == job.gate;
    job.cookie = same_host ? with_cookies(std::move(job.cookie), response.head) : std::string{};
    job.hops.push_back({job.url, response.status});
    job.url = target;
    job.gate = HostGates::key(target);
    job.tries.failures = 0;
    job.due = {};
    if (job.errand == Errand::guise) {
        const bool once = job.guise == Guise::robot || job.guise == Guise::searcher;
        if (once) job.tries.failures = kMaxTries;
        job.left_site = job.left_site || !on_site(home_, *parts);
        return true;
    }
    if (job.errand == Errand::sheet || job.document) {
        job.left_site = job.left_site || !on_site(home_, *parts);
        return true;
    }
    if (job.errand != Errand::page || target_.account) return true;
    if (!on_site(home_, *parts)) {
        job.left_site = true;
        return true;
    }
    FrontierEntry entry;
    entry.key = page_key(target);
    entry.depth = frontier_[job.entry].depth;
    const bool known = entry.key != frontier_[job.entry].key && !frontier_.add(target, entry);
    // Read under its own address; here it is only tested. The home page is read in any case.
    if (known && job.entry != 0) job.errand = Errand::link;
    return true;
}

// Retry-After. True: the job waits, as asked; false: it goes on as `assessment` says.
bool SiteCrawl::hold_back(Job& job, const FetchResponse& response, Assessment& assessment,
                          Clock::time_point now) {
    if (response.status != 429 && response.status != 503) return false;
    const std::int64_t seconds = retry_after_seconds(response.head, response.at);
    if (seconds < 0) return false;
    const auto until = now + std::chrono::seconds(seconds);
    const bool too_late = until >= *began_ + std::chrono::seconds(options_.max_seconds);
    if (too_late) {
        Reason reason{ReasonCode::refused,
                      fmt::format("对方要求 {} 秒后再来，超出本次检查时间", seconds)};
        assessment = {Next::done, LinkState::not_checked, reason};
        if (job.tries.own_host) {
            cut_short_ = std::move(reason);
            ended_ = true;
        }
        return false;
    }
    if (job.tries.failures + 1 >= kMaxTries) return false;
    gates_.hold(job.gate, until);
    ++job.tries.failures;
    job.due = until;
    return true;
}

void SiteCrawl::settle_home(const Assessment& assessment, const Job& job) {
    if (job.left_site) {
        unvisited_ = {ReasonCode::site, fmt::format("首页跳转到其他主机：{}", job.url)};
    } else {
        unvisited_ = assessment.reason;
    }
}

std::optional<Visit> SiteCrawl::settle(std::unique_ptr<Job> job, FetchResponse response,
                                       Assessment assessment) {
    const FrontierEntry& entry = frontier_[job->entry];
    if (job->tries.own_host && job->errand != Errand::guise) {
        silences_ = was_silent(response) ? silences_ + 1 : 0;
        if (silences_ >= kMaxSilences && !ended_) {
            cut_short_ = {ReasonCode::site, fmt::format("连续 {} 个地址没有应答", kMaxSilences)};
            ended_ = true;
        }
    }
    Visit visit;
    visit.target = &target_;
    visit.sequence = job->sequence;
    visit.url = std::string(frontier_.url(job->entry));
    visit.page = job->errand == Errand::page && !job->left_site;
    visit.readable = visit.page && response.failure == Failure::none && response.status >= 200 &&
                     response.status < 300;
    if (job->errand == Errand::guise) {
        visit.guise = job->guise;
        visit.page = true;
        visit.readable = job->guise != Guise::over_ipv6 && response.failure == Failure::none &&
                         response.status >= 200 && response.status < 300;
    }
    const bool opened =
        response.failure == Failure::none && response.status >= 200 && response.status < 300;
    visit.document = job->document && opened && !job->left_site;
    visit.sheet = job->errand == Errand::sheet;
    visit.sheets_follow =
        job->entry == 0 && job->errand == Errand::page && options_.sheets > 0 && !target_.account;
    visit.kind = entry.kind;
    visit.external = entry.external;
    // What an external address shows tells whether its domain is still whose it was.
    visit.peeked = job->errand == Errand::link && entry.external && !target_.account &&
                   response.failure == Failure::none && response.status >= 200 &&
                   response.status < 300;
    visit.depth = entry.depth;
    visit.state = assessment.state;
    visit.reason = std::move(assessment.reason);
    visit.attempts = job->attempts;
    visit.hops = std::move(job->hops);
    if (job->entry == 0 && job->errand != Errand::guise) {
        settle_home(Assessment{Next::done, visit.state, visit.reason}, *job);
        if (job->left_site) visit.reason = unvisited_;
        visit.page = true;
        home_hops_ = visit.hops;
        home_hops_.push_back({response.url, response.status});
        home_address_ = response.address;
    }
    visit.response = std::move(response);
    visit.response.token = job->entry;
    ++at_workers_;
    return visit;
}

std::optional<Visit> SiteCrawl::answer(std::unique_ptr<Job> job, FetchResponse response,
                                       Clock::time_point now) {
    gates_.leave(job->gate);
    --in_flight_;
    if (!job->tries.own_host) --external_in_flight_;
    bytes_ += response.received;
    if (job->document) document_bytes_ += response.received;
    ended_at_ = response.at;
    ended_at_.seconds += response.elapsed_ms / 1000;
    Assessment assessment = assess(response, job->tries);
    if (assessment.next == Next::follow && !follow(*job, response, assessment)) {
        assessment.next = Next::done;
    }
    if (job->errand == Errand::robots && assessment.next != Next::follow) {
        read_robots_answer(response);
        return std::nullopt;
    }
    if (job->guise == Guise::over_ipv6) {
        assessment = assess_ipv6(response, std::move(assessment), ipv6_line_);
    } else if ((job->guise == Guise::robot || job->guise == Guise::searcher) &&
               assessment.next != Next::follow && assessment.next != Next::done) {
        assessment = {Next::done,
                      LinkState::blocked,
                      {ReasonCode::blocked, fmt::format("HTTP {}", response.status)}};
    }
    const bool held = job->errand != Errand::guise && hold_back(*job, response, assessment, now);
    if (!held && assessment.next == Next::done) {
        return settle(std::move(job), std::move(response), std::move(assessment));
    }
    if (!held && assessment.next == Next::try_again) {
        const std::int64_t wait_ms = options_.first_retry_ms << (2 * job->tries.failures);
        ++job->tries.failures;
        job->due = now + std::chrono::milliseconds(wait_ms);
    }
    if (!held && assessment.next == Next::ask_as_browser) {
        job->tries.as_browser = true;
        job->tries.gone_to_robot = response.status == 404 || response.status == 410;
        job->due = now;
    }
    if (!within_budget(now)) {
        const Reason reason = budget("检查预算用完，未能再试");
        return settle(std::move(job), std::move(response),
                      {Next::done, LinkState::not_checked, reason});
    }
    waiting_.push_back(std::move(job));
    return std::nullopt;
}

void SiteCrawl::add_link(std::string_view url, LinkKind kind, std::uint64_t key, int depth) {
    if (kind == LinkKind::script || kind == LinkKind::style || kind == LinkKind::other) return;
    const auto parts = split_site_url(url);
    if (!parts) return;
    FrontierEntry entry;
    entry.key = key;
    entry.kind = kind;
    entry.depth = static_cast<std::uint8_t>(std::min(depth, kMaxDepth));
    entry.external = !on_site(home_, *parts);
    entry.page = kind == LinkKind::page && !entry.external && !target_.account;
    if (entry.external && externals_ >= kExternalLinks) return;
    if (entry.page && (depth > kMaxDepth || looks_like_trap(url) || !frontier_.allows_query(url))) {
        return;
    }
    const auto index = frontier_.add(url, entry);
    if (!index) return;
    if (entry.external) {
        ++externals_;
        external_.push_back(*index);
    } else if (entry.page) {
        pages_.push_back(*index);
    } else {
        (depth <= 1 ? home_links_ : links_).push_back(*index);
    }
}

// The home page sent the visitor on in its text. True: what it leads to is asked for as the home
// page.
bool SiteCrawl::follow_home(const std::string& reference) {
    const std::string target = resolve(home_hops_.back().url, reference);
    const auto parts = split_site_url(target);
    const bool leaves = parts && !target_.account && !on_site(home_, *parts);
    if (leaves) unvisited_ = {ReasonCode::site, fmt::format("首页跳转到其他主机：{}", target)};
    if (!parts) unvisited_ = {ReasonCode::site, "首页跳转到不是网页的地址"};
    if (!parts || leaves) return false;
    if (++client_redirects_ > kMaxClientRedirects) {
        unvisited_ = {ReasonCode::site, "首页循环跳转"};
        return false;
    }
    FrontierEntry entry;
    entry.key = page_key(target);
    frontier_.add(target, entry);
    auto job = make_job(Errand::page, 0);
    job->attempts = 1;  // the home page keeps its place in the order
    job->url = target;
    job->gate = HostGates::key(target);
    job->hops = home_hops_;
    waiting_.push_back(std::move(job));
    return true;
}

void SiteCrawl::read(ReadResult& result) {
    --at_workers_;
    if (result.held) return hold_home(result);
    if (result.guised) return;
    const bool home = result.entry == 0;
    if (home && !result.leads_to.empty()) {
        if (!follow_home(result.leads_to)) ended_ = true;
        return;
    }
    if (result.page && result.read) {
        ++pages_read_;
        ask_in_guises(result.entry);
    }
    if (home) {
        visited_ = result.read;
        if (visited_) {
            unvisited_ = {};
            phase_ = Phase::links;
        } else {
            if (result.reason.code != ReasonCode::none) unvisited_ = result.reason;
            if (unvisited_.code == ReasonCode::none)
                unvisited_ = {ReasonCode::site, "首页不是网页"};
            ended_ = !target_.account || target_.links.empty();
            phase_ = Phase::links;
        }
        for (const std::string& url : target_.links)
            add_link(url, LinkKind::page, page_key(url), 1);
    }
    const int depth = frontier_[result.entry].depth + 1;
    for (const FoundLinks::Entry& link : result.found.entries) {
        if (frontier_.knows(link.key)) continue;
        const std::string_view url =
            std::string_view(result.found.text).substr(link.offset, link.length);
        add_link(url, link.kind, link.key, depth);
    }
}

// Nothing is under way, and nothing left to be asked for.
bool SiteCrawl::is_idle() const {
    if (in_flight_ > 0 || at_workers_ > 0 || held_home_) return false;
    const bool pages_left = pages_begun_ < options_.max_pages && !pages_.empty();
    return phase_ == Phase::links && waiting_.empty() && guised_.empty() && home_links_.empty() &&
           links_.empty() && external_.empty() && searches_.empty() && !pages_left;
}

bool SiteCrawl::over() const {
    if (in_flight_ > 0 || at_workers_ > 0 || held_home_) return false;
    if (ended_) return true;
    const bool searches_left = options_.searches > 0 && !searches_asked_ && visited_;
    return is_idle() && !(searches_left && !target_.account);
}

SiteEnd SiteCrawl::end() const {
    SiteEnd end;
    end.target = &target_;
    end.visited = visited_;
    end.unvisited = unvisited_;
    end.cut_short = cut_short_;
    if (end.cut_short.code == ReasonCode::none && visited_) {
        if (!pages_.empty()) {
            end.cut_short = budget(fmt::format("页面数达到上限 {}", options_.max_pages));
        } else if (frontier_.full()) {
            end.cut_short = budget("待查地址过多");
        }
    }
    end.robots = robots_;
    end.robots_forbids = robots_forbids_;
    end.began = began_at_;
    end.ended = ended_at_;
    end.pages = pages_read_;
    end.requests = requests_;
    end.bytes = bytes_;
    return end;
}

}  // namespace mingcha::gather
