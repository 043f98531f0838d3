// Where a crawl's answers become facts and evidence: workers extract and pack, one thread writes.
// The queue between them is bounded in bytes and slows the workers down, which slows the fetching
// down.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/site_memory.h"
#include "base/result.h"
#include "extract/extractor.h"
#include "gather/crawl.h"
#include "model/facts.h"
#include "store/facts_record.h"
#include "store/gather_session.h"
#include "store/warc_record.h"

namespace mingcha::app {

// A page's bytes to its facts. The facts stay good until the next call and as long as the bytes;
// each worker has its own.
using Analyse = std::function<const PageFacts&(std::string_view body, std::string_view url,
                                               std::string_view content_type,
                                               const extract::SiteSheets* sheets)>;
// The tree of a page after its scripts ran; nullopt where it could not be had, with the reason.
using Render = std::function<std::optional<std::string>(const std::string& url, Reason& why)>;

struct SinkCounters {
    gather::StageCounter facts, pack, store;
};

class GatherSink final : public gather::Handler {
public:
    // `render` may be empty: pages that need it then have what stands there without scripts, and
    // a reason.
    GatherSink(store::GatherSession& session, std::string campaign, Instant as_of, int workers,
               const std::function<Analyse()>& make_analyse, Render render);
    ~GatherSink() override;

    bool visit(int worker, const gather::Visit& visit, std::string_view body,
               gather::FoundLinks& found) override;
    bool finish(int worker, const gather::SiteEnd& end) override;
    std::vector<gather::SearchAsk> searches(const gather::Target& target) override;
    std::vector<std::string> sheets_of(int worker, const gather::Visit& home,
                                       std::string_view body) override;

    // Waits until everything is written. The first error of writing, where there was one.
    Result<bool> close();
    SinkCounters counters() const;

private:
    struct Worker {
        Analyse analyse;
        store::FactsPacker facts;
        store::WarcPacker warc;
        std::shared_ptr<const extract::SiteSheets> sheets;  // of the page in hand
        std::string rendered;                               // the facts may view into it
        std::string document;                               // likewise
        PageFacts changed;  // a copy, where something had to be corrected
    };
    struct Item {
        std::string target;
        std::string record;
        std::string warc;
        std::vector<std::uint64_t> seen;
        std::optional<store::VisitRow> end;
        Instant at;
        std::size_t weight() const { return record.size() + warc.size() + 8 * seen.size(); }
    };
    struct Counter {
        std::atomic<std::uint64_t> pages = 0, bytes = 0, ns = 0;
        void add(std::size_t more, std::uint64_t nanoseconds);
    };

    const PageFacts& read_page(Worker& worker, const gather::Visit& visit, std::string_view body,
                               Reason& problem);
    static const PageFacts& peek(Worker& worker, const gather::Visit& visit, std::string_view body);
    const PageFacts& read_search(Worker& worker, const gather::Visit& visit, std::string_view body,
                                 Reason& problem);
    const PageFacts* read_document(Worker& worker, const gather::Visit& visit,
                                   std::string_view body);
    const PageFacts* facts_of(Worker& worker, const gather::Visit& visit, std::string_view body,
                              gather::FoundLinks& found, Reason& problem);
    std::string_view archive(Worker& worker, const gather::Visit& visit, const std::string& sha256);
    bool push(Item item);
    void write_all();
    Result<bool> write(Item& item);

    store::GatherSession& session_;
    std::string campaign_;
    Instant as_of_;
    Render render_;
    std::vector<Worker> workers_;
    SiteMemory memory_;
    std::mutex document_;  // one at a time: its cells are many times its bytes
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> queue_;
    std::size_t queued_ = 0;
    bool closing_ = false;
    std::optional<Error> error_;
    std::map<std::string, std::vector<std::uint64_t>> seen_;  // writing thread only
    Counter facts_, pack_, store_;
    std::thread writer_;
};

}  // namespace mingcha::app
