// An HTTP/1.1 server as a function from request to response. Knows no page. A delayed answer or a
// slow client holds no thread and so no other connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingcha::httpd {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;  // "GET"
    std::string target;  // as sent: "/path?query"
    std::string path;    // undecoded, begins with "/" (or is "*")
    std::string query;   // undecoded, without "?"
    std::string host;    // Host header without port, lower case; may be empty
    Headers headers;     // as sent, in order
    std::string body;
    std::string remote;  // address of the peer, without port

    // Of the first header of that name, whatever its letter case; empty where there is none.
    std::string_view header(std::string_view name) const;
};

// A body that goes on while things happen, such as a text/event-stream. It is asked for its next
// piece once the one before has gone out: a slow reader holds one piece, and no thread.
class Stream {
public:
    virtual ~Stream() = default;
    // What to send now, at most kMaxStreamPiece; empty: nothing yet, ask again. nullopt: the body
    // ends here. Called on the server's threads, one call at a time; may not wait for anything.
    virtual std::optional<std::string> next() = 0;
};

inline constexpr std::size_t kMaxStreamPiece = 256U << 10;    // more ends the stream
inline constexpr std::chrono::milliseconds kAskStreams{250};  // between two questions

struct Response {
    int status = 200;
    Headers headers;  // Content-Length, Connection and Transfer-Encoding are the server's own
    std::string body;
    // Set: sent instead of body, chunked, until it ends; then the connection is closed. Released
    // as soon as the reader is gone.
    std::shared_ptr<Stream> stream;
    std::vector<std::string> pieces;  // not empty: sent chunked, one chunk each, instead of body
    std::int32_t delay_ms = 0;        // before the first byte, at most kMaxDelay
    bool abrupt = false;              // the connection is reset without an answer
    std::string raw;                  // not empty: sent as it stands, then closed
};

inline constexpr std::chrono::milliseconds kMaxDelay{120'000};

// Called on the server's threads, several at a time. May block for as long as work takes; what it
// throws is answered with 500.
using Handler = std::function<Response(const Request&)>;

struct Limits {
    std::uint32_t header_bytes = 16U << 10;       // more: 431
    std::uint64_t body_bytes = 1U << 20;          // more: 413
    std::size_t connections = 1024;               // more: 503 and closed
    std::chrono::milliseconds head_time{30'000};  // from the connection or the last answer to the
                                                  // end of the next head
    std::chrono::milliseconds body_time{30'000};
    std::chrono::milliseconds write_time{60'000};  // of one answer
    std::chrono::milliseconds stop_time{3'000};    // running answers get this long to end
};

// How long the body of a request may be, told from its head (`body` is empty). Called on the
// server's threads, several at a time; only for requests that may have a body beyond
// Limits::body_bytes.
using BodyLimit = std::function<std::uint64_t(const Request& head)>;

struct Options {
    std::string address = "127.0.0.1";  // IPv4 or IPv6 literal
    std::uint16_t port = 0;             // 0: a free one
    int threads = 2;                    // 1–64
    Limits limits;
    BodyLimit body_limit;  // empty: Limits::body_bytes for all
};

class Server {
public:
    // Listens and answers when this returns. Errors: no address literal, port taken, no rights.
    static Result<std::unique_ptr<Server>> start(const Options& options, Handler handler);

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();  // stops

    std::uint16_t port() const;

    // Takes no new connection, closes idle ones, ends streams after the piece under way, lets
    // running answers end (stop_time), then closes all. Returns when no thread of the server is
    // left; a second call does nothing.
    void stop();

private:
    struct State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mingcha::httpd
