#include "app/gather_sink.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "app/document_text.h"
#include "base/digest.h"
#include "base/site_url.h"
#include "base/text.h"
#include "gather/limits.h"

namespace mingcha::app {

namespace {

constexpr std::size_t kQueueBytes = 16 * 1024 * 1024;
// Addresses of one target; before more memory is taken, they are sorted and made unique.
constexpr std::size_t kSeenAtOnce = 64 * 1024;
// Of one target; what more a site shows has no history.
constexpr std::size_t kMaxSeen = 128 * 1024;
constexpr std::size_t kHeaderBytes = 120;   // kept of a header
constexpr std::size_t kPeekedBytes = 1000;  // kept of a tag of an external page

using Clock = std::chrono::steady_clock;

std::uint64_t ns_since(Clock::time_point begin) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count());
}

void sort_unique(std::vector<std::uint64_t>& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

// Evidence is kept of every page that was read and of everything that may become a finding.
bool is_evidence(const gather::Visit& visit) {
    if (visit.response.head.empty()) return false;
    return visit.is_html || visit.page || visit.peeked || visit.document || visit.sheet ||
           visit.state == LinkState::dead || visit.state == LinkState::blocked;
}

void find_links(const PageFacts& facts, gather::FoundLinks& found) {
    for (const Link& link : facts.links) found.add(link.url, link.kind);
    for (std::string_view frame : facts.frames) found.add(frame, LinkKind::page);
    for (std::string_view further : facts.further_pages) found.add(further, LinkKind::page);
}

std::string_view whole_characters(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

// What the head and the certificate say. Views lead into the response.
void set_head(store::VisitRecord& record, const gather::FetchResponse& response) {
    record.http.last_modified =
        gather::http_time(gather::header_value(response.head, "last-modified"));
    record.http.server = gather::header_value(response.head, "server").substr(0, kHeaderBytes);
    record.http.content_type =
        gather::header_value(response.head, "content-type").substr(0, kHeaderBytes);
    if (!response.tls) return;
    record.tls = {true, response.certificate_ok, response.certificate.expires,
                  response.certificate.issuer, response.certificate.problem};
}

// Addresses whose first and last day of being seen are history.
std::vector<std::uint64_t> seen_keys(const gather::Visit& visit, const PageFacts* facts,
                                     const gather::FoundLinks& found) {
    std::vector<std::uint64_t> keys;
    if (facts == nullptr) return keys;
    keys.reserve(1 + found.entries.size() + facts->items.size());
    keys.push_back(page_key(visit.url));
    for (const gather::FoundLinks::Entry& link : found.entries) {
        if (link.kind == LinkKind::page || link.kind == LinkKind::attachment) {
            keys.push_back(link.key);
        }
    }
    for (const ListItem& item : facts->items) {
        if (!item.url.empty()) keys.push_back(page_key(item.url));
    }
    for (const MessageEntry& entry : facts->messages) {
        if (!entry.url.empty()) keys.push_back(page_key(entry.url));
    }
    sort_unique(keys);
    return keys;
}

}  // namespace

void GatherSink::Counter::add(std::size_t more, std::uint64_t nanoseconds) {
    ++pages;
    bytes += more;
    ns += nanoseconds;
}

GatherSink::GatherSink(store::GatherSession& session, std::string campaign, Instant as_of,
                       int workers, const std::function<Analyse()>& make_analyse, Render render)
    : session_(session),
      campaign_(std::move(campaign)),
      as_of_(as_of),
      render_(std::move(render)),
      workers_(static_cast<std::size_t>(workers)),
      memory_(campaign_, as_of) {
    for (Worker& worker : workers_) worker.analyse = make_analyse();
    writer_ = std::thread([this] { write_all(); });
}

GatherSink::~GatherSink() {
    if (writer_.joinable()) [[maybe_unused]]
        const auto closed = close();
}

const PageFacts& GatherSink::read_page(Worker& worker, const gather::Visit& visit,
                                       std::string_view body, Reason& problem) {
    const auto begin = Clock::now();
    const std::string& url = visit.response.url;
    const std::string_view type = gather::header_value(visit.response.head, "content-type");
    const PageFacts* facts = &worker.analyse(body, url, type, worker.sheets.get());
    bool rendered = false;
    if (facts->needs_rendering) {
        problem = {ReasonCode::ours, "needs rendering（页面由脚本生成，未渲染）"};
        auto html = render_ ? render_(url, problem) : std::nullopt;
        rendered = html.has_value();
        if (rendered) {
            worker.rendered = std::move(*html);
            facts = &worker.analyse(worker.rendered, url, "text/html; charset=utf-8",
                                    worker.sheets.get());
            problem = {};
        }
    }
    if ((rendered && facts->needs_rendering) || facts->links.size() > gather::kMaxLinksAPage) {
        worker.changed = *facts;
        // It was rendered: what is not there now is not there.
        if (rendered) worker.changed.needs_rendering = false;
        if (worker.changed.links.size() > gather::kMaxLinksAPage) {
            worker.changed.links.resize(gather::kMaxLinksAPage);
        }
        facts = &worker.changed;
    }
    facts_.add(body.size(), ns_since(begin));
    return *facts;
}

// Of an external page only what tells whose it is, so that no record holds strangers' texts.
const PageFacts& GatherSink::peek(Worker& worker, const gather::Visit& visit,
                                  std::string_view body) {
    const std::string& url = visit.response.url;
    const PageFacts& facts = worker.analyse(
        body, url, gather::header_value(visit.response.head, "content-type"), nullptr);
    PageFacts kept;
    kept.url = facts.url;
    kept.title = facts.title;
    kept.document_title = facts.document_title;
    kept.refresh_url = facts.refresh_url;
    kept.refresh_by = facts.refresh_by;
    kept.offers_domain = facts.offers_domain;
    for (const MetaTag& tag : facts.meta) {
        if (equals_ignoring_ascii_case(tag.name, "keywords") ||
            equals_ignoring_ascii_case(tag.name, "description")) {
            kept.meta.push_back({tag.name, whole_characters(tag.content, kPeekedBytes)});
        }
    }
    worker.changed = std::move(kept);
    return worker.changed;
}

std::string_view GatherSink::archive(Worker& worker, const gather::Visit& visit,
                                     const std::string& sha256) {
    const gather::FetchResponse& response = visit.response;
    store::WarcExchange exchange;
    exchange.url = response.url;
    const std::string request =
        gather::request_head(response.url, response.as_browser, response.cookie, response.guise);
    exchange.request_head = request;
    exchange.response_head = response.head;
    exchange.body = response.body.bytes();
    exchange.body_packed = !gather::header_value(response.head, "content-encoding").empty();
    exchange.cut = response.cut;
    exchange.address = response.address;
    exchange.at = response.at;
    exchange.sha256 = sha256;
    const std::string seed = fmt::format("{}|{}|{}|{}", campaign_, visit.target->key,
                                         visit.sequence, response.at.seconds);
    exchange.id_seed = seed;
    exchange.metadata = {{"target", visit.target->key},
                         {"fetchTimeMs", std::to_string(response.elapsed_ms)},
                         {"attempts", std::to_string(visit.attempts)}};
    if (response.guise != Guise::own) {
        exchange.metadata.emplace_back("askedAs", std::string(to_string(response.guise)));
    }
    if (response.as_browser) exchange.metadata.emplace_back("askedAsBrowser", "yes");
    if (response.tls && !response.certificate_ok) {
        exchange.metadata.emplace_back("certificate", "not trusted");
    }
    for (const gather::Hop& hop : visit.hops) {
        exchange.metadata.emplace_back("via", fmt::format("{} {}", hop.status, hop.url));
    }
    return worker.warc.pack(exchange);
}

// What is read of an answer; null: nothing. Links to follow go to `found`.
const PageFacts* GatherSink::facts_of(Worker& worker, const gather::Visit& visit,
                                      std::string_view body, gather::FoundLinks& found,
                                      Reason& problem) {
    if (visit.sheet) {
        if (!body.empty()) memory_.keep_sheet(visit.target->key, visit.url, body);
        return nullptr;
    }
    if (visit.document) return body.empty() ? nullptr : read_document(worker, visit, body);
    if (visit.peeked) return &peek(worker, visit, body);
    if (!visit.is_html) return nullptr;
    if (visit.guise == Guise::search) return &read_search(worker, visit, body, problem);
    if (visit.guise != Guise::own) {
        const std::string_view type = gather::header_value(visit.response.head, "content-type");
        return &worker.analyse(body, visit.response.url, type, worker.sheets.get());
    }
    const PageFacts& facts = read_page(worker, visit, body, problem);
    find_links(facts, found);
    if (visit.page && !visit.target->account) memory_.note(visit, facts);
    return &facts;
}

// A page of search results. Whether it says that there are none is read here, for the text of a
// page that is no article is not kept.
const PageFacts& GatherSink::read_search(Worker& worker, const gather::Visit& visit,
                                         std::string_view body, Reason& problem) {
    PageFacts changed = read_page(worker, visit, body, problem);
    changed.says_not_found = says_no_results(changed);
    worker.changed = std::move(changed);
    return worker.changed;
}

// The text of an attachment as facts of its own; null where it cannot be read.
const PageFacts* GatherSink::read_document(Worker& worker, const gather::Visit& visit,
                                           std::string_view body) {
    const std::lock_guard one_at_a_time(document_);
    auto text = document_text(body);
    if (!text) return nullptr;
    worker.document = std::move(*text);
    worker.changed = PageFacts{};
    worker.changed.url = visit.url;
    worker.changed.kind = PageKind::other;
    worker.changed.bytes = body.size();
    worker.changed.main_text = worker.document;
    worker.changed.text_chars = static_cast<std::uint32_t>(char_count(worker.document));
    return &worker.changed;
}

std::vector<gather::SearchAsk> GatherSink::searches(const gather::Target& target) {
    return memory_.searches(target.key);
}

std::vector<std::string> GatherSink::sheets_of(int index, const gather::Visit& home,
                                               std::string_view body) {
    Worker& worker = workers_[static_cast<std::size_t>(index)];
    const std::string_view type = gather::header_value(home.response.head, "content-type");
    std::vector<std::string> sheets;
    for (const Link& link : worker.analyse(body, home.response.url, type, nullptr).links) {
        if (link.kind != LinkKind::style || link.external) continue;
        if (std::find(sheets.begin(), sheets.end(), link.url) != sheets.end()) continue;
        sheets.emplace_back(link.url);
        if (sheets.size() == gather::kSheets) break;
    }
    return sheets;
}

bool GatherSink::visit(int index, const gather::Visit& visit, std::string_view body,
                       gather::FoundLinks& found) {
    Worker& worker = workers_[static_cast<std::size_t>(index)];
    Reason problem = visit.reason;
    worker.sheets = memory_.sheets(visit.target->key);
    const PageFacts* facts = facts_of(worker, visit, body, found, problem);
    if (visit.sheet && body.empty()) return true;  // nothing to be kept of it
    Item item;
    item.target = visit.target->key;
    item.at = visit.response.at;
    const bool looked_again = visit.guise != Guise::own || visit.peeked || visit.document;
    item.seen = seen_keys(visit, looked_again ? nullptr : facts, found);
    const auto begin = Clock::now();
    const bool evidence = is_evidence(visit);
    const std::string sha256 = evidence ? sha256_hex(visit.response.body.bytes()) : std::string{};
    if (evidence) item.warc = archive(worker, visit, sha256);

    store::VisitRecord record;
    record.sequence = visit.sequence;
    record.url = visit.url;
    record.final_url = visit.response.url.empty() ? std::string_view(visit.url)
                                                  : std::string_view(visit.response.url);
    // A document behind a link that looked like a page's is an attachment that opens.
    const bool document = visit.readable && !visit.is_html && problem.code == ReasonCode::none;
    record.page = visit.page && (!document || visit.depth == 0);
    record.external = visit.external;
    record.as_browser = visit.response.as_browser;
    record.depth = visit.depth;
    record.kind = document && visit.page ? LinkKind::attachment : visit.kind;
    record.state = visit.state;
    record.reason = problem.code;
    record.reason_text = problem.text;
    record.status = visit.response.status;
    record.attempts = visit.attempts;
    record.at = visit.response.at;
    record.sha256 = sha256;
    record.guise = visit.guise;
    if (visit.guise == Guise::over_ipv6) {
        record.no_address = visit.response.failure == gather::Failure::name_not_found;
        record.phases = visit.response.phases;
    }
    if (facts != nullptr) set_head(record, visit.response);
    item.record = worker.facts.pack(record, facts);
    pack_.add(visit.response.body.bytes().size(), ns_since(begin));
    return push(std::move(item));
}

bool GatherSink::finish(int /*worker*/, const gather::SiteEnd& end) {
    memory_.forget(end.target->key);
    Item item;
    item.target = end.target->key;
    store::VisitRow row;
    row.campaign = campaign_;
    row.target = end.target->key;
    row.account = end.target->account;
    row.as_of = as_of_;
    row.visited = end.visited;
    row.unvisited = end.unvisited;
    row.cut_short = end.cut_short;
    row.robots = end.robots;
    row.robots_forbids = end.robots_forbids;
    row.began = end.began;
    row.ended = end.ended;
    row.pages = end.pages;
    row.requests = end.requests;
    row.bytes = end.bytes;
    item.end = std::move(row);
    return push(std::move(item));
}

bool GatherSink::push(Item item) {
    const std::size_t weight = item.weight();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return queued_ < kQueueBytes || error_; });
    if (error_) return false;
    queued_ += weight;
    queue_.push_back(std::move(item));
    lock.unlock();
    changed_.notify_all();
    return true;
}

