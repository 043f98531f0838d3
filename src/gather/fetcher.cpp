#include "gather/fetcher.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <unordered_map>

#include "base/text.h"
#include "gather/certificate.h"
#include "gather/curl_fetcher.h"
#include "gather/name_probe.h"

namespace mingcha::gather {

namespace {

constexpr int kEventsAtOnce = 64;
constexpr long kReceiveBuffer = 64 * 1024;
constexpr long kConnectionsKept = 512;
// Old sites speak TLS 1.0 with weak ciphers: a fact to record, not a reason to see nothing.
constexpr const char* kCiphers = "DEFAULT@SECLEVEL=0";

using Clock = std::chrono::steady_clock;

struct SlistFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Slist = std::unique_ptr<curl_slist, SlistFree>;

Slist append(Slist list, std::string_view line) {
    return Slist(curl_slist_append(list.release(), std::string(line).c_str()));
}

template <std::size_t N>
Slist header_list(const std::array<std::string_view, N>& lines) {
    Slist list;
    for (std::string_view line : lines) list = append(std::move(list), line);
    return list;
}

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    std::string_view rest = url.substr(scheme + 3);
    rest = rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
    const std::size_t at = rest.rfind('@');
    if (at != std::string_view::npos) rest.remove_prefix(at + 1);
    if (!rest.empty() && rest.front() == '[') return rest.substr(0, rest.find(']') + 1);
    return rest.substr(0, std::min(rest.find(':'), rest.size()));
}

// curl counts a phase that was not reached, or an https one of plain http, as 0.
VisitPhases phases_of(CURL* easy) {
    const auto read = [&](CURLINFO which) -> std::optional<std::int64_t> {
        curl_off_t microseconds = 0;
        curl_easy_getinfo(easy, which, &microseconds);
        if (microseconds <= 0) return std::nullopt;
        return static_cast<std::int64_t>((microseconds + 999) / 1000);
    };
    return {read(CURLINFO_NAMELOOKUP_TIME_T), read(CURLINFO_CONNECT_TIME_T),
            read(CURLINFO_APPCONNECT_TIME_T), read(CURLINFO_STARTTRANSFER_TIME_T)};
}

class CurlFetcher;

// One exchange; its easy handle is kept and used again.
struct Transfer {
    CURL* easy = nullptr;
    CurlFetcher* owner = nullptr;
    FetchRequest request;
    FetchResponse response;
    bool forbidden = false;
    bool head_over = false;
    bool waits_for_room = false;
    bool waited = false;  // once at least: then a timeout is ours
    std::size_t cap = kMaxBodyBytes;
    std::size_t slot = 0;
    Clock::time_point begun;
    std::array<char, CURL_ERROR_SIZE> error{};
    Slist conditions;  // headers of this request alone; empty: the usual ones

    // What the body may come to: its length where it is said, never more than the cap.
    std::size_t whole_length() const {
        curl_off_t length = -1;
        curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
        return length < 0 ? cap : std::min(cap, static_cast<std::size_t>(length));
    }
};

class CurlFetcher final : public Fetcher {
public:
    explicit CurlFetcher(FetchOptions options)
        : options_(std::move(options)), pool_([this] {
              room_ = true;
              wake();
          }) {}
    ~CurlFetcher() override;

    Result<bool> open();
    void start(FetchRequest request) override;
    std::vector<FetchResponse> wait(int timeout_ms) override;
    std::size_t running() const override { return running_; }
    void wake() override {
        const std::uint64_t one = 1;
        // A full counter (EAGAIN) already wakes.
        [[maybe_unused]] const auto written = ::write(event_, &one, sizeof one);
    }

private:
    Transfer* idle_transfer();
    void configure(Transfer& transfer);
    void finish(Transfer& transfer, CURLcode code);
    void deliver(Transfer& transfer);
    void read_certificate_of(Transfer& transfer, long verified);
    void collect();
    void resume_paused();
    Failure classify(const Transfer& transfer, CURLcode code) const;

