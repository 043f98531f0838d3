// One site's part of a crawl: what is to be asked next, and what an answer means for it. Private to
// gather; only the fetching thread touches it.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/site_url.h"
#include "gather/crawl.h"
#include "gather/frontier.h"
#include "gather/ipv6.h"
#include "gather/outcome.h"

namespace mingcha::gather {

using Clock = std::chrono::steady_clock;

// Politeness per host, shared by all sites: how many connections, and not before when.
class HostGates {
public:
    explicit HostGates(double rate);
    // The host and port of `url` as a key.
    static std::string key(std::string_view url);
    // Takes a place; or says when to ask again (max() where only an answer can free one).
    bool enter(const std::string& key, Clock::time_point now, Clock::time_point& wake);
    void leave(const std::string& key);
    void slow_down(const std::string& key, std::chrono::milliseconds between);
    void hold(const std::string& key, Clock::time_point until);

private:
    struct Gate {
        int active = 0;
        int places = kConnections;
        Clock::duration between{};
        Clock::time_point next{};
    };
    Gate& gate(const std::string& key);

    Clock::duration between_{};
    std::unordered_map<std::string, Gate> gates_;
};

enum class Errand : std::uint8_t { robots, page, link, guise, sheet };

// One address on its way through tries and redirects.
struct Job {
    std::size_t site = 0;
    Errand errand = Errand::page;
    Guise guise = Guise::own;
    std::uint32_t entry = 0;
    std::uint32_t sequence = 0;
    Tries tries;
    int attempts = 0;
    bool left_site = false;  // a redirect went to another host
    bool document = false;   // an attachment that is received whole
    std::string url;
    std::string gate;
    std::string cookie;
    std::vector<Hop> hops;
    Clock::time_point due{};
    std::size_t body_cap = kMaxBodyBytes;
};

// A worker's word on a visit.
struct ReadResult {
    std::uint32_t entry = 0;
    bool page = false;
    bool read = false;                // facts were made of it
    bool guised = false;              // a second look: nothing follows from it
    std::optional<Visit> held;        // a home page that waits for its style sheets
    std::vector<std::string> sheets;  // those
    Reason reason;
    std::string leads_to;  // of a home page that only sends the visitor on: not told to the Handler
    FoundLinks found;
};

class SiteCrawl {
public:
    SiteCrawl(std::size_t slot, const Target& target, const CrawlOptions& options,
              FrontierBudget& budget, HostGates& gates, Ipv6Line& ipv6_line);

    // What to send now; null where nothing may be sent, `wake` is then not later than the next
    // chance.
    std::unique_ptr<Job> next(Clock::time_point now, Clock::time_point& wake);
    // An answer: either the job goes on (nullopt) or the address is settled.
    std::optional<Visit> answer(std::unique_ptr<Job> job, FetchResponse response,
                                Clock::time_point now);
    void read(ReadResult& result);
    // The home page, once its style sheets have come or failed: to be read now.
    std::optional<Visit> take_held();
    // Is it time to ask for searches? Once a site.
    bool wants_searches(Clock::time_point now) const;
    void add_searches(const std::vector<SearchAsk>& asks);
    bool over() const;  // nothing under way and nothing left to do
    SiteEnd end() const;
    const Target& target() const { return target_; }
    std::uint64_t pages() const { return pages_read_; }
    std::uint64_t requests() const { return requests_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    enum class Phase : std::uint8_t { robots, home, home_read, sheets, links };

    bool within_budget(Clock::time_point now);
    std::unique_ptr<Job> launch(std::unique_ptr<Job> job, Clock::time_point now);
    std::unique_ptr<Job> take_waiting(Clock::time_point now, Clock::time_point& wake);
    std::unique_ptr<Job> take_own(Clock::time_point now, Clock::time_point& wake);
    std::unique_ptr<Job> take_guised(Clock::time_point now, Clock::time_point& wake);
    void ask_in_guises(std::uint32_t entry);
    std::unique_ptr<Job> take_search(Clock::time_point now, Clock::time_point& wake);
    std::unique_ptr<Job> take_sheet(Clock::time_point now, Clock::time_point& wake);
    bool may_read_document(std::uint32_t entry) const;
    void hold_home(ReadResult& result);
    bool is_idle() const;
    std::unique_ptr<Job> take_external(Clock::time_point now, Clock::time_point& wake);
    std::unique_ptr<Job> make_job(Errand errand, std::uint32_t entry);
    bool follow(Job& job, const FetchResponse& response, Assessment& assessment);
    bool hold_back(Job& job, const FetchResponse& response, Assessment& assessment,
                   Clock::time_point now);
    void read_robots_answer(const FetchResponse& response);
    bool follow_home(const std::string& reference);
    void settle_home(const Assessment& assessment, const Job& job);
    std::optional<Visit> settle(std::unique_ptr<Job> job, FetchResponse response,
                                Assessment assessment);
    void add_link(std::string_view url, LinkKind kind, std::uint64_t key, int depth);
    std::size_t max_requests() const { return 2 * options_.max_pages; }
    // 128 MB at the default number of pages; who raises that asks for more bytes too.
    std::uint64_t max_bytes() const {
        return kBytesAPage * std::max(kMaxPages, options_.max_pages);
    }

    std::size_t slot_;
    const Target& target_;
    const CrawlOptions& options_;
    HostGates& gates_;
    Ipv6Line& ipv6_line_;
    std::string home_url_;
    std::string home_gate_;
    SiteUrl home_;
    Frontier frontier_;
    Phase phase_ = Phase::robots;
    std::deque<std::uint32_t> home_links_, pages_, links_, external_;
    struct GuisedEntry {
        std::uint32_t entry;
        Guise guise;
    };
    std::deque<GuisedEntry> guised_;
    std::size_t guised_pages_ = 0;
    struct SearchEntry {
        std::uint32_t entry;
        std::string url;
    };
    std::deque<SearchEntry> searches_;
    bool searches_asked_ = false;
    std::deque<std::uint32_t> sheets_;
    std::optional<Visit> held_home_;
    std::size_t documents_begun_ = 0;
    std::uint64_t document_bytes_ = 0;
    std::vector<std::unique_ptr<Job>> waiting_;
    std::uint32_t next_sequence_ = 0;
    std::size_t in_flight_ = 0, external_in_flight_ = 0, at_workers_ = 0;
    std::size_t pages_begun_ = 0, externals_ = 0, turn_ = 0;
    std::uint64_t pages_read_ = 0, requests_ = 0, bytes_ = 0;
    int silences_ = 0, client_redirects_ = 0;
    std::vector<Hop> home_hops_;
    std::string home_address_;  // of the network, that answered
    bool ended_ = false, visited_ = false;
    std::optional<Clock::time_point> began_;
    Instant began_at_, ended_at_;
    Reason unvisited_, cut_short_;
    std::string robots_;
    bool robots_forbids_ = false;
};

}  // namespace mingcha::gather
