#include "gather/name_probe.h"

#include <netdb.h>

namespace mingcha::gather {

NameProbe::NameProbe(std::function<void()> on_answer)
    : on_answer_(std::move(on_answer)), thread_([this] { run(); }) {}

NameProbe::~NameProbe() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void NameProbe::ask(std::size_t ticket, std::string host, bool ipv6) {
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back({ticket, std::move(host), ipv6});
    }
    changed_.notify_all();
}

std::vector<NameProbe::Answer> NameProbe::answers() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
}

void NameProbe::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stop_ || !asked_.empty(); });
        if (stop_) return;
        const auto [ticket, host, ipv6] = std::move(asked_.front());
        asked_.pop_front();
        lock.unlock();
        addrinfo* found = nullptr;
        addrinfo wanted{};
        wanted.ai_family = ipv6 ? AF_INET6 : AF_UNSPEC;
        wanted.ai_socktype = SOCK_STREAM;
        const int code = getaddrinfo(host.c_str(), nullptr, &wanted, &found);
        if (found != nullptr) freeaddrinfo(found);
        lock.lock();
        const bool none = code == EAI_NONAME || code == EAI_NODATA || code == EAI_ADDRFAMILY;
        answers_.push_back({ticket, none});
        lock.unlock();
        on_answer_();
        lock.lock();
    }
}

}  // namespace mingcha::gather
