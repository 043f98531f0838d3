#include "notify/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hmac.h"
#include "base/text.h"

namespace mingcha::notify {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxSaidChars = 120;  // of a robot's errmsg

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string address_of(const Channel& channel, const ChannelSecret& secret) {
    return secret.query.empty() ? channel.address : channel.address + "?" + secret.query;
}

HttpPost wecom_post(const Channel& channel, const ChannelSecret& secret, const Message& message) {
    const char* type = channel.markdown ? "markdown" : "text";
    const std::string content = channel.markdown ? markdown_text(message, kWecomMarkdownBytes)
                                                 : plain_text(message, kWecomTextBytes);
    return {address_of(channel, secret),
            {{"Content-Type", "application/json"}},
            dumped({{"msgtype", type}, {type, {{"content", content}}}})};
}

HttpPost dingtalk_post(const Channel& channel, const ChannelSecret& secret, const Message& message,
                       Instant now) {
    constexpr std::int64_t kMilliseconds = 1000;
    HttpPost post{address_of(channel, secret), {{"Content-Type", "application/json"}}, {}};
    if (!secret.key.empty()) {
        const std::int64_t stamp = now.seconds * kMilliseconds;
        post.url += fmt::format("&timestamp={}&sign={}", stamp,
                                percent_encoded(dingtalk_sign(secret.key, stamp)));
    }
    Json body;
    if (channel.markdown) {
        body = {{"msgtype", "markdown"},
                {"markdown",
                 {{"title", one_line(message.title, kMaxTitle)},
                  {"text", markdown_text(message, kDingtalkBytes)}}}};
    } else {
        body = {{"msgtype", "text"}, {"text", {{"content", plain_text(message, kDingtalkBytes)}}}};
    }
    body["at"] = {{"isAtAll", false}};
    post.body = dumped(body);
    return post;
}

// The receiver reckons HMAC-SHA256 over "TIMESTAMP.BODY" and compares; the same Idempotency-Key
// means the same message.
HttpPost webhook_post(const Channel& channel, const ChannelSecret& secret, const Message& message,
                      Instant now) {
    const std::string stamp = fmt::format("{}", now.seconds);
    HttpPost post;
    post.url = address_of(channel, secret);
    post.body = dumped({{"id", message.id},
                        {"kind", message.kind},
                        {"unit", message.unit},
                        {"title", one_line(message.title, kMaxTitle)},
                        {"text", plain_text(message, kWebhookBytes)},
                        {"link", message.link}});
    post.headers = {{"Content-Type", "application/json; charset=utf-8"},
                    {"Idempotency-Key", message.id},
                    {"X-Mingcha-Timestamp", stamp}};
    if (!secret.key.empty()) {
        post.headers.emplace_back(
            "X-Mingcha-Signature",
            "sha256=" + hex(hmac_sha256(secret.key, stamp + "." + post.body)));
    }
    return post;
}

// Codes that another minute mends: WeCom 45009 (too often), -1 (busy); DingTalk 130101, 130102
// (too often), -1 (busy).
bool passes(std::int64_t code) {
    constexpr std::array<std::int64_t, 5> kPassing{-1, 45009, 45033, 130101, 130102};
    return std::find(kPassing.begin(), kPassing.end(), code) != kPassing.end();
}

Answered read_errcode(ChannelKind kind, std::string_view body) {
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("errcode") || !json["errcode"].is_number_integer()) {
        return {Outcome::never,
                std::string(to_chinese(kind)) + "没有按约定回答（没有 errcode），检查地址是否写错"};
    }
    const auto code = json["errcode"].get<std::int64_t>();
    if (code == 0) return {Outcome::sent, {}};
    std::string said;
    if (json.contains("errmsg") && json["errmsg"].is_string()) {
        said = one_line(json["errmsg"].get<std::string>(), kMaxSaidChars);
    }
    return {passes(code) ? Outcome::later : Outcome::never,
            fmt::format("{}返回 errcode {}：{}", to_chinese(kind), code, said)};
}

}  // namespace

std::string dingtalk_sign(std::string_view secret, std::int64_t milliseconds) {
    return base64_encoded(hmac_sha256(secret, fmt::format("{}\n{}", milliseconds, secret)));
}

HttpPost post_of(const Channel& channel, const ChannelSecret& secret, const Message& message,
                 Instant now) {
    switch (channel.kind) {
        case ChannelKind::wecom:
            return wecom_post(channel, secret, message);
        case ChannelKind::dingtalk:
            return dingtalk_post(channel, secret, message, now);
        case ChannelKind::smtp:
        case ChannelKind::webhook:
            break;
    }
    return webhook_post(channel, secret, message, now);
}

Answered read_answer(ChannelKind kind, int status, std::string_view body) {
    constexpr int kRequestTimeout = 408, kTooMany = 429;
    if (status >= 300 && status < 400) {
        return {Outcome::never,
                fmt::format("HTTP {}：对方要求转到另一地址，未跟随；填写最终的地址", status)};
    }
    if (status >= 500 || status == kRequestTimeout || status == kTooMany) {
        return {Outcome::later, fmt::format("HTTP {}：对方暂时不能接收", status)};
    }
    if (status < 200 || status >= 300) {
        return {Outcome::never, fmt::format("HTTP {}：对方拒绝，检查地址和密钥", status)};
    }
    if (kind == ChannelKind::webhook) return {Outcome::sent, {}};
    return read_errcode(kind, body);
}

}  // namespace mingcha::notify
