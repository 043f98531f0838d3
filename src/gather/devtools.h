// Chromium's DevTools protocol over its pipe (--remote-debugging-pipe): JSON messages that end in
// NUL, commands into descriptor 3, answers and events out of descriptor 4.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::gather {

using DevtoolsClock = std::chrono::steady_clock;

class Devtools {
public:
    Devtools() = default;
    ~Devtools();  // ends the browser and all its processes
    Devtools(const Devtools&) = delete;
    Devtools& operator=(const Devtools&) = delete;

    // Starts `words` (program first, looked up on PATH). Errors: it cannot be started.
    Result<bool> start(std::vector<std::string> words);

    // Sends a command and waits for its answer, the whole JSON message. `parameters` is a JSON
    // object. Errors: an error of the protocol, the browser ended, `deadline` passed, an answer
    // longer than `max_bytes`.
    Result<std::string> call(std::string_view method, std::string_view parameters,
                             DevtoolsClock::time_point deadline, std::size_t max_bytes);

    // Until an event of this name came since the last call of `forget_events`. Errors as call.
    Result<bool> wait_for(std::string_view event, DevtoolsClock::time_point deadline);
    void forget_events() { events_.clear(); }

    // Commands from now on are for this session.
    void use_session(std::string id) { session_ = std::move(id); }

private:
    Result<std::string> next_message(DevtoolsClock::time_point deadline, std::size_t max_bytes);

    pid_t child_ = 0;
    int to_ = -1, from_ = -1;
    std::int64_t last_id_ = 0;
    std::string session_;
    std::string received_;
    std::size_t looked_at_ = 0;  // of received_, for the end of a message
    std::vector<std::string> events_;
};

// The string value behind "key": of a message of Chromium's, without escapes; empty where there is
// none. Fit for ids and base64, which need no escapes.
std::string_view plain_value(std::string_view message, std::string_view key);

}  // namespace mingcha::gather
