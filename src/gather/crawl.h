// Breadth-first visits to many sites at once, each within its budget (contract §2). One thread
// fetches, workers unpack and hand every answer to the caller's Handler; between them a queue that
// is bounded in bytes. A site that fails in any way ends as facts with reasons; the run goes on.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gather/fetcher.h"
#include "model/facts.h"

namespace mingcha::gather {

// A site (its home page, and what it leads to), or an account (one page and the links on it).
struct Target {
    std::string key;  // site code or account key
    std::string url;
    bool account = false;
    std::vector<std::string> links;  // tested besides: the posts of an account
};

struct CrawlOptions {
    FetchOptions fetch;
    std::size_t max_pages = kMaxPages;
    int max_seconds = kMaxSeconds;
    double rate = kRate;  // requests a second and host; 0 = no limit
    int workers = 0;      // 0: one a core
    std::size_t sites_at_once = kSitesAtOnce;
    std::int64_t first_retry_ms = kFirstRetryMs;
    std::size_t guised_pages = 0;  // of a site, asked for once more in each guise
    bool ipv6 = false;             // home pages are asked for once more over IPv6
    std::size_t searches = 0;      // of a site, see Handler::searches
    std::size_t documents = 0;  // attachments of a site that are received whole (docx, xlsx, pdf)
    std::size_t sheets = 0;     // style sheets of a site, received before its home page is read
};

struct Hop {
    std::string url;
    int status = 0;
};

// What became of one address. With a page that was read: state fine, is_html.
struct Visit {
    const Target* target = nullptr;
    std::uint32_t sequence = 0;  // order of first asking, within the target; the home page is 0
    std::string url;             // as linked, or registered
    bool page = false;           // was to be read, not only tested
    bool readable = false;       // answered with 2xx from the site itself
    bool is_html = false;        // readable, and HTML that could be unpacked: `body` is given
    bool document = false;       // an attachment that was received whole: `body` is given
    bool sheet = false;          // a style sheet of the site: `body` is given
    bool sheets_follow = false;  // a home page whose style sheets may be asked for first
    bool peeked = false;         // the first part of an external page: `body` is given, no more
    Guise guise = Guise::own;    // others: a second look at an address that was read already
    LinkKind kind = LinkKind::page;
    bool external = false;
    int depth = 0;
    LinkState state = LinkState::not_checked;
    Reason reason;
    int attempts = 0;
    std::vector<Hop> hops;   // redirects before the final answer
    FetchResponse response;  // the final answer, or the last failure
};

// Links found on a page: one text for all, so that nothing is allocated a link.
struct FoundLinks {
    struct Entry {
        std::uint64_t key;
        std::uint32_t offset;
        std::uint32_t length;
        LinkKind kind;
    };
    std::string text;
    std::vector<Entry> entries;

    void add(std::string_view url, LinkKind kind);
    void clear() {
        text.clear();
        entries.clear();
    }
};

// The site's search, asked for the title of one of its pages.
struct SearchAsk {
    std::string page;  // Visit::url of the page that should be found
    std::string url;   // of the results
};

// The end of a visit to a target.
struct SiteEnd {
    const Target* target = nullptr;
    bool visited = false;  // the home page was read
    Reason unvisited;
    Reason cut_short;  // none: nothing was left undone
    std::string robots;
    bool robots_forbids = false;
    Instant began, ended;  // wall clock
    std::uint64_t pages = 0, requests = 0, bytes = 0;
};

// Called on worker threads, several at once; `worker` is 0 … workers − 1. All visits of a target
// come before its end. Return false when the work cannot go on (full disk): the crawl then stops.
class Handler {
public:
    virtual ~Handler() = default;
    // `body` is unpacked and within kMaxBodyBytes; empty for what failed. What should be followed
    // goes to `found`.
    virtual bool visit(int worker, const Visit& visit, std::string_view body,
                       FoundLinks& found) = 0;
    virtual bool finish(int worker, const SiteEnd& end) = 0;

    // What to look for by the site's own search, at most CrawlOptions::searches. Asked once a site,
    // on the fetching thread, when its pages have been read. The answers come as visits with
    // Guise::search and the url of the page that should be found.
    virtual std::vector<SearchAsk> searches(const Target& /*target*/) { return {}; }
    // Style sheets that a home page links, absolute. On a worker's thread; the page itself is
    // given to visit() once they were.
    virtual std::vector<std::string> sheets_of(int /*worker*/, const Visit& /*home*/,
                                               std::string_view /*body*/) {
        return {};
    }
};

struct StageCounter {
    std::uint64_t pages = 0, bytes = 0, ns = 0;
};

struct CrawlTotals {
    std::uint64_t targets = 0, pages = 0, requests = 0, bytes = 0;
    double seconds = 0;
    StageCounter fetch, unpack,
        handle;            // ns of fetch: not waiting; of the others: summed over workers
    bool stopped = false;  // by `stop` or by the handler
};

struct Progress {
    std::size_t targets_done = 0, targets = 0;
    std::uint64_t pages = 0, requests = 0;
    double seconds = 0;
    std::vector<std::string> under_way;  // keys of targets, at most kShownTargets
};
inline constexpr std::size_t kShownTargets = 8;

// Errors: the fetcher cannot be set up. `stop` may be set by a signal handler. `on_progress`, where
// given, is called a few times a second.
Result<CrawlTotals> crawl(const CrawlOptions& options, const std::vector<Target>& targets,
                          Handler& handler, const std::atomic<bool>& stop,
                          const std::function<void(const Progress&)>& on_progress = {});

}  // namespace mingcha::gather