    static int on_socket(CURL*, curl_socket_t fd, int what, void* self, void*);
    static int on_timer(CURLM*, long timeout_ms, void* self);
    static curl_socket_t on_open(void* transfer, curlsocktype, curl_sockaddr* address);
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* transfer);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* transfer);

    FetchOptions options_;
    BodyPool pool_;
    std::atomic<bool> room_ = false;
    CURLM* multi_ = nullptr;
    int epoll_ = -1;
    int event_ = -1;
    Clock::time_point timer_ = Clock::time_point::max();
    Slist headers_ = header_list(kHeaders);
    Slist browser_headers_ = header_list(kBrowserHeaders);
    Slist names_to_;     // connect-to of names: the listed ones, then --resolve-all
    Slist literals_to_;  // of address literals: only the listed ones
    std::deque<Transfer> transfers_;
    std::vector<Transfer*> idle_;
    std::vector<FetchResponse> done_;
    std::size_t running_ = 0;
    std::unique_ptr<NameProbe> probe_;
    // By host and port: a connection that is used again shows no certificate again.
    std::unordered_map<std::string, Certificate> certificates_;
};

CurlFetcher::~CurlFetcher() {
    probe_.reset();
    for (Transfer& transfer : transfers_) {
        if (multi_ != nullptr) curl_multi_remove_handle(multi_, transfer.easy);
        curl_easy_cleanup(transfer.easy);
        transfer.response.body.release();
    }
    done_.clear();
    if (multi_ != nullptr) curl_multi_cleanup(multi_);
    if (event_ >= 0) ::close(event_);
    if (epoll_ >= 0) ::close(epoll_);
}

Result<bool> CurlFetcher::open() {
    static const CURLcode kGlobal = curl_global_init(CURL_GLOBAL_DEFAULT);
    multi_ = kGlobal == CURLE_OK ? curl_multi_init() : nullptr;
    epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
    event_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (multi_ == nullptr || epoll_ < 0 || event_ < 0) {
        return fail("fetcher", std::string("cannot be set up: ") + std::strerror(errno),
                    "the limit of open files may be too low (ulimit -n)");
    }
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.fd = event_;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, event_, &wanted);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlFetcher::on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlFetcher::on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kConnectionsKept);
    for (const std::string& line : options_.connect_to) {
        names_to_ = append(std::move(names_to_), line);
        literals_to_ = append(std::move(literals_to_), line);
    }
    if (!options_.resolve_all.empty()) {
        names_to_ = append(std::move(names_to_), "::" + options_.resolve_all);
    }
    probe_ = std::make_unique<NameProbe>([this] { wake(); });
    return true;
}

Transfer* CurlFetcher::idle_transfer() {
    if (!idle_.empty()) {
        Transfer* transfer = idle_.back();
        idle_.pop_back();
        return transfer;
    }
    Transfer& transfer = transfers_.emplace_back();
    transfer.easy = curl_easy_init();
    transfer.owner = this;
    transfer.slot = transfers_.size() - 1;
    configure(transfer);
    return &transfer;
}

// What stays the same from one exchange to the next.
void CurlFetcher::configure(Transfer& transfer) {
    CURL* easy = transfer.easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A proxy of the environment would look names up for us, out of the guard's sight.
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options_.request_seconds * 1000L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, kConnectSeconds * 1000L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, kReceiveBuffer);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1));
    curl_easy_setopt(easy, CURLOPT_SSL_CIPHER_LIST, kCiphers);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlFetcher::on_open);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlFetcher::on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlFetcher::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.error.data());
}

