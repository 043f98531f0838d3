#include "httpd/message.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace mingcha::httpd {

namespace {

constexpr std::array<std::string_view, 3> kOwnHeaders = {"content-length", "connection",
                                                         "transfer-encoding"};

bool is_own(std::string_view name) {
    for (const std::string_view own : kOwnHeaders) {
        if (equals_ignoring_ascii_case(name, own)) return true;
    }
    return false;
}

bool is_token(std::string_view name) {
    constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        if (!letter && !digit && kSigns.find(c) == std::string_view::npos) return false;
    }
    return !name.empty();
}

bool is_one_line(std::string_view value) {
    return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

std::string without_port(std::string_view host) {
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.rfind(':');
    const bool port =
        colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    return lower_ascii(port ? host.substr(0, colon) : host);
}

std::string chunked(const std::vector<std::string>& pieces) {
    std::string out;
    for (const std::string& piece : pieces) {
        if (piece.empty()) continue;  // an empty chunk would end the body
        out += chunk(piece);
    }
    return out.append(kLastChunk);
}

std::string head_text(const Response& response, std::string_view reason, bool keep_alive) {
    std::string out = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason);
    for (const auto& [name, value] : response.headers) {
        if (is_own(name) || !is_token(name) || !is_one_line(value)) continue;
        out += name + ": " + value + "\r\n";
    }
    return out + (keep_alive ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
}

}  // namespace

std::string chunk(std::string_view piece) {
    return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

std::string stream_head(const Response& response, std::string_view reason, bool chunked) {
    return head_text(response, reason, false) +
           (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [each, value] : headers) {
        if (equals_ignoring_ascii_case(each, name)) return value;
    }
    return {};
}

void split_target(Request& request) {
    std::string_view rest = request.target;
    std::string_view host = request.header("Host");
    const std::size_t scheme = rest.find("://");
    if (!rest.starts_with('/') && scheme != std::string_view::npos) {
        rest.remove_prefix(scheme + 3);
        const std::size_t end = rest.find_first_of("/?");
        host = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view("/") : rest.substr(end);
    }
    request.host = without_port(host);
    const std::size_t question = rest.find('?');
    request.path = std::string(rest.substr(0, question));
    request.query =
        question == std::string_view::npos ? "" : std::string(rest.substr(question + 1));
    if (request.path.empty()) request.path = "/";
}

std::string wire_text(const Response& response, std::string_view reason, bool keep_alive,
                      bool head_only) {
    std::string out = head_text(response, reason, keep_alive);
    if (response.status < 200 || response.status == 204 || response.status == 304) {
        return out + "\r\n";
    }
    if (!response.pieces.empty()) {
        out += "Transfer-Encoding: chunked\r\n\r\n";
        return head_only ? out : out + chunked(response.pieces);
    }
    out += fmt::format("Content-Length: {}\r\n\r\n", response.body.size());
    return head_only ? out : out + response.body;
}

}  // namespace mingcha::httpd
