#include "notify/channel.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/url.h"

namespace mingcha::notify {

namespace {

constexpr std::size_t kMaxMailBytes = 254;  // RFC 5321 §4.5.3.1.3
constexpr std::size_t kMaxLocalPart = 64;
constexpr int kMaxPort = 65'535;
constexpr std::array kKinds{ChannelKind::smtp, ChannelKind::wecom, ChannelKind::dingtalk,
                            ChannelKind::webhook};
constexpr std::array kSecurities{MailSecurity::starttls, MailSecurity::tls, MailSecurity::none};

bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_id(std::string_view id) {
    return id.size() >= 2 && id.size() <= 32 && id.front() != '-' &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

// What may stand in a URL or a header: printable ASCII without space.
bool is_visible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

bool is_host_port(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    int port = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc() || stopped != end || port < 1 || port > kMaxPort) return false;
    const std::string_view host = text.substr(0, colon);
    const bool six = host.front() == '[' && host.back() == ']';
    return std::all_of(host.begin(), host.end(), [six](char c) {
        return is_alnum(c) || c == '.' || c == '-' || (six && (c == ':' || c == '[' || c == ']'));
    });
}

Result<bool> check_mail(const Channel& channel, const ChannelSecret& secret) {
    if (!is_host_port(channel.address)) {
        return fail("address", "邮件服务器应写作 主机:端口", "如 smtp.example.gov.cn:465");
    }
    if (!is_mail_address(channel.from)) {
        return fail("from", "不是一个邮箱地址", "填写发件人的邮箱，如 wzjc@example.gov.cn");
    }
    if (!is_visible(channel.user)) {
        return fail("user", "登录名含有空格或特殊字符", "按邮件服务器的要求填写，通常是邮箱地址");
    }
    if (!channel.user.empty() && secret.key.empty()) {
        return fail("key", "有登录名，没有密码", "填写密码（多数邮箱要用授权码）");
    }
    return true;
}

Result<bool> check_http(const Channel& channel, const ChannelSecret& secret) {
    if (url_host(channel.address).empty() ||
        !(channel.address.starts_with("http://") || channel.address.starts_with("https://")) ||
        !is_visible(channel.address) || channel.address.find('@') != std::string::npos ||
        channel.address.find('#') != std::string::npos) {
        return fail("address", "不是一个 http 或 https 地址",
                    "粘贴群机器人给出的整个 Webhook 地址");
    }
    if (!is_visible(secret.query)) {
        return fail("address", "地址的参数含有空格或特殊字符", "重新复制整个地址");
    }
    const auto wants = [&](std::string_view name) {
        return ("&" + secret.query).find("&" + std::string(name) + "=") == std::string::npos;
    };
    if (channel.kind == ChannelKind::wecom && wants("key")) {
        return fail("address",
                    "企业微信群机器人的地址里没有 key=", "在群聊的机器人资料里复制 Webhook 地址");
    }
    if (channel.kind == ChannelKind::dingtalk && wants("access_token")) {
        return fail("address",
                    "钉钉机器人的地址里没有 access_token=", "在群设置的机器人里复制 Webhook 地址");
    }
    return true;
}

}  // namespace

SplitAddress split_address(ChannelKind kind, std::string_view pasted) {
    const std::string_view whole = trim(pasted);
    const std::size_t question = whole.find('?');
    if (kind == ChannelKind::smtp || question == std::string_view::npos) {
        return {std::string(whole), {}};
    }
    return {std::string(whole.substr(0, question)), std::string(whole.substr(question + 1))};
}

Result<bool> check_channel(const Channel& channel, const ChannelSecret& secret) {
    if (!is_id(channel.id)) {
        return fail("id", "\"" + shorten(channel.id, 40) + "\" 不能作编号",
                    "2 到 32 个小写字母、数字或连字符，如 mail-1");
    }
    if (trim(channel.name).empty() || char_count(channel.name) > kMaxChannelName ||
        has_control(channel.name)) {
        return fail("name", "名称为空或太长", "1 到 40 个字");
    }
    if (channel.address.size() + secret.query.size() > kMaxChannelAddress) {
        return fail("address", "地址太长", "最多 500 字节");
    }
    if (secret.key.size() > kMaxSecret || has_control(secret.key)) {
        return fail("key", "密钥或密码太长，或含有换行", "重新复制");
    }
    return channel.kind == ChannelKind::smtp ? check_mail(channel, secret)
                                             : check_http(channel, secret);
}

std::string to_text(const ChannelSecret& secret) {
    const nlohmann::json json{{"query", secret.query}, {"key", secret.key}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<ChannelSecret> parse_secret(std::string_view text) {
    try {
        const auto json = nlohmann::json::parse(text);
        return ChannelSecret{json.at("query").get<std::string>(),
                             json.at("key").get<std::string>()};
    } catch (const nlohmann::json::exception&) {
        return fail("key", "保存的密钥读不出来", "重新填写密钥");
    }
}

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (text.size() > kMaxMailBytes || at == 0 || at == std::string_view::npos) return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    constexpr std::string_view kLocal = ".!#$%&'*+/=?^_`{|}~-";
    if (local.size() > kMaxLocalPart || local.front() == '.' || local.back() == '.' ||
        local.find("..") != std::string_view::npos ||
        !std::all_of(local.begin(), local.end(), [kLocal](char c) {
            return is_alnum(c) || kLocal.find(c) != std::string_view::npos;
        })) {
        return false;
    }
    const auto labels = split(domain, '.');
    return !domain.empty() && std::all_of(labels.begin(), labels.end(), [](std::string_view each) {
        return !each.empty() && each.front() != '-' && each.back() != '-' &&
               std::all_of(each.begin(), each.end(),
                           [](char c) { return is_alnum(c) || c == '-'; });
    });
}

std::string_view to_string(ChannelKind kind) {
    switch (kind) {
        case ChannelKind::smtp:
            return "smtp";
        case ChannelKind::wecom:
            return "wecom";
        case ChannelKind::dingtalk:
            return "dingtalk";
        case ChannelKind::webhook:
            break;
    }
    return "webhook";
}

std::string_view to_chinese(ChannelKind kind) {
    switch (kind) {
        case ChannelKind::smtp:
            return "邮件";
        case ChannelKind::wecom:
            return "企业微信群机器人";
        case ChannelKind::dingtalk:
            return "钉钉群机器人";
        case ChannelKind::webhook:
            break;
    }
    return "Webhook";
}

std::optional<ChannelKind> parse_channel_kind(std::string_view text) {
    for (const ChannelKind kind : kKinds) {
        if (to_string(kind) == text) return kind;
    }
    return std::nullopt;
}

std::string_view to_string(MailSecurity security) {
    switch (security) {
        case MailSecurity::starttls:
            return "starttls";
        case MailSecurity::tls:
            return "tls";
        case MailSecurity::none:
            break;
    }
    return "none";
}

std::optional<MailSecurity> parse_mail_security(std::string_view text) {
    for (const MailSecurity security : kSecurities) {
        if (to_string(security) == text) return security;
    }
    return std::nullopt;
}

}  // namespace mingcha::notify