void CurlFetcher::start(FetchRequest request) {
    Transfer& transfer = *idle_transfer();
    transfer.response = FetchResponse{};
    transfer.response.token = request.token;
    transfer.response.url = request.url;
    transfer.response.as_browser = request.as_browser;
    transfer.response.guise = request.guise;
    transfer.response.cookie = request.cookie;
    transfer.response.at = Instant{std::chrono::duration_cast<std::chrono::seconds>(
                                       std::chrono::system_clock::now().time_since_epoch())
                                       .count()};
    transfer.request = std::move(request);
    transfer.forbidden = transfer.head_over = false;
    transfer.waits_for_room = transfer.waited = false;
    transfer.cap = transfer.request.html_cap;
    transfer.error[0] = '\0';
    transfer.begun = Clock::now();
    ++running_;
    const std::string_view host = host_of(transfer.request.url);
    if (host.empty() || transfer.request.url.size() > kMaxUrlBytes) {
        transfer.response.failure = Failure::bad_url;
        deliver(transfer);
        return;
    }
    transfer.response.body = pool_.take();
    const Guise guise = transfer.request.guise;
    const bool browser = transfer.request.as_browser || guise == Guise::searcher;
    const bool literal = parse_ip(host).has_value();
    CURL* easy = transfer.easy;
    curl_easy_setopt(easy, CURLOPT_URL, transfer.request.url.c_str());
    const std::string_view agent = guise == Guise::robot ? kRobotAgent
                                   : browser             ? kBrowserAgent
                                                         : kUserAgent;
    curl_easy_setopt(easy, CURLOPT_USERAGENT, std::string(agent).c_str());
    curl_easy_setopt(easy, CURLOPT_REFERER,
                     guise == Guise::searcher ? std::string(kSearchReferer).c_str() : nullptr);
    const FetchRequest& asked = transfer.request;
    transfer.conditions.reset();
    if (!asked.etag.empty() || !asked.last_modified.empty()) {
        Slist list = browser ? header_list(kBrowserHeaders) : header_list(kHeaders);
        if (!asked.etag.empty()) list = append(std::move(list), "If-None-Match: " + asked.etag);
        if (!asked.last_modified.empty()) {
            list = append(std::move(list), "If-Modified-Since: " + asked.last_modified);
        }
        transfer.conditions = std::move(list);
    }
    const Slist& usual = browser ? browser_headers_ : headers_;
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER,
                     transfer.conditions ? transfer.conditions.get() : usual.get());
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, literal ? literals_to_.get() : names_to_.get());
    curl_easy_setopt(easy, CURLOPT_COOKIE,
                     transfer.request.cookie.empty() ? nullptr : transfer.request.cookie.c_str());
    const bool ipv6 = guise == Guise::over_ipv6;
    const bool fresh = transfer.request.fresh || ipv6;
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, fresh ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_IPRESOLVE, ipv6 ? CURL_IPRESOLVE_V6 : CURL_IPRESOLVE_WHATEVER);
    if (curl_multi_add_handle(multi_, easy) != CURLM_OK) {
        transfer.response.failure = Failure::internal;
        deliver(transfer);
    }
}

int CurlFetcher::on_socket(CURL* /*easy*/, curl_socket_t fd, int what, void* self, void* known) {
    auto* fetcher = static_cast<CurlFetcher*>(self);
    if (what == CURL_POLL_REMOVE) {
        ::epoll_ctl(fetcher->epoll_, EPOLL_CTL_DEL, fd, nullptr);
        curl_multi_assign(fetcher->multi_, fd, nullptr);
        return 0;
    }
    epoll_event wanted{};
    wanted.data.fd = fd;
    if ((what & CURL_POLL_IN) != 0) wanted.events |= EPOLLIN;
    if ((what & CURL_POLL_OUT) != 0) wanted.events |= EPOLLOUT;
    ::epoll_ctl(fetcher->epoll_, known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &wanted);
    if (known == nullptr) curl_multi_assign(fetcher->multi_, fd, self);
    return 0;
}

int CurlFetcher::on_timer(CURLM* /*multi*/, long timeout_ms, void* self) {
    auto* fetcher = static_cast<CurlFetcher*>(self);
    fetcher->timer_ = timeout_ms < 0 ? Clock::time_point::max()
                                     : Clock::now() + std::chrono::milliseconds(timeout_ms);
    return 0;
}

