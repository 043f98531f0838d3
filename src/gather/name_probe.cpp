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

void NameProbe::ask(std::size_t ticket, std::string host) {
    {
        const std::lock_guard lock(mutex_);
        asked_.emplace_back(ticket, std::move(host));
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
        const auto [ticket, host] = std::move(asked_.front());
        asked_.pop_front();
        lock.unlock();
        addrinfo* found = nullptr;
        const int code = getaddrinfo(host.c_str(), nullptr, nullptr, &found);
        if (found != nullptr) freeaddrinfo(found);
        lock.lock();
        answers_.push_back({ticket, code == EAI_NONAME || code == EAI_NODATA});
        lock.unlock();
        on_answer_();
        lock.lock();
    }
}

}  // namespace mingcha::gather
