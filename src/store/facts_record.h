// One visited address as a FlatBuffers record, and back. Reading verifies first: damaged bytes give
// an error, never a crash.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/facts.h"
#include "store/text_pool.h"

namespace mingcha::store {

struct VisitRecord {
    std::uint32_t sequence = 0;  // order of asking within the target; the home page is 0
    std::string_view url;        // as linked or registered
    std::string_view final_url;  // after redirects
    bool page = false;           // was to be read, not only tested
    bool external = false;
    bool as_browser = false;
    int depth = 0;
    LinkKind kind = LinkKind::page;
    LinkState state = LinkState::not_checked;
    ReasonCode reason = ReasonCode::none;
    std::string_view reason_text;
    int status = 0;
    int attempts = 0;
    Instant at;
    std::string_view sha256;
    std::optional<PageFacts> facts;  // of a page that was read
    Guise guise = Guise::own;
    HttpFacts http;
    TlsFacts tls;
    bool no_address = false;  // over IPv6: the name has no such address
    VisitPhases phases;       // over IPv6
};

// Packs records one after the other into memory that is kept. Not thread-safe: one a thread.
class FactsPacker {
public:
    FactsPacker();
    ~FactsPacker();
    FactsPacker(const FactsPacker&) = delete;
    FactsPacker& operator=(const FactsPacker&) = delete;

    // `facts` may be null and is then taken from the record. The view is good until the next call.
    std::string_view pack(const VisitRecord& record, const PageFacts* facts);

private:
    struct Builder;
    std::unique_ptr<Builder> builder_;
};

// What an earlier visit is still asked for: addresses, kind, dates and lists of a page that was
// read. nullopt: not a valid record, or none of a page.
std::optional<VisitRecord> unpack_dates(std::string_view bytes, TextPool& pool);

// Text of the record goes to `pool`, each string once. The main text is most of it: it is left out,
// and marked so, where it is longer than `text_room`, from which it is else taken off. nullopt: not
// a valid record.
std::optional<VisitRecord> unpack_record(std::string_view bytes, TextPool& pool,
                                         std::size_t& text_room);

}  // namespace mingcha::store
