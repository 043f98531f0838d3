// The console: which address shows which page, and who may see it. Read-only.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "base/time.h"
#include "httpd/server.h"
#include "store/store.h"

namespace mingcha::server {

inline constexpr std::size_t kMaxSessions = 64;  // the oldest one ends when another begins

struct ConsoleOptions {
    std::filesystem::path data_dir;
    std::function<std::string()> make_token;  // server::random_token, or a test's own
    std::function<Instant()> now;             // the wall clock, or a test's own
    // Told the path of each new one-time sign-in link ("/sign-in?token=…"): at the start, and again
    // whenever one was used.
    std::function<void(const std::string& path)> on_link;
};

class Console {
public:
    // `store` outlives the console.
    Console(store::Store& store, ConsoleOptions options);

    // Any thread, several at a time; the store is used by one at a time.
    httpd::Response respond(const httpd::Request& request);

private:
    httpd::Response route(const httpd::Request& request);
    httpd::Response sign_in(const httpd::Request& request);
    httpd::Response campaigns();
    httpd::Response campaign(std::string_view id, std::string_view site_code);
    httpd::Response due(std::string_view id);
    httpd::Response metrics();
    bool signed_in(const httpd::Request& request);
    void new_link();

    store::Store& store_;
    ConsoleOptions options_;
    std::mutex store_mutex_;
    std::mutex session_mutex_;
    std::string link_token_;
    std::deque<std::string> sessions_;
    std::atomic<std::uint64_t> answers_2xx_ = 0, answers_3xx_ = 0, answers_4xx_ = 0,
                               answers_5xx_ = 0;
    std::atomic<std::uint64_t> sign_ins_ = 0, refused_sign_ins_ = 0;
};

}  // namespace mingcha::server
