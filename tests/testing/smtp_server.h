// A mail server on loopback for tests (RFC 5321, RFC 4954 PLAIN and LOGIN), without TLS. What it
// refuses is told to it. One connection after the other.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mingcha::testing {

struct SmtpMail {
    std::string from, to;  // of the envelope
    std::string data;      // as sent, dots unstuffed
    std::string user, password;
};

struct SmtpManners {
    bool asks_for_login = false;
    std::string user, password;  // the right ones
    std::string after_rcpt;      // said instead of 250, such as "550 5.1.1 no such user"
    std::string after_data;      // said instead of 250 once the mail is there
    bool silent = false;         // greets nobody
};

class SmtpServer {
public:
    explicit SmtpServer(SmtpManners manners = {});
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    std::vector<SmtpMail> mails() const;

private:
    void run();
    void serve(int socket);

    SmtpManners manners_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stop_ = false;
    std::atomic<int> socket_ = -1;
    mutable std::mutex mutex_;
    std::vector<SmtpMail> mails_;
    std::thread thread_;
};

}  // namespace mingcha::testing