Result<bool> GatherSink::write(Item& item) {
    std::vector<std::uint64_t>& seen = seen_[item.target];
    if (!item.end) {
        const bool grows = seen.size() + item.seen.size() > seen.capacity();
        if (grows && seen.size() > kSeenAtOnce) sort_unique(seen);
        if (seen.size() < kMaxSeen) seen.insert(seen.end(), item.seen.begin(), item.seen.end());
        return session_.add(item.target, item.record, item.warc, item.at);
    }
    sort_unique(seen);
    item.end->seen = std::move(seen);
    seen_.erase(item.target);
    return session_.finish(std::move(*item.end));
}

void GatherSink::write_all() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return closing_ || !queue_.empty(); });
        if (queue_.empty()) return;
        Item item = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        const std::size_t weight = item.weight();
        const auto begin = Clock::now();
        const auto written = write(item);
        store_.add(weight, ns_since(begin));
        lock.lock();
        queued_ -= weight;
        if (!written && !error_) error_ = written.error();
        if (error_) {
            queue_.clear();
            queued_ = 0;
        }
        changed_.notify_all();
    }
}

Result<bool> GatherSink::close() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (writer_.joinable()) writer_.join();
    if (error_) return Fail(*error_);
    return true;
}

SinkCounters GatherSink::counters() const {
    const auto plain = [](const Counter& counter) {
        return gather::StageCounter{counter.pages, counter.bytes, counter.ns};
    };
    return {plain(facts_), plain(pack_), plain(store_)};
}

}  // namespace mingcha::app