curl_socket_t CurlFetcher::on_open(void* transfer, curlsocktype /*purpose*/,
                                   curl_sockaddr* address) {
    auto& mine = *static_cast<Transfer*>(transfer);
    const auto ip = ip_of(address->addr);
    if (!ip || !mine.owner->options_.guard.permits(*ip)) {
        mine.forbidden = true;
        if (ip) mine.response.address = format_ip(*ip);
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t CurlFetcher::on_header(char* data, std::size_t size, std::size_t count,
                                   void* transfer) {
    auto& mine = *static_cast<Transfer*>(transfer);
    const std::string_view line(data, size * count);
    std::string& head = mine.response.head;
    if (line.starts_with("HTTP/")) {  // an interim answer (1xx) came before
        head.clear();
        mine.head_over = false;
    }
    if (head.size() + line.size() > kMaxHeadBytes) {
        mine.response.failure = Failure::head_too_large;
        return 0;
    }
    head += line;
    if (mine.head_over || !trim(line).empty()) return line.size();
    mine.head_over = true;
    const std::string type = lower_ascii(header_value(head, "content-type"));
    const bool may_be_html = type.empty() || type.find("html") != std::string::npos ||
                             type.find("text/plain") != std::string::npos ||
                             type.find("octet-stream") != std::string::npos;
    mine.cap = may_be_html ? mine.request.html_cap : mine.request.other_cap;
    return line.size();
}

std::size_t CurlFetcher::on_body(char* data, std::size_t size, std::size_t count, void* transfer) {
    auto& mine = *static_cast<Transfer*>(transfer);
    Body& body = mine.response.body;
    const std::size_t bytes = size * count;
    const std::size_t after = std::min(body.bytes().size() + bytes, mine.cap);
    if (after > kSmallBody && !body.large()) {
        const std::size_t whole = mine.whole_length();
        if (!mine.owner->pool_.allow_large(body, whole)) {
            mine.waits_for_room = mine.waited = true;
            return CURL_WRITEFUNC_PAUSE;
        }
        body.bytes().reserve(whole);
    }
    body.bytes().append(data, after - body.bytes().size());
    mine.response.received += bytes;
    if (body.bytes().size() < mine.cap || bytes == 0) return bytes;
    mine.response.cut = true;
    return 0;  // enough: libcurl ends the exchange with CURLE_WRITE_ERROR
}

void CurlFetcher::resume_paused() {
    for (Transfer& transfer : transfers_) {
        if (!transfer.waits_for_room) continue;
        transfer.waits_for_room = false;
        curl_easy_pause(transfer.easy, CURLPAUSE_CONT);
    }
}

Failure CurlFetcher::classify(const Transfer& transfer, CURLcode code) const {
    if (transfer.response.failure != Failure::none) return transfer.response.failure;
    switch (code) {
        case CURLE_OK:
            return transfer.response.head.empty() ? Failure::protocol : Failure::none;
        case CURLE_WRITE_ERROR:
            return transfer.response.cut ? Failure::none : Failure::internal;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return Failure::bad_url;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return Failure::name_unresolved;
        case CURLE_COULDNT_CONNECT: {
            if (transfer.forbidden) return Failure::forbidden_address;
            long number = 0;
            curl_easy_getinfo(transfer.easy, CURLINFO_OS_ERRNO, &number);
            return number == ECONNREFUSED ? Failure::refused : Failure::unreachable;
        }
        case CURLE_OPERATION_TIMEDOUT:
            return transfer.waited ? Failure::internal : Failure::timeout;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CIPHER:
            return Failure::tls;
        case CURLE_OUT_OF_MEMORY:
        case CURLE_FAILED_INIT:
            return Failure::internal;
        default:
            return Failure::protocol;
    }
}

void CurlFetcher::finish(Transfer& transfer, CURLcode code) {
    CURL* easy = transfer.easy;
    FetchResponse& response = transfer.response;
    response.failure = classify(transfer, code);
    if (response.failure != Failure::none) response.detail = transfer.error.data();
    long number = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &number);
    response.status = static_cast<int>(number);
    curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &number);
    response.http_version = number == CURL_HTTP_VERSION_2_0   ? 2
                            : number == CURL_HTTP_VERSION_1_0 ? 10
                                                              : 11;
    const char* address = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address);
    if (address != nullptr && *address != '\0') response.address = address;
    response.tls = response.url.starts_with("https:");
    if (response.tls) {
        curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &number);
        read_certificate_of(transfer, number);
    }
    response.received += response.head.size();
    response.phases = phases_of(easy);
    response.elapsed_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - transfer.begun)
            .count();
    curl_multi_remove_handle(multi_, easy);
    transfer.waits_for_room = false;
    if (response.failure == Failure::name_unresolved) {
        probe_->ask(transfer.slot, std::string(host_of(response.url)),
                    response.guise == Guise::over_ipv6);
        return;  // delivered when the probe answers
    }
    deliver(transfer);
}

