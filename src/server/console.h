// The console over HTTP: who may come in, the API, the files of the web console.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "httpd/server.h"
#include "server/call.h"
#include "server/routes.h"

namespace mingcha::server {

inline constexpr std::string_view kApi = "/api/v1";
inline constexpr std::uint64_t kMaxBody = 64U << 10;
inline constexpr std::uint64_t kMaxUpload = 32U << 20;  // of somebody signed in: tables, proofs
// Requests of one address: so many at once, then so many a second.
inline constexpr std::int64_t kBurst = 2'000;
inline constexpr std::int64_t kPerSecond = 1'000;
inline constexpr std::size_t kMaxAddresses = 10'000;
inline constexpr int kMaxRefusalsLogged = 50;  // a session

class Console {
public:
    // `store` outlives the console.
    Console(store::Store& store, ConsoleOptions options);

    // Any thread, several at a time.
    httpd::Response respond(const httpd::Request& request);

    // How long a body may be, from its head alone.
    std::uint64_t body_limit(const httpd::Request& head);

private:
    httpd::Response route(const httpd::Request& request);
    httpd::Response api(const httpd::Request& request);
    httpd::Response allowed(Call& call, const Route& route);
    httpd::Response file(const httpd::Request& request);
    httpd::Response metrics();
    bool too_many(const std::string& address);
    void log_refusal(Call& call, const Route& route);

    struct Bucket {
        Instant at;
        std::int64_t left = kBurst;
    };

    Services services_;
    std::mutex bucket_mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
    std::array<std::atomic<std::uint64_t>, 6> answers_{};  // by the first digit of the status
};

}  // namespace mingcha::server
