#include "courier/courier.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <mutex>

#include "base/text.h"
#include "notify/mail.h"

namespace mingcha::courier {

namespace {

using notify::Answered;
using notify::MailSecurity;
using notify::Outcome;

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

constexpr std::size_t kMaxSaidChars = 160;

void ready() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool is_link_local(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        constexpr std::uint32_t kLinkLocal = 0xA9FE0000U, kMask = 0xFFFF0000U;  // 169.254/16
        return (ntohl(four.sin_addr.s_addr) & kMask) == kLinkLocal;
    }
    if (address.sa_family != AF_INET6) return false;
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    if (IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr)) return true;
    const unsigned char* bytes = six.sin6_addr.s6_addr;
    return IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) && bytes[12] == 169 && bytes[13] == 254;
}

// After the name was resolved: a name may lead anywhere.
curl_socket_t open_socket(void* refused, curlsocktype, curl_sockaddr* address) {
    if (is_link_local(address->addr)) {
        *static_cast<bool*>(refused) = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_answer(char* data, std::size_t, std::size_t size, void* into) {
    auto& body = *static_cast<std::string*>(into);
    body.append(data, std::min(size, kMaxAnswerBytes - std::min(kMaxAnswerBytes, body.size())));
    return body.size() >= kMaxAnswerBytes ? 0 : size;
}

// The last refusal of a mail server: "535 5.7.8 Error: authentication failed".
std::size_t take_line(char* data, std::size_t, std::size_t size, void* into) {
    if (size == 0 || (data[0] != '4' && data[0] != '5')) return size;
    *static_cast<std::string*>(into) =
        notify::one_line(std::string_view(data, std::min<std::size_t>(size, 1024)), kMaxSaidChars);
    return size;
}

struct Upload {
    std::string_view left;
};
std::size_t give_mail(char* into, std::size_t, std::size_t room, void* from) {
    auto& upload = *static_cast<Upload*>(from);
    const std::size_t size = std::min(room, upload.left.size());
    std::memcpy(into, upload.left.data(), size);
    upload.left.remove_prefix(size);
    return size;
}

void prepare(CURL* easy, const Limits& limits, const char* protocols, bool* refused) {
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_ms));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole_ms));
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, refused);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
}

// curl's own words may hold the address with its key: ours do not.
std::string words_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return "查不到这个主机名";
        case CURLE_COULDNT_CONNECT:
            return "连接不上";
        case CURLE_OPERATION_TIMEDOUT:
            return "超时，对方没有回答";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "对方的证书不可信（自签的证书须先装入系统）";
        case CURLE_USE_SSL_FAILED:
            return "服务器不支持 STARTTLS，未发送";
        case CURLE_SSL_CONNECT_ERROR:
            return "TLS 握手失败，检查端口和加密方式";
        case CURLE_WRITE_ERROR:
            return "回答太长";
        default:
            return curl_easy_strerror(code);
    }
}

// What another try may mend; a certificate, a wrong name of a scheme or a login do not.
bool may_pass(CURLcode code) {
    constexpr std::array kPassing{CURLE_COULDNT_RESOLVE_HOST,
                                  CURLE_COULDNT_CONNECT,
                                  CURLE_OPERATION_TIMEDOUT,
                                  CURLE_SEND_ERROR,
                                  CURLE_RECV_ERROR,
                                  CURLE_GOT_NOTHING,
                                  CURLE_COULDNT_RESOLVE_PROXY,
                                  CURLE_SSL_CONNECT_ERROR};
    return std::find(kPassing.begin(), kPassing.end(), code) != kPassing.end();
}

Answered not_reached(CURLcode code, bool refused) {
    if (refused) return {Outcome::never, "这个地址属于链路本地网段，不向它发送"};
    return {may_pass(code) ? Outcome::later : Outcome::never, words_of(code)};
}

Answered no_memory() {
    return {Outcome::later, "内存不足"};
}

// 4xx of SMTP passes, 5xx does not (RFC 5321 §4.2.1).
Answered mail_answer(CURLcode code, long status, bool refused, const std::string& said) {
    constexpr long kPassing = 400, kLasting = 500;
    if (code == CURLE_OK) return {Outcome::sent, {}};
    if (code == CURLE_LOGIN_DENIED) {
        return {Outcome::never, "邮件服务器拒绝登录，检查登录名和密码（授权码）：" + said};
    }
    if (refused || status < kPassing || code == CURLE_USE_SSL_FAILED) {
        return not_reached(code, refused);
    }
    return {status >= kLasting ? Outcome::never : Outcome::later, "邮件服务器说：" + said};
}

}  // namespace

CurlCourier::CurlCourier(Limits limits) : limits_(limits) {
    ready();
}

Answered CurlCourier::carry(const Letter& letter) {
    return letter.channel.kind == notify::ChannelKind::smtp ? mail(letter) : post(letter);
}

Answered CurlCourier::post(const Letter& letter) {
    const notify::HttpPost request =
        notify::post_of(letter.channel, letter.secret, letter.message, letter.now);
    const Easy easy(curl_easy_init(), &curl_easy_cleanup);
    if (!easy) return no_memory();
    bool refused = false;
    prepare(easy.get(), limits_, "http,https", &refused);
    List headers(nullptr, &curl_slist_free_all);
    for (const auto& [name, value] : request.headers) {
        curl_slist* longer = curl_slist_append(headers.get(), (name + ": " + value).c_str());
        if (longer == nullptr) return no_memory();
        (void)headers.release();
        headers.reset(longer);
    }
    std::string body;
    curl_easy_setopt(easy.get(), CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_USERAGENT, "mingcha");
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &take_answer);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &body);
    const CURLcode code = curl_easy_perform(easy.get());
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    // A body that was cut off for its length, or broke off, does not undo what the status says.
    if (code != CURLE_OK && (status < 200 || refused)) return not_reached(code, refused);
    return notify::read_answer(letter.channel.kind, static_cast<int>(status), body);
}

Answered CurlCourier::mail(const Letter& letter) {
    const notify::Channel& channel = letter.channel;
    const auto text =
        notify::mail_text({channel.from, letter.from_name, letter.to, letter.now}, letter.message);
    if (!text) return {Outcome::never, text.error().what};
    const Easy easy(curl_easy_init(), &curl_easy_cleanup);
    if (!easy) return no_memory();
    bool refused = false;
    prepare(easy.get(), limits_, "smtp,smtps", &refused);
    const bool at_once = channel.security == MailSecurity::tls;
    curl_easy_setopt(easy.get(), CURLOPT_URL,
                     ((at_once ? "smtps://" : "smtp://") + channel.address).c_str());
    curl_easy_setopt(easy.get(), CURLOPT_USE_SSL,
                     static_cast<long>(channel.security == MailSecurity::none ? CURLUSESSL_NONE
                                                                              : CURLUSESSL_ALL));
    if (!channel.user.empty()) {
        curl_easy_setopt(easy.get(), CURLOPT_USERNAME, channel.user.c_str());
        curl_easy_setopt(easy.get(), CURLOPT_PASSWORD, letter.secret.key.c_str());
    }
    const List recipients(curl_slist_append(nullptr, ("<" + letter.to + ">").c_str()),
                          &curl_slist_free_all);
    Upload upload{*text};
    std::string said;
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, ("<" + channel.from + ">").c_str());
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, &give_mail);
    curl_easy_setopt(easy.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, &take_line);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &said);
    const CURLcode code = curl_easy_perform(easy.get());
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    return mail_answer(code, status, refused, said);
}

}  // namespace mingcha::courier