void CurlFetcher::read_certificate_of(Transfer& transfer, long verified) {
    FetchResponse& response = transfer.response;
    curl_certinfo* info = nullptr;
    curl_easy_getinfo(transfer.easy, CURLINFO_CERTINFO, &info);
    const std::string host(host_of(response.url));
    std::string key = response.url.substr(0, response.url.find('/', response.url.find("://") + 3));
    if (info != nullptr && info->num_of_certs > 0) {
        std::vector<std::string_view> lines;
        for (const curl_slist* each = info->certinfo[0]; each != nullptr; each = each->next) {
            lines.emplace_back(each->data);
        }
        if (certificates_.size() >= kCertificatesKept) certificates_.clear();
        certificates_[key] = read_certificate(lines, host, verified, response.at);
    }
    const auto known = certificates_.find(key);
    if (known != certificates_.end()) response.certificate = known->second;
    response.certificate_ok = response.certificate.trusted && verified == X509_V_OK;
}

void CurlFetcher::deliver(Transfer& transfer) {
    --running_;
    done_.push_back(std::move(transfer.response));
    transfer.response = FetchResponse{};
    idle_.push_back(&transfer);
}

void CurlFetcher::collect() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        finish(*transfer, code);
    }
    for (const NameProbe::Answer& answer : probe_->answers()) {
        Transfer& transfer = transfers_[answer.ticket];
        if (answer.exists_not) transfer.response.failure = Failure::name_not_found;
        deliver(transfer);
    }
}

std::vector<FetchResponse> CurlFetcher::wait(int timeout_ms) {
    const auto now = Clock::now();
    if (!done_.empty()) timeout_ms = 0;
    if (timer_ != Clock::time_point::max()) {
        const auto due = std::chrono::ceil<std::chrono::milliseconds>(timer_ - now).count();
        const int timer_ms = static_cast<int>(std::clamp<std::int64_t>(due, 0, 60'000));
        timeout_ms = timeout_ms < 0 ? timer_ms : std::min(timeout_ms, timer_ms);
    }
    std::array<epoll_event, kEventsAtOnce> events{};
    const int count = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, timeout_ms);
    int still = 0;
    for (int i = 0; i < count; ++i) {
        const int fd = events[static_cast<std::size_t>(i)].data.fd;
        const std::uint32_t flags = events[static_cast<std::size_t>(i)].events;
        if (fd == event_) {
            std::uint64_t counter = 0;
            [[maybe_unused]] const auto taken = ::read(event_, &counter, sizeof counter);
            continue;
        }
        int what = 0;
        if ((flags & EPOLLIN) != 0) what |= CURL_CSELECT_IN;
        if ((flags & EPOLLOUT) != 0) what |= CURL_CSELECT_OUT;
        if ((flags & (EPOLLERR | EPOLLHUP)) != 0) what |= CURL_CSELECT_IN | CURL_CSELECT_ERR;
        curl_multi_socket_action(multi_, fd, what, &still);
    }
    if (timer_ <= Clock::now()) {
        timer_ = Clock::time_point::max();
        curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &still);
    }
    if (room_.exchange(false)) resume_paused();
    collect();
    return std::exchange(done_, {});
}

}  // namespace

Result<std::unique_ptr<Fetcher>> Fetcher::create(FetchOptions options) {
    auto fetcher = std::make_unique<CurlFetcher>(std::move(options));
    if (auto opened = fetcher->open(); !opened) return Fail(opened.error());
    return std::unique_ptr<Fetcher>(std::move(fetcher));
}

}  // namespace mingcha::gather
