// The server over real sockets on loopback.
#include "httpd/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>

namespace mingcha::httpd {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// A client that sends bytes as they stand. Reads give up after five seconds.
class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval limit{5, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return connected_; }
    void send(const std::string& bytes) const {
        ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    // Until the text so far ends with or contains `end`, or the connection ends.
    std::string read_until(const std::string& end) {
        std::string out;
        while (out.find(end) == std::string::npos && read_some(out)) {
        }
        return out;
    }
    std::string read_all() {
        std::string out;
        while (read_some(out)) {
        }
        return out;
    }
    bool closed_by_peer() {
        char byte = 0;
        return ::recv(socket_, &byte, 1, 0) == 0;
    }

private:
    bool read_some(std::string& out) {
        char buffer[4096];
        const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        out.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    bool connected_ = false;
};

// What the streams of a test say, and what became of them.
struct Told {
    std::atomic<int> asked = 0, open = 0;
    std::atomic<bool> over = false;
    std::string piece;  // of every call; empty: nothing new
};

class Telling final : public Stream {
public:
    explicit Telling(Told& told) : told_(told) { ++told_.open; }
    ~Telling() override { --told_.open; }
    std::optional<std::string> next() override {
        ++told_.asked;
        if (told_.over) return std::nullopt;
        return told_.piece;
    }

private:
    Told& told_;
};

class Failing final : public Stream {
public:
    explicit Failing(bool throws) : throws_(throws) {}
    std::optional<std::string> next() override {
        if (throws_) throw std::runtime_error("broken stream");
        return std::string(kMaxStreamPiece + 1, 'x');
    }

private:
    bool throws_;
};

Response echo(const Request& request) {
    Response response;
    response.body = request.method + " " + request.path + "|" + request.query + "|" + request.host +
                    "|" + request.body + "\n";
    if (request.path == "/slow") response.delay_ms = 1500;
    if (request.path == "/abrupt") response.abrupt = true;
    if (request.path == "/raw") response.raw = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut";
    if (request.path == "/pieces") response.pieces = {"one", "", "three"};
    if (request.path == "/throw") throw std::runtime_error("broken handler");
    if (request.path == "/split") response.headers = {{"X-A", "a\r\nX-B: b"}, {"X-C", "c"}};
    return response;
}

std::unique_ptr<Server> started(const Limits& limits = {}, int threads = 1) {
    Options options;
    options.threads = threads;
    options.limits = limits;
    Result<std::unique_ptr<Server>> server = Server::start(options, echo);
    EXPECT_TRUE(server) << (server ? "" : server.error().text());
    return server ? std::move(*server) : nullptr;
}

std::string get(const std::string& target, const std::string& headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: Example.Test:8080\r\n" + headers + "\r\n";
}

std::string once(const Server& server, const std::string& request) {
    Client client(server.port());
    client.send(request);
    return client.read_all();
}

milliseconds since(Clock::time_point start) {
    return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
}

TEST(Server, TellsTheHandlerTheRequest) {
    const auto server = started();
    const std::string answer = once(*server, get("/a/b?x=1&y", "Connection: close\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    EXPECT_NE(answer.find("\r\n\r\nGET /a/b|x=1&y|example.test|\n"), std::string::npos) << answer;
}

TEST(Server, TakesTheHostOfAnAbsoluteTarget) {
    const auto server = started();
    const std::string answer =
        once(*server, get("http://other.test:81/p?q", "Connection: close\r\n"));
    EXPECT_NE(answer.find("GET /p|q|other.test|"), std::string::npos) << answer;
}

TEST(Server, KeepsTheConnectionForFurtherRequests) {
    const auto server = started();
    Client client(server->port());
    for (const std::string path : {"/first", "/second", "/third"}) {
        client.send(get(path));
        const std::string answer = client.read_until("example.test|");
        EXPECT_NE(answer.find("GET " + path), std::string::npos) << answer;
        EXPECT_NE(answer.find("Connection: keep-alive"), std::string::npos) << answer;
    }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    const auto server = started();
    const std::string both = once(*server, get("/1") + get("/2", "Connection: close\r\n"));
    const std::size_t first = both.find("GET /1|");
    const std::size_t second = both.find("GET /2|");
    ASSERT_NE(first, std::string::npos);
    ASSERT_NE(second, std::string::npos);
    EXPECT_LT(first, second);
}

TEST(Server, ReadsABody) {
    const auto server = started();
    const std::string answer = once(*server,
                                    "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n"
                                    "Connection: close\r\n\r\nabc");
    EXPECT_NE(answer.find("POST /p||h|abc"), std::string::npos) << answer;
}

TEST(Server, LeavesTheBodyOutForHead) {
    const auto server = started();
    const std::string answer =
        once(*server, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    // "HEAD /||h|\n" has 11 bytes.
    EXPECT_NE(answer.find("Content-Length: 11\r\n"), std::string::npos) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST(Server, SendsPiecesChunked) {
    const auto server = started();
    const std::string answer = once(*server, get("/pieces", "Connection: close\r\n"));
    EXPECT_NE(answer.find("Transfer-Encoding: chunked\r\n"), std::string::npos) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n3\r\none\r\n5\r\nthree\r\n0\r\n\r\n")) << answer;
}

TEST(Server, SendsRawBytesAsTheyStandAndCloses) {
    const auto server = started();
    EXPECT_EQ(once(*server, get("/raw")), "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut");
}

TEST(Server, EndsAnAbruptAnswerWithoutAByte) {
    const auto server = started();
    EXPECT_EQ(once(*server, get("/abrupt")), "");
}

TEST(Server, LeavesOutHeadersThatWouldSplitTheHead) {
    const auto server = started();
    const std::string answer = once(*server, get("/split", "Connection: close\r\n"));
    EXPECT_EQ(answer.find("X-B"), std::string::npos) << answer;
    EXPECT_NE(answer.find("X-C: c\r\n"), std::string::npos) << answer;
}

TEST(Server, AnswersAThrowingHandlerWith500AndGoesOn) {
    const auto server = started();
    EXPECT_TRUE(once(*server, get("/throw", "Connection: close\r\n")).starts_with("HTTP/1.1 500"));
    EXPECT_TRUE(once(*server, get("/", "Connection: close\r\n")).starts_with("HTTP/1.1 200"));
}

TEST(Server, RefusesTooLongAHead) {
    Limits limits;
    limits.header_bytes = 1024;
    const auto server = started(limits);
    const std::string answer =
        once(*server, get("/", "X-Long: " + std::string(100'000, 'x') + "\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 431")) << answer;
}

TEST(Server, RefusesTooLongABody) {
    Limits limits;
    limits.body_bytes = 10;
    const auto server = started(limits);
    const std::string answer = once(*server,
                                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n"
                                    "\r\nabcdefghijk");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 413")) << answer;
}

TEST(Server, RefusesWhatIsNoHttp) {
    const auto server = started();
    EXPECT_TRUE(once(*server, "\x16\x03\x01 nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
}

TEST(Server, RefusesConnectionsBeyondTheLimit) {
    Limits limits;
    limits.connections = 1;
    const auto server = started(limits);
    Client first(server->port());
    first.send(get("/"));
    ASSERT_NE(first.read_until("example.test|"), "");
    Client second(server->port());
    EXPECT_TRUE(second.read_all().starts_with("HTTP/1.1 503"));
}

TEST(Server, ClosesAConnectionThatDoesNotFinishItsHead) {
    Limits limits;
    limits.head_time = milliseconds(200);
    const auto server = started(limits);
    Client client(server->port());
    client.send("GET / HTTP/1.1\r\nX-Slow: ");
    const auto start = Clock::now();
    EXPECT_EQ(client.read_all(), "");
    EXPECT_GE(since(start), milliseconds(150));
    EXPECT_LT(since(start), milliseconds(3000));
}

TEST(Server, AnswersOthersWhileClientsAreSlowAndAnswersDelayed) {
    const auto server = started({}, 1);  // one thread: whoever held it would hold everybody
    Client slow_head(server->port());
    slow_head.send("GET / HT");
    Client delayed(server->port());
    const auto start = Clock::now();
    delayed.send(get("/slow", "Connection: close\r\n"));
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(once(*server, get("/", "Connection: close\r\n")).starts_with("HTTP/1.1 200"));
    }
    EXPECT_LT(since(start), milliseconds(1400));
    EXPECT_NE(delayed.read_all().find("GET /slow"), std::string::npos);
    EXPECT_GE(since(start), milliseconds(1500));
}

TEST(Server, StopClosesIdleConnectionsAtOnce) {
    const auto server = started();
    Client idle(server->port());
    idle.send(get("/"));
    ASSERT_NE(idle.read_until("example.test|"), "");
    const auto start = Clock::now();
    server->stop();
    EXPECT_LT(since(start), milliseconds(1000));
    EXPECT_FALSE(Client(server->port()).connected());
}

TEST(Server, StopLetsARunningAnswerEnd) {
    const auto server = started();
    Client client(server->port());
    client.send(get("/slow"));
    std::this_thread::sleep_for(milliseconds(200));
    server->stop();
    const std::string answer = client.read_all();
    EXPECT_NE(answer.find("GET /slow"), std::string::npos) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos) << answer;
}

TEST(Server, StopDoesNotWaitLongerThanItsTime) {
    Limits limits;
    limits.stop_time = milliseconds(100);
    const auto server = started(limits);
    Client client(server->port());
    client.send(get("/slow"));
    std::this_thread::sleep_for(milliseconds(200));
    const auto start = Clock::now();
    server->stop();
    server->stop();
    EXPECT_LT(since(start), milliseconds(1000));
}

std::unique_ptr<Server> streaming(Told& told, const Limits& limits = {}) {
    Options options;
    options.threads = 1;
    options.limits = limits;
    Result<std::unique_ptr<Server>> server =
        Server::start(options, [&told](const Request& request) {
            if (request.path == "/throws" || request.path == "/too-much") {
                Response broken;
                broken.stream = std::make_shared<Failing>(request.path == "/throws");
                return broken;
            }
            if (request.path != "/events") return echo(request);
            Response response;
            response.headers = {{"Content-Type", "text/event-stream"}};
            response.stream = std::make_shared<Telling>(told);
            return response;
        });
    EXPECT_TRUE(server) << (server ? "" : server.error().text());
    return server ? std::move(*server) : nullptr;
}

// Waits for at most five seconds.
bool comes(const std::function<bool()>& what) {
    const auto start = Clock::now();
    while (!what()) {
        if (since(start) > milliseconds(5000)) return false;
        std::this_thread::sleep_for(milliseconds(10));
    }
    return true;
}

TEST(Stream, IsSentPieceByPieceUntilItEnds) {
    Told told;
    told.piece = "data: a\n\n";
    const auto server = streaming(told);
    Client client(server->port());
    client.send(get("/events"));
    const std::string head = client.read_until("data: a\n\n");
    EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos) << head;
    EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos) << head;
    EXPECT_NE(head.find("\r\n\r\n9\r\ndata: a\n\n"), std::string::npos) << head;
    EXPECT_NE(client.read_until("data: a\n\n"), "") << "and again";
    told.over = true;
    EXPECT_TRUE(client.read_all().ends_with("0\r\n\r\n"));
    EXPECT_TRUE(comes([&] { return told.open == 0; }));
}

TEST(Stream, IsNotChunkedForHttp10) {
    Told told;
    told.piece = "data: a\n\n";
    const auto server = streaming(told);
    Client client(server->port());
    client.send("GET /events HTTP/1.0\r\n\r\n");
    EXPECT_NE(client.read_until("\r\n\r\ndata: a\n\n").find("\r\n\r\ndata: a\n\n"),
              std::string::npos);
    told.over = true;
    EXPECT_FALSE(client.read_all().ends_with("0\r\n\r\n"));
}

TEST(Stream, HasNoBodyForHead) {
    Told told;
    told.piece = "data: a\n\n";
    const auto server = streaming(told);
    const std::string answer = once(*server, "HEAD /events HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
    EXPECT_EQ(answer.find("data"), std::string::npos) << answer;
    EXPECT_EQ(told.asked, 0);
}

TEST(Stream, EndsWhenItThrowsOrSaysTooMuch) {
    Told told;
    const auto server = streaming(told);
    for (const char* path : {"/throws", "/too-much"}) {
        const std::string answer = once(*server, get(path));
        EXPECT_TRUE(answer.ends_with("\r\n\r\n0\r\n\r\n")) << path << answer.substr(0, 300);
    }
}

TEST(Stream, IsForgottenWhenItsReaderGoesAway) {
    Told told;
    const auto server = streaming(told);
    {
        Client client(server->port());
        client.send(get("/events"));
        ASSERT_TRUE(comes([&] { return told.asked > 0; }));
        EXPECT_EQ(told.open, 1);
    }
    EXPECT_TRUE(comes([&] { return told.open == 0; })) << "nothing had to be written";
}

TEST(Stream, OfAReaderThatNeverReadsIsAskedNoFurtherAndHoldsNobody) {
    Told told;
    told.piece = std::string(kMaxStreamPiece, 'x');
    Limits limits;
    limits.write_time = milliseconds(3000);
    const auto server = streaming(told, limits);
    Client deaf(server->port());
    deaf.send(get("/events"));
    // What the two kernels hold is taken; then nothing more is asked for.
    int before = -1;
    ASSERT_TRUE(comes([&] {
        const bool same = before == told.asked && before > 0;
        before = told.asked;
        std::this_thread::sleep_for(milliseconds(600));
        return same;
    }));
    const auto start = Clock::now();
    EXPECT_TRUE(once(*server, get("/", "Connection: close\r\n")).starts_with("HTTP/1.1 200"));
    EXPECT_LT(since(start), milliseconds(1000)) << "one thread, and it is free";
    EXPECT_TRUE(comes([&] { return told.open == 0; })) << "given up after write_time";
}

TEST(Stream, ManyOfThemHoldNoThread) {
    Told told;
    const auto server = streaming(told);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<Client>(server->port()));
        clients.back()->send(get("/events"));
    }
    ASSERT_TRUE(comes([&] { return told.open == 200; }));
    EXPECT_TRUE(once(*server, get("/", "Connection: close\r\n")).starts_with("HTTP/1.1 200"));
}

TEST(Stream, EndsInGoodOrderWhenTheServerStops) {
    Told told;
    told.piece = "data: a\n\n";
    const auto server = streaming(told);
    Client client(server->port());
    client.send(get("/events"));
    ASSERT_NE(client.read_until("data: a\n\n"), "");
    const auto start = Clock::now();
    server->stop();
    EXPECT_LT(since(start), milliseconds(1500));
    EXPECT_TRUE(client.read_all().ends_with("0\r\n\r\n"));
    EXPECT_EQ(told.open, 0);
}

TEST(Server, SaysWhenItCannotListen) {
    const auto server = started();
    Options taken;
    taken.port = server->port();
    const auto second = Server::start(taken, echo);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().where.find(std::to_string(server->port())), std::string::npos);
    Options wrong;
    wrong.address = "not-an-address";
    EXPECT_FALSE(Server::start(wrong, echo));
}

}  // namespace
}  // namespace mingcha::httpd
