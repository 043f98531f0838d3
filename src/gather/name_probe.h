// Tells a name that does not exist from a DNS server that does not answer; libcurl calls both
// "could not resolve". Looks names up on a thread of its own, because getaddrinfo blocks.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace mingcha::gather {

class NameProbe {
public:
    // `on_answer` is called from the probe's thread whenever answers() has something new.
    explicit NameProbe(std::function<void()> on_answer);
    ~NameProbe();
    NameProbe(const NameProbe&) = delete;
    NameProbe& operator=(const NameProbe&) = delete;

    struct Answer {
        std::size_t ticket = 0;
        bool exists_not = false;  // true: the name certainly does not exist
    };

    // `ipv6`: only AAAA records count.
    void ask(std::size_t ticket, std::string host, bool ipv6 = false);
    std::vector<Answer> answers();

private:
    void run();

    std::function<void()> on_answer_;
    std::mutex mutex_;
    std::condition_variable changed_;
    struct Question {
        std::size_t ticket = 0;
        std::string host;
        bool ipv6 = false;
    };
    std::deque<Question> asked_;
    std::vector<Answer> answers_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace mingcha::gather
