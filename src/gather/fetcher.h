// HTTP over libcurl's multi interface, driven by epoll on one thread that only receives: a body is
// handed on as it came (still packed where the server packed it). Redirects are not followed here:
// whoever asks checks each hop. Only http and https; every address passes the NetGuard before a
// socket connects.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "gather/body.h"
#include "gather/limits.h"
#include "gather/net_guard.h"
#include "model/facts.h"
#include "model/inputs.h"

namespace mingcha::gather {

// Why an exchange gave no complete response.
enum class Failure : std::uint8_t {
    none,
    bad_url,            // not http(s), too long, or no URL at all
    forbidden_address,  // the NetGuard said no
    name_not_found,     // the name does not exist (NXDOMAIN)
    name_unresolved,    // DNS gave no answer: ours or the server's, nobody knows
    refused,            // connection refused
    unreachable,        // no route, or reset while connecting
    timeout,
    tls,
    protocol,  // rubbish, or closed in the middle
    head_too_large,
    internal  // libcurl could not begin, or we kept the transfer waiting for memory
};

struct FetchRequest {
    std::uint64_t token = 0;  // the caller's; comes back in the response
    std::string url;
    bool as_browser = false;                 // ask as a browser would, after a refusal
    Guise guise = Guise::own;                // robot and searcher: as a search engine, its visitor
    std::string cookie;                      // "a=b; c=d", may be empty
    std::size_t html_cap = kMaxBodyBytes;    // of bodies that are or may be HTML
    std::size_t other_cap = kMaxProbeBytes;  // of others
    // What an earlier answer said of itself: 304 comes back where nothing changed (RFC 9110 §13.1).
    std::string etag;
    std::string last_modified;
    bool fresh = false;  // on a connection of its own, so that every phase is measured
};

struct Certificate {
    bool trusted = true;
    std::optional<Instant> expires;
    std::string issuer;
    std::string problem;  // why it is not trusted
};

struct FetchResponse {
    std::uint64_t token = 0;
    std::string url;
    bool as_browser = false;
    Guise guise = Guise::own;
    Failure failure = Failure::none;
    std::string detail;  // of a failure, libcurl's words
    int status = 0;      // 0: no response
    std::string cookie;  // as sent
    std::string head;    // status line and headers of the final response, as received
    Body body;
    bool cut = false;      // the body was longer than its cap; what came before is kept
    std::string address;   // of the peer
    int http_version = 0;  // 10, 11, 2
    bool tls = false;
    bool certificate_ok = true;
    Certificate certificate;     // of an https exchange
    std::uint64_t received = 0;  // bytes, head and body
    std::int64_t elapsed_ms = 0;
    VisitPhases phases;
    Instant at;
};

struct FetchOptions {
    std::vector<std::string> connect_to;  // HOST:PORT:ADDR:PORT
    std::string resolve_all;  // ADDR:PORT for every name, not for address literals; empty = DNS
    NetGuard guard;
    int request_seconds = kRequestSeconds;
};

// Checks the form of --connect-to and --resolve-all values.
Result<std::string> checked_connect_to(std::string_view text);
Result<std::string> checked_resolve_all(std::string_view text);

// Value of a header in a response head, trimmed; empty where it is absent. `name` in lower case.
std::string_view header_value(std::string_view head, std::string_view name);

// The request as it goes out over HTTP/1.1, for the evidence archive.
std::string request_head(std::string_view url, bool as_browser, std::string_view cookie,
                         Guise guise = Guise::own);

// A date of a header (Last-Modified); nullopt where it is none.
std::optional<Instant> http_time(std::string_view value);

inline constexpr std::string_view kUserAgent =
    "Mozilla/5.0 (compatible; Mingcha/0.1; government website inspection)";

class Fetcher {
public:
    static Result<std::unique_ptr<Fetcher>> create(FetchOptions options);
    virtual ~Fetcher() = default;

    virtual void start(FetchRequest request) = 0;
    // Does the I/O that is due, waiting at most `timeout_ms`; returns the exchanges that ended.
    virtual std::vector<FetchResponse> wait(int timeout_ms) = 0;
    virtual std::size_t running() const = 0;
    // Ends a waiting wait() from another thread.
    virtual void wake() = 0;
};

}  // namespace mingcha::gather
