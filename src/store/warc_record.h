// WARC/1.1 records (ISO 28500), one gzip member each. Bytes of one exchange in, bytes for the
// archive out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace mingcha::store {

struct WarcExchange {
    std::string_view url;
    std::string_view request_head;
    std::string_view response_head;  // as received
    std::string_view body;           // as received: still packed where the server packed it
    bool body_packed = false;        // then packing it again gains nothing
    bool cut = false;                // the body was longer than what was received
    std::string_view address;        // of the peer; may be empty
    Instant at;
    std::string_view sha256;   // of the body
    std::string_view id_seed;  // makes the record ids: unique per exchange within a data folder
    std::vector<std::pair<std::string_view, std::string>> metadata;  // name, value
};

// Packs with memory that is kept. Not thread-safe: one a thread.
class WarcPacker {
public:
    WarcPacker();
    ~WarcPacker();
    WarcPacker(const WarcPacker&) = delete;
    WarcPacker& operator=(const WarcPacker&) = delete;

    // Response, request and metadata record. The response comes first: its offset is the exchange's
    // place. The view is good until the next call.
    std::string_view pack(const WarcExchange& exchange);
    // The record that opens a file.
    std::string_view pack_info(std::string_view file_name, Instant at, std::string_view software);

private:
    struct State;
    void add_member(std::string_view head, std::string_view block, int level);
    std::unique_ptr<State> state_;
};

struct WarcRecord {
    std::string head;                // WARC header lines
    std::string block;               // e.g. HTTP head and body
    std::uint64_t packed_bytes = 0;  // of the member in the file

    std::string_view field(std::string_view lower_name) const;
};

inline constexpr std::size_t kMaxWarcRecord =
    12 * 1024 * 1024;  // unpacked; a reader believes no more

// The record that begins with the first byte of `bytes`. Errors: no gzip member, damaged, cut off,
// too large.
Result<WarcRecord> read_warc_record(std::string_view bytes);

}  // namespace mingcha::store
