// A made-up site of linked pages on loopback, in a process of its own: a tree of ten children a
// page, with the menu, side links, text and footer of a government page. Counts what is asked of
// it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mingcha::bench {

struct ServerCounts {
    std::uint64_t requests = 0;
    std::uint64_t pages = 0;     // answered 200 with a page
    std::uint64_t distinct = 0;  // different pages among them
    std::uint64_t missing = 0;   // 404: robots.txt, favicon
};

class PageServer {
public:
    // `page_bytes`: about how long each page is. Ends the program where no port is free.
    PageServer(std::size_t pages, std::size_t page_bytes);
    ~PageServer();
    PageServer(const PageServer&) = delete;
    PageServer& operator=(const PageServer&) = delete;

    int port() const { return port_; }
    ServerCounts counts() const;
    void reset();

private:
    struct Shared;
    Shared* shared_ = nullptr;
    std::size_t pages_;
    int port_ = 0;
    int child_ = 0;
};

}  // namespace mingcha::bench
