#include "bench/crawl/page_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mingcha::bench {

namespace {

constexpr std::size_t kChildren = 10;
constexpr std::size_t kMenuLinks = 40;
constexpr std::size_t kSideLinks = 30;
constexpr std::size_t kParagraphs = 97;
constexpr std::string_view kPath = "/content/detail/";

std::string page_path(std::size_t page) {
    return page == 0 ? "/" : fmt::format("{}{}.html", kPath, page);
}

// A small generator of numbers that look chosen at random and are the same in every run.
std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 29;
    return value;
}

std::string paragraph(std::size_t seed) {
    static constexpr std::string_view kWords[] = {
        "市政府", "办公室", "关于", "做好", "第四季度", "政务公开", "工作", "通知", "群众", "服务",
        "中心",   "开展",   "检查", "情况", "网站",     "栏目",     "更新", "及时", "公示", "项目"};
    std::string text = "<p style=\"text-indent:2em;line-height:1.75\">";
    for (std::size_t i = 0; i < 60; ++i) text += kWords[mixed(seed * 64 + i) % std::size(kWords)];
    return text + "。</p>\n";
}

class Pages {
public:
    Pages(std::size_t count, std::size_t bytes) : count_(count), bytes_(bytes) {
        for (std::size_t i = 0; i < kParagraphs; ++i) paragraphs_.push_back(paragraph(i));
        menu_ = "<ul class=\"nav\">";
        for (std::size_t i = 1; i <= std::min(kMenuLinks, count_ - 1); ++i) {
            menu_ += fmt::format("<li><a href=\"{}\" title=\"栏目{}\">栏目{}</a></li>\n",
                                 page_path(i), i, i);
        }
        menu_ += "</ul>\n";
    }

    void write(std::size_t page, std::string& out) const {
        std::string body = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\n"
            "<title>第{0}号通知_某市人民政府</title>\n<meta name=\"SiteName\" "
            "content=\"某市人民政府\">\n"
            "<meta name=\"SiteIDCode\" content=\"9900000001\">\n<meta name=\"PubDate\" "
            "content=\"2021-11-{1:02} "
            "09:00\">\n<meta name=\"ArticleTitle\" content=\"第{0}号通知\">\n"
            "<meta name=\"ColumnName\" content=\"通知公告\"></head><body>\n",
            page, page % 28 + 1);
        body += menu_;
        body += fmt::format("<h1>第{}号通知</h1><div>发布日期：2021-11-{:02} 09:00</div><ul>\n",
                            page, page % 28 + 1);
        for (std::size_t i = 1; i <= kChildren; ++i) {
            const std::size_t child = page * kChildren + i;
            if (child >= count_) break;
            body +=
                fmt::format("<li><a href=\"{}\">第{}号通知</a><span>2021-11-{:02}</span></li>\n",
                            page_path(child), child, child % 28 + 1);
        }
        for (std::size_t i = 0; i < kSideLinks; ++i) {
            const std::size_t other = mixed(page * kSideLinks + i + 1) % count_;
            body +=
                fmt::format("<li><a href=\"{}\">第{}号通知</a></li>\n", page_path(other), other);
        }
        body += "</ul><div class=\"article\">\n";
        for (std::size_t i = 0; body.size() + 700 < bytes_; ++i)
            body += paragraphs_[mixed(page * 131 + i) % kParagraphs];
        body +=
            "</div><div class=\"footer\">主办单位：某市人民政府办公室 网站标识码：9900000001 "
            "皖ICP备00000001号-1 皖公网安备00000000000001号 联系电话：0000-0000000 "
            "<a href=\"/\">返回首页</a></div></body></html>\n";
        out += fmt::format(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            "{}\r\n\r\n",
            body.size());
        out += body;
    }

    // The number of the page at `path`; count() where there is none.
    std::size_t find(std::string_view path) const {
        if (path == "/") return 0;
        if (!path.starts_with(kPath) || !path.ends_with(".html")) return count_;
        path.remove_prefix(kPath.size());
        path.remove_suffix(5);
        std::size_t page = count_;
        const auto read = std::from_chars(path.data(), path.data() + path.size(), page);
        return read.ptr == path.data() + path.size() ? std::min(page, count_) : count_;
    }
    std::size_t count() const { return count_; }

