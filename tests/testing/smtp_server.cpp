#include "tests/testing/smtp_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>

#include "base/base64.h"

namespace mingcha::testing {

namespace {

class Lines {
public:
    explicit Lines(int socket) : socket_(socket) {}

    std::optional<std::string> next() {
        std::size_t end = 0;
        while ((end = held_.find("\r\n")) == std::string::npos) {
            std::array<char, 4096> buffer{};
            const ssize_t size = recv(socket_, buffer.data(), buffer.size(), 0);
            if (size <= 0) return std::nullopt;
            held_.append(buffer.data(), static_cast<std::size_t>(size));
        }
        std::string line = held_.substr(0, end);
        held_.erase(0, end + 2);
        return line;
    }
    void say(const std::string& line) {
        const std::string text = line + "\r\n";
        (void)!send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    }

private:
    int socket_;
    std::string held_;
};

std::string between(const std::string& line) {
    const std::size_t open = line.find('<'), close = line.find('>');
    return open == std::string::npos || close == std::string::npos
               ? line
               : line.substr(open + 1, close - open - 1);
}

bool starts(const std::string& line, const char* word) {
    return line.rfind(word, 0) == 0;
}

// "AUTH PLAIN …", "AUTH LOGIN", each with or without an initial response.
void read_login(Lines& lines, const std::string& line, SmtpMail& mail) {
    const auto answer = [&](const std::string& challenge) {
        lines.say("334 " + challenge);
        return base64_decoded(lines.next().value_or("")).value_or("");
    };
    if (starts(line, "AUTH PLAIN")) {
        const std::string said =
            line.size() > 11 ? base64_decoded(line.substr(11)).value_or("") : answer("");
        const std::size_t first = said.find('\0'), second = said.find('\0', first + 1);
        if (second == std::string::npos) return;
        mail.user = said.substr(first + 1, second - first - 1);
        mail.password = said.substr(second + 1);
        return;
    }
    mail.user =
        line.size() > 11 ? base64_decoded(line.substr(11)).value_or("") : answer("VXNlcm5hbWU6");
    mail.password = answer("UGFzc3dvcmQ6");
}

std::string read_data(Lines& lines) {
    std::string data;
    while (const auto line = lines.next()) {
        if (*line == ".") break;
        data += (line->rfind("..", 0) == 0 ? line->substr(1) : *line) + "\r\n";
    }
    return data;
}

}  // namespace

SmtpServer::SmtpServer(SmtpManners manners) : manners_(std::move(manners)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    listen(listener_, 8);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

SmtpServer::~SmtpServer() {
    stop_ = true;
    shutdown(listener_, SHUT_RDWR);
    if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(listener_);
}

std::vector<SmtpMail> SmtpServer::mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
}

void SmtpServer::run() {
    while (!stop_) {
        const int socket = accept(listener_, nullptr, nullptr);
        if (socket < 0) return;
        socket_ = socket;
        serve(socket);
        socket_ = -1;
        close(socket);
    }
}

void SmtpServer::serve(int socket) {
    Lines lines(socket);
    if (manners_.silent) {
        (void)lines.next();
        return;
    }
    lines.say("220 mail.example ready");
    SmtpMail mail;
    bool known = !manners_.asks_for_login;
    while (const auto line = lines.next()) {
        if (starts(*line, "EHLO")) {
            if (manners_.asks_for_login) lines.say("250-AUTH PLAIN LOGIN");
            lines.say("250 8BITMIME");
        } else if (starts(*line, "AUTH")) {
            read_login(lines, *line, mail);
            known = mail.user == manners_.user && mail.password == manners_.password;
            lines.say(known ? "235 2.7.0 ok" : "535 5.7.8 authentication failed");
        } else if (starts(*line, "MAIL")) {
            mail.from = between(*line);
            lines.say(known ? "250 ok" : "530 5.7.0 sign in first");
        } else if (starts(*line, "RCPT")) {
            mail.to = between(*line);
            lines.say(manners_.after_rcpt.empty() ? "250 ok" : manners_.after_rcpt);
        } else if (starts(*line, "DATA")) {
            lines.say("354 go on");
            mail.data = read_data(lines);
            if (manners_.after_data.empty()) {
                const std::lock_guard lock(mutex_);
                mails_.push_back(mail);
            }
            lines.say(manners_.after_data.empty() ? "250 2.0.0 taken" : manners_.after_data);
        } else if (starts(*line, "QUIT")) {
            lines.say("221 bye");
            return;
        } else {
            lines.say("502 5.5.1 unknown");
        }
    }
}

}  // namespace mingcha::testing
