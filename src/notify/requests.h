// What is sent to robots and webhooks, and what their answers mean.
//   WeCom     企业微信 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770)
//   DingTalk  钉钉 自定义机器人接入 and 安全设置 加签 (open.dingtalk.com)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "notify/channel.h"
#include "notify/message.h"

namespace mingcha::notify {

inline constexpr std::size_t kWecomTextBytes = 2048;
inline constexpr std::size_t kWecomMarkdownBytes = 4096;
inline constexpr std::size_t kDingtalkBytes = 18'000;  // of the 20,000 that a request may have
inline constexpr std::size_t kWebhookBytes = 200'000;
inline constexpr std::int64_t kRobotPerMinute = 20;  // WeCom and DingTalk refuse more of a robot

struct HttpPost {
    std::string url;  // with the secret query: never logged
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

// `now`: DingTalk takes a signature for an hour. Precondition: check_channel, not smtp.
HttpPost post_of(const Channel& channel, const ChannelSecret& secret, const Message& message,
                 Instant now);

// base64(HMAC-SHA256(secret, "TIMESTAMP\nSECRET")), not yet percent-encoded.
std::string dingtalk_sign(std::string_view secret, std::int64_t milliseconds);

enum class Outcome : std::uint8_t {
    sent,
    later,  // may go well another time: no connection, 5xx, too many a minute
    never,  // will not without a change: a wrong key, a refused address
};
struct Answered {
    Outcome outcome = Outcome::later;
    std::string reason;  // Chinese, one line, without a secret; empty where it was sent
};

// Robots say with HTTP 200 what went wrong: errcode other than 0. A webhook's body is not looked
// at: 2xx is sent.
Answered read_answer(ChannelKind kind, int status, std::string_view body);

}  // namespace mingcha::notify