private:
    std::size_t count_, bytes_;
    std::vector<std::string> paragraphs_;
    std::string menu_;
};

struct Connection {
    std::string in, out;
    std::size_t sent = 0;
};

}  // namespace

struct PageServer::Shared {
    std::atomic<std::uint64_t> requests, pages, distinct, missing;
    std::atomic<std::uint8_t> seen[1];  // one a page
};

namespace {

template <class Shared>
[[noreturn]] void serve(int listener, const Pages& pages, Shared& shared) {
    const int epoll = ::epoll_create1(0);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = listener;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    std::unordered_map<int, Connection> connections;
    char piece[16 * 1024];
    epoll_event events[64];
    const auto answer = [&](Connection& connection) {
        std::size_t end = 0;
        while ((end = connection.in.find("\r\n\r\n")) != std::string::npos) {
            const std::size_t space = connection.in.find(' ') + 1;
            const std::string path =
                connection.in.substr(space, connection.in.find(' ', space) - space);
            connection.in.erase(0, end + 4);
            ++shared.requests;
            const std::size_t page = pages.find(path);
            if (page == pages.count()) {
                ++shared.missing;
                connection.out += "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
                continue;
            }
            ++shared.pages;
            if (shared.seen[page].exchange(1) == 0) ++shared.distinct;
            pages.write(page, connection.out);
        }
    };
    while (true) {
        const int count = ::epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[i].data.fd;
            if (fd == listener) {
                const int socket = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
                if (socket < 0) continue;
                const int on = 1;
                ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                event.events = EPOLLIN;
                event.data.fd = socket;
                ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
                continue;
            }
            Connection& connection = connections[fd];
            bool open = true;
            if ((events[i].events & EPOLLIN) != 0) {
                const ssize_t got = ::recv(fd, piece, sizeof piece, 0);
                open = got > 0;
                if (open) connection.in.append(piece, static_cast<std::size_t>(got));
                answer(connection);
            }
            while (open && connection.sent < connection.out.size()) {
                const ssize_t put = ::send(fd, connection.out.data() + connection.sent,
                                           connection.out.size() - connection.sent, MSG_NOSIGNAL);
                if (put <= 0) break;
                connection.sent += static_cast<std::size_t>(put);
            }
            const bool more = connection.sent < connection.out.size();
            if (!more) {
                connection.out.clear();
                connection.sent = 0;
            }
            if (!open || (events[i].events & (EPOLLERR | EPOLLHUP)) != 0) {
                connections.erase(fd);
                ::close(fd);
                continue;
            }
            event.events = more ? EPOLLIN | EPOLLOUT : EPOLLIN;
            event.data.fd = fd;
            ::epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
        }
    }
}

}  // namespace

PageServer::PageServer(std::size_t pages, std::size_t page_bytes) : pages_(pages) {
    void* memory = ::mmap(nullptr, sizeof(Shared) + pages, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (memory == MAP_FAILED || listener < 0 ||
        ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener, 512) != 0) {
        std::perror("page server");
        std::exit(1);
    }
    shared_ = static_cast<Shared*>(memory);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    child_ = ::fork();
    if (child_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        serve(listener, Pages(pages, page_bytes), *shared_);
    }
    ::close(listener);
}

PageServer::~PageServer() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    ::munmap(shared_, sizeof(Shared) + pages_);
}

ServerCounts PageServer::counts() const {
    return {shared_->requests, shared_->pages, shared_->distinct, shared_->missing};
}

void PageServer::reset() {
    shared_->requests = shared_->pages = shared_->distinct = shared_->missing = 0;
    for (std::size_t i = 0; i < pages_; ++i) shared_->seen[i] = 0;
}

}  // namespace mingcha::bench
