#include "gather/devtools.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

extern char** environ;

namespace mingcha::gather {

namespace {

constexpr int kCommands = 3, kAnswers = 4;  // what Chromium reads from and writes to
constexpr int kAboveThem = 10;              // ours lie higher, so that none is written over
constexpr auto kFarewell = std::chrono::seconds(3);
constexpr std::size_t kMaxEventBytes = 1U << 20;
constexpr std::size_t kMaxEvents = 10'000;

Fail browser_error(std::string what) {
    return fail("chromium", std::move(what), "chromium --version 应能运行；或不生成 pdf");
}

void close_fd(int& fd) {
    if (fd >= 0) ::close(std::exchange(fd, -1));
}

// A pair of connected sockets, both above the descriptors that the browser gets.
bool connect_pair(int& ours, int& theirs) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
    ours = ::fcntl(ends[0], F_DUPFD_CLOEXEC, kAboveThem);
    theirs = ::fcntl(ends[1], F_DUPFD_CLOEXEC, kAboveThem);
    ::close(ends[0]);
    ::close(ends[1]);
    return ours >= 0 && theirs >= 0;
}

std::string_view event_name(std::string_view message) {
    constexpr std::string_view kHead = "{\"method\":\"";
    if (!message.starts_with(kHead)) return {};
    message.remove_prefix(kHead.size());
    return message.substr(0, message.find('"'));
}

}  // namespace

std::string_view plain_value(std::string_view message, std::string_view key) {
    const std::string head = fmt::format("\"{}\":\"", key);
    const std::size_t at = message.find(head);
    if (at == std::string_view::npos) return {};
    message.remove_prefix(at + head.size());
    return message.substr(0, message.find('"'));
}

Devtools::~Devtools() {
    close_fd(to_);  // it ends when nobody can command it any more
    close_fd(from_);
    if (child_ <= 0) return;
    const auto deadline = DevtoolsClock::now() + kFarewell;
    int status = 0;
    while (waitpid(child_, &status, WNOHANG) == 0 && DevtoolsClock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    kill(-child_, SIGKILL);  // the group: renderers may outlive it
    waitpid(child_, &status, WNOHANG);
}

Result<bool> Devtools::start(std::vector<std::string> words) {
    int in = -1, out = -1;
    if (!connect_pair(to_, in) || !connect_pair(from_, out)) {
        close_fd(in);
        close_fd(out);
        return browser_error(std::strerror(errno));
    }
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, in, kCommands);
    posix_spawn_file_actions_adddup2(&actions, out, kAnswers);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    const int error = posix_spawnp(&child_, words.front().c_str(), &actions, &attributes,
                                   arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close_fd(in);
    close_fd(out);
    if (error == 0) return true;
    child_ = 0;
    return fail("chromium", std::strerror(error),
                "安装 chromium，或用 --formats docx,html,xlsx,json 不生成 pdf");
}

Result<std::string> Devtools::next_message(DevtoolsClock::time_point deadline,
                                           std::size_t max_bytes) {
    std::array<char, 64 * 1024> piece;
    while (true) {
        const std::size_t end = received_.find('\0', looked_at_);
        if (end != std::string::npos) {
            std::string message = received_.substr(0, end);
            received_.erase(0, end + 1);
            looked_at_ = 0;
            return message;
        }
        looked_at_ = received_.size();
        if (received_.size() > max_bytes) return browser_error("its answer is too large");
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - DevtoolsClock::now());
        if (left.count() <= 0) return browser_error("printing took too long");
        pollfd ready{from_, POLLIN, 0};
        const int got = ::poll(&ready, 1, static_cast<int>(left.count()));
        if (got < 0 && errno != EINTR) return browser_error(std::strerror(errno));
        if (got <= 0) continue;
        const ssize_t bytes = ::read(from_, piece.data(), piece.size());
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes <= 0) return browser_error("it ended before it had printed");
        received_.append(piece.data(), static_cast<std::size_t>(bytes));
    }
}

Result<std::string> Devtools::call(std::string_view method, std::string_view parameters,
                                   DevtoolsClock::time_point deadline, std::size_t max_bytes) {
    const std::int64_t id = ++last_id_;
    std::string text = fmt::format("{{\"id\":{},\"method\":\"{}\",\"params\":{}{}}}", id, method,
                                   parameters,
                                   session_.empty()
                                       ? std::string()
                                       : fmt::format(",\"sessionId\":\"{}\"", session_));
    text.push_back('\0');
    for (std::string_view rest = text; !rest.empty();) {
        const ssize_t sent = ::send(to_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return browser_error("it ended before it had printed");
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    const std::string head = fmt::format("{{\"id\":{},", id);
    while (true) {
        Result<std::string> message = next_message(deadline, max_bytes);
        if (!message) return message;
        if (const std::string_view event = event_name(*message); !event.empty()) {
            if (events_.size() < kMaxEvents) events_.emplace_back(event);
            continue;
        }
        if (!message->starts_with(head)) continue;
        if (message->compare(head.size(), 8, "\"error\":") != 0) return message;
        return browser_error(fmt::format("{}: {}", method, plain_value(*message, "message")));
    }
}

Result<bool> Devtools::wait_for(std::string_view event, DevtoolsClock::time_point deadline) {
    while (std::find(events_.begin(), events_.end(), event) == events_.end()) {
        const Result<std::string> message = next_message(deadline, kMaxEventBytes);
        if (!message) return Fail(message.error());
        const std::string_view name = event_name(*message);
        if (!name.empty() && events_.size() < kMaxEvents) events_.emplace_back(name);
    }
    return true;
}

}  // namespace mingcha::gather
