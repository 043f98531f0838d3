// A web server on loopback for tests: what it answers is a function of the request. One thread a
// connection.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mingcha::testing {

struct LocalRequest {
    std::string target;  // "/path?query"
    std::string head;    // request line and headers
    std::string host;    // Host header, without port
};

// Sent as it is, so that broken answers can be served too; an empty one closes the connection.
// Answers without Content-Length are ended by closing.
using LocalHandler = std::function<std::string(const LocalRequest&)>;

class LocalServer {
public:
    explicit LocalServer(LocalHandler handler);
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    int port() const { return port_; }
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    std::vector<LocalRequest> requests() const;
    int count(const std::string& target) const;

private:
    void accept_all();
    void serve(int socket);

    LocalHandler handler_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stop_ = false;
    mutable std::mutex mutex_;
    std::vector<LocalRequest> requests_;
    std::vector<std::thread> threads_;
    std::vector<int> sockets_;
    std::thread acceptor_;
};

// "HTTP/1.1 200 OK" with Content-Length. `headers`: further lines, each ended by CR LF.
std::string answer(const std::string& body, const std::string& status = "200 OK",
                   const std::string& headers = "Content-Type: text/html; charset=utf-8\r\n");

}  // namespace mingcha::testing
