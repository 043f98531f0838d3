#include "tests/testing/local_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace mingcha::testing {

LocalServer::LocalServer(LocalHandler handler) : handler_(std::move(handler)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 256) != 0) {
        throw std::runtime_error("no free port on loopback");
    }
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

LocalServer::~LocalServer() {
    stop_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    {
        const std::lock_guard lock(mutex_);
        for (int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& thread : threads_) thread.join();
    for (int socket : sockets_) ::close(socket);
}

void LocalServer::accept_all() {
    while (!stop_) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) continue;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::lock_guard lock(mutex_);
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void LocalServer::serve(int socket) {
    std::string in;
    char piece[8192];
    while (!stop_) {
        const std::size_t end = in.find("\r\n\r\n");
        if (end == std::string::npos) {
            const ssize_t got = ::recv(socket, piece, sizeof piece, 0);
            if (got <= 0) break;
            in.append(piece, static_cast<std::size_t>(got));
            continue;
        }
        LocalRequest request;
        request.head = in.substr(0, end + 4);
        in.erase(0, end + 4);
        const std::size_t space = request.head.find(' ');
        request.target =
            request.head.substr(space + 1, request.head.find(' ', space + 1) - space - 1);
        const std::size_t host = request.head.find("Host: ");
        if (host != std::string::npos) {
            request.host = request.head.substr(
                host + 6, request.head.find_first_of(":\r", host + 6) - host - 6);
        }
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        const std::string reply = handler_(request);
        std::size_t sent = 0;
        while (sent < reply.size()) {
            const ssize_t put =
                ::send(socket, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
            if (put <= 0) break;
            sent += static_cast<std::size_t>(put);
        }
        if (sent < reply.size() || reply.find("Content-Length:") == std::string::npos) break;
    }
    ::shutdown(socket, SHUT_RDWR);
}

std::vector<LocalRequest> LocalServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

int LocalServer::count(const std::string& target) const {
    const std::lock_guard lock(mutex_);
    int found = 0;
    for (const LocalRequest& request : requests_) found += request.target == target ? 1 : 0;
    return found;
}

std::string answer(const std::string& body, const std::string& status, const std::string& headers) {
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace mingcha::testing
