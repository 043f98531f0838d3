#include "gather/documents.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/url.h"
#include "gather/next_hop.h"
#include "gather/outcome.h"
#include "gather/unpack.h"

namespace mingcha::gather {

namespace {

constexpr int kPollMs = 50;
constexpr std::int64_t kMsPerSecond = 1000;

using Clock = std::chrono::steady_clock;

struct Document {
    std::string url, cookie;
    Tries tries;
    int hops = 0;
    int attempts = 0;
    bool under_way = false, over = false;
    Clock::time_point not_before;  // a pause before the next try
};

std::string validator(std::string_view value) {
    return value.size() <= kMaxValidatorBytes ? std::string(value) : std::string();
}

class Documents {
public:
    Documents(const DocumentOptions& options, const std::vector<DocumentRequest>& requests,
              std::unique_ptr<Fetcher> fetcher, const TakeDocument& take)
        : options_(options),
          requests_(requests),
          fetcher_(std::move(fetcher)),
          hand_on_(take),
          documents_(requests.size()) {
        for (std::size_t i = 0; i < requests.size(); ++i) {
            documents_[i].url = resolve(trim(requests[i].url), "");
        }
    }

    bool run(const std::atomic<bool>& stop) {
        std::size_t left = documents_.size();
        while (left > 0 && !stop && !given_up_) {
            send();
            for (FetchResponse& response : fetcher_->wait(kPollMs)) {
                const std::size_t index = response.token;
                if (take(index, std::move(response))) --left;
            }
        }
        return left == 0 && !given_up_;
    }

private:
    void send() {
        const auto now = Clock::now();
        for (std::size_t i = 0; i < documents_.size() && running_ < kDocumentsAtOnce; ++i) {
            Document& document = documents_[i];
            if (document.under_way || document.over || document.not_before > now) continue;
            const std::string host = lower_ascii(url_host(document.url));
            if (busy_.contains(host)) continue;
            if (const auto next = host_next_.find(host);
                next != host_next_.end() && next->second > now) {
                continue;
            }
            if (options_.rate > 0) {
                host_next_[host] =
                    now + std::chrono::milliseconds(
                              static_cast<std::int64_t>(kMsPerSecond / options_.rate));
            }
            busy_.insert(host);
            document.under_way = true;
            ++running_;
            FetchRequest request;
            request.token = i;
            request.url = document.url;
            request.as_browser = document.tries.as_browser;
            request.cookie = document.cookie;
            request.html_cap = request.other_cap = requests_[i].cap;
            request.etag = validator(requests_[i].etag);
            request.last_modified = validator(requests_[i].last_modified);
            fetcher_->start(std::move(request));
        }
    }

    // True: this document is over.
    bool take(std::size_t index, FetchResponse response) {
        Document& document = documents_[index];
        busy_.erase(lower_ascii(url_host(document.url)));
        document.under_way = false;
        --running_;
        ++document.attempts;
        const Assessment said = assess(response, document.tries);
        if (said.next == Next::follow && follow(document, response)) return false;
        if (said.next == Next::try_again || said.next == Next::ask_as_browser) {
            again(document, said.next);
            return false;
        }
        document.over = true;
        settle(index, said, std::move(response));
        return true;
    }

    static bool follow(Document& document, const FetchResponse& response) {
        if (++document.hops > kMaxRedirects) return false;
        const std::string target = resolve(document.url, header_value(response.head, "location"));
        if (target.empty()) return false;
        const bool same = same_site_host(url_host(target), url_host(document.url));
        document.cookie = same ? with_cookies(std::move(document.cookie), response.head) : "";
        document.url = target;
        return true;
    }

    void again(Document& document, Next next) {
        if (next == Next::ask_as_browser) {
            document.tries.as_browser = true;
            return;
        }
        const std::int64_t pause = options_.first_retry_ms << (2 * document.tries.failures);
        ++document.tries.failures;
        document.not_before = Clock::now() + std::chrono::milliseconds(pause);
    }

    void settle(std::size_t index, const Assessment& said, FetchResponse response) {
        DocumentOutcome outcome;
        outcome.url = documents_[index].url;
        outcome.attempts = documents_[index].attempts;
        outcome.state = said.state;
        outcome.reason = said.reason;
        if (said.next == Next::follow) {
            outcome.state = LinkState::dead;
            outcome.reason = {ReasonCode::site, fmt::format("跳转超过 {} 次，或跳转地址无效",
                                                            kMaxRedirects)};
        }
        outcome.not_modified = response.status == 304;
        if (outcome.state == LinkState::fine && !outcome.not_modified) {
            read_body(requests_[index].cap, response, outcome);
        }
        outcome.etag = validator(header_value(response.head, "etag"));
        outcome.last_modified = validator(header_value(response.head, "last-modified"));
        outcome.response = std::move(response);
        if (!hand_on_(index, outcome)) given_up_ = true;
    }

    static void read_body(std::size_t cap, FetchResponse& response, DocumentOutcome& outcome) {
        const auto how = unpack(response.body.bytes(),
                                header_value(response.head, "content-encoding"), cap, outcome.body);
        if (how == Unpacked::as_is) outcome.body = response.body.bytes();
        outcome.too_large = response.cut || how == Unpacked::too_large;
        if (outcome.too_large) {
            outcome.reason = {ReasonCode::site, fmt::format("大于 {} MB", cap >> 20)};
        } else if (how == Unpacked::damaged || how == Unpacked::unknown_encoding) {
            outcome.reason = {ReasonCode::site, "压缩数据损坏或编码不明，无法解开"};
        } else if (is_wall_page(outcome.body, response.head)) {
            outcome.state = LinkState::blocked;
            outcome.reason = {ReasonCode::blocked, "防火墙的验证或拦截页面"};
        }
        if (outcome.reason.code == ReasonCode::none) return;
        if (outcome.state == LinkState::fine) outcome.state = LinkState::dead;
        outcome.body.clear();
    }

    const DocumentOptions& options_;
    const std::vector<DocumentRequest>& requests_;
    std::unique_ptr<Fetcher> fetcher_;
    const TakeDocument& hand_on_;
    std::vector<Document> documents_;
    std::size_t running_ = 0;
    bool given_up_ = false;
    std::set<std::string> busy_;
    std::map<std::string, Clock::time_point> host_next_;
};

}  // namespace

Result<bool> fetch_documents(const DocumentOptions& options,
                             const std::vector<DocumentRequest>& requests,
                             const std::atomic<bool>& stop, const TakeDocument& take) {
    auto fetcher = Fetcher::create(options.fetch);
    if (!fetcher) return Fail(fetcher.error());
    return Documents(options, requests, std::move(*fetcher), take).run(stop);
}

}  // namespace mingcha::gather
