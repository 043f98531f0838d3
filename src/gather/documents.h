// Single documents, such as feeds, fetched outside of a crawl: redirects followed, tried again and
// judged as links are (gather/outcome.h), at the same pace, and asked for on condition where an
// earlier answer is known, so that what did not change is not sent again.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "gather/fetcher.h"
#include "gather/limits.h"
#include "model/facts.h"

namespace mingcha::gather {

inline constexpr std::size_t kDocumentsAtOnce = 8;  // one a host
inline constexpr std::size_t kMaxValidatorBytes = 256;  // of an ETag or a date; longer: not kept

struct DocumentRequest {
    std::string url;
    std::string etag, last_modified;  // of the earlier answer; may be empty
    std::size_t cap = kMaxBodyBytes;  // of the body, before and after unpacking
};

struct DocumentOutcome {
    LinkState state = LinkState::not_checked;
    Reason reason;              // where it is not fine
    bool not_modified = false;  // 304: the earlier answer stands
    bool too_large = false;     // more than its cap: cut, `body` is empty
    std::string url;            // after redirects
    std::string body;           // unpacked
    std::string etag, last_modified;
    int attempts = 0;
    FetchResponse response;  // the last exchange, as received
};

struct DocumentOptions {
    FetchOptions fetch;
    double rate = kRate;  // requests a second and host; 0 = no limit
    std::int64_t first_retry_ms = kFirstRetryMs;
};

// Takes the outcome of request `index`; on the calling thread, as they come. False: no more.
using TakeDocument = std::function<bool(std::size_t index, DocumentOutcome& outcome)>;

// Says whether every request had its outcome: not after `stop`. Errors: see Fetcher::create.
Result<bool> fetch_documents(const DocumentOptions& options,
                             const std::vector<DocumentRequest>& requests,
                             const std::atomic<bool>& stop, const TakeDocument& take);

}  // namespace mingcha::gather
