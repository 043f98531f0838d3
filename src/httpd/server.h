// A small HTTP/1.1 server behind a plain interface: one handler answers every request. Bounded in
// header, body, time and connections; a slow client holds nobody else up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingcha::httpd {

inline constexpr std::uint32_t kMaxHeaderBytes = 16U << 10;
inline constexpr std::uint64_t kMaxBodyBytes = 16U << 20;
inline constexpr int kIdleSeconds = 30;  // a connection that says nothing for so long is closed
inline constexpr std::size_t kMaxConnections = 6000;

struct Request {
    std::string method;
    std::string target;  // path and query as sent
    std::string host;
    std::string user_agent;
    std::string cookie;
    std::string body;
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    int delay_ms = 0;     // answered so much later; other connections go on
    bool abrupt = false;  // the connection is closed instead of an answer
};

// Called on the server's threads, several at once where there are several.
using Handler = std::function<Response(const Request&)>;

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    int threads = 1;
};

class Server {
public:
    // Errors: the address is none, or the port is taken.
    static Result<std::unique_ptr<Server>> start(const Options& options, Handler handler);
    virtual ~Server() = default;  // stops

    virtual std::uint16_t port() const = 0;
    // No new requests; those under way get two seconds.
    virtual void stop() = 0;
};

}  // namespace mingcha::httpd
