#include "httpd/server.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "httpd/message.h"

namespace mingcha::httpd {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using ErrorCode = beast::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr int kMaxThreads = 64;
constexpr auto kAcceptPause = std::chrono::milliseconds(50);   // when descriptors ran out
constexpr auto kLingerTime = std::chrono::milliseconds(1000);  // for the peer to read a refusal
constexpr std::uint64_t kMostBody = 1U << 30;                  // before the head is read
constexpr std::size_t kLingerBytes = 1U << 20;
constexpr unsigned kHttp11 = 11;  // as Beast counts versions

struct Connection {
    explicit Connection(tcp::socket socket) : stream(std::move(socket)) {}
    beast::tcp_stream stream;
    beast::flat_buffer buffer;
    std::string remote;
    bool idle = false;  // waits for a head; only touched on the connection's own strand
};

std::string_view reason_of(int status) {
    const auto text = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
    return {text.data(), text.size()};
}

Response plain(int status) {
    Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
    response.body = fmt::format("{} {}\n", status, reason_of(status));
    return response;
}

// The status that tells what was wrong with a head or body; 0 where nobody is there to be told.
int refusal(ErrorCode error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
    if (error == http::error::body_limit) return 413;
    if (error == http::error::end_of_stream || error == http::error::partial_message) return 0;
    if (error.category() == http::make_error_code(http::error::bad_method).category()) return 400;
    return 0;
}

Request head_of(Parser& parser, const std::string& remote) {
    const auto& message = parser.get();
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) {
        request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    }
    request.remote = remote;
    split_target(request);
    return request;
}

Request request_of(Parser& parser, const std::string& remote) {
    Request request = head_of(parser, remote);
    request.body = std::move(parser.get().body());
    return request;
}

// One that throws or says too much has ended.
std::optional<std::string> next_piece(Stream& stream) {
    try {
        std::optional<std::string> piece = stream.next();
        if (piece && piece->size() > kMaxStreamPiece) piece.reset();
        return piece;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

// Whether the peer has closed its side. What it may have sent stays unread.
bool is_gone(Connection& connection) {
    ErrorCode error;
    char byte = 0;
    tcp::socket& socket = connection.stream.socket();
    socket.non_blocking(true, error);
    if (error) return true;
    socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
    return error && error != asio::error::would_block && error != asio::error::try_again;
}

Response answered(const Handler& handler, const Request& request) {
    try {
        return handler(request);
    } catch (const std::exception&) {
        return plain(500);
    }
}

}  // namespace

struct Server::State {
    State(const Options& given, Handler answer)
        : options(given),
          handler(std::move(answer)),
          io(given.threads),
          acceptor(asio::make_strand(io)) {}

    asio::awaitable<void> accept_all();
    asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
    asio::awaitable<bool> serve_one(Connection& connection);
    bool fits(Parser& parser, const std::string& remote) const;
    asio::awaitable<bool> read(Connection& connection, Parser& parser, int& refused);
    asio::awaitable<bool> send(Connection& connection, const Response& response, bool keep_alive,
                               bool head_only);
    asio::awaitable<void> send_stream(Connection& connection, Response response, bool chunked,
                                      bool head_only);
    asio::awaitable<void> refuse(Connection& connection, int status);
    void admit(tcp::socket socket);
    void forget(const std::shared_ptr<Connection>& connection);
    void stop();

    Options options;
    Handler handler;
    std::uint16_t port = 0;
    std::atomic<bool> stopping = false;
    std::mutex mutex;
    std::condition_variable ended;
    std::set<std::shared_ptr<Connection>> connections;
    std::vector<std::thread> threads;
    asio::io_context io;  // behind all that its coroutines refer to
    tcp::acceptor acceptor;
};

asio::awaitable<void> Server::State::accept_all() {
    while (!stopping) {
        ErrorCode error;
        tcp::socket socket = co_await acceptor.async_accept(
            asio::make_strand(io), asio::redirect_error(asio::use_awaitable, error));
        if (stopping) co_return;
        if (!error) {
            admit(std::move(socket));
            continue;
        }
        asio::steady_timer pause(acceptor.get_executor(), kAcceptPause);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

void Server::State::admit(tcp::socket socket) {
    ErrorCode error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    const auto connection = std::make_shared<Connection>(std::move(socket));
    connection->remote = peer.address().to_string();
    {
        const std::lock_guard lock(mutex);
        if (connections.size() < options.limits.connections) {
            connections.insert(connection);
        } else {
            static const std::string kFull = wire_text(plain(503), reason_of(503), false, false);
            connection->stream.socket().non_blocking(true, error);
            connection->stream.socket().write_some(asio::buffer(kFull), error);
            return;
        }
    }
    asio::co_spawn(connection->stream.get_executor(), serve(connection),
                   [this, connection](const std::exception_ptr&) { forget(connection); });
}

void Server::State::forget(const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock(mutex);
    connections.erase(connection);
    ended.notify_all();
}

asio::awaitable<void> Server::State::serve(std::shared_ptr<Connection> connection) {
    while (co_await serve_one(*connection)) {
    }
    ErrorCode ignored;
    connection->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    connection->stream.socket().close(ignored);
}

// Whether the body that the head announces is short enough; a body whose length is not announced is
// bounded while it is read.
bool Server::State::fits(Parser& parser, const std::string& remote) const {
    if (!options.body_limit || parser.is_done()) return true;
    const auto length = parser.content_length();
    std::uint64_t most = options.limits.body_bytes;
    if (!length || *length > most) {
        most = std::max(most, options.body_limit(head_of(parser, remote)));
    }
    parser.body_limit(most);
    return !length || *length <= most;
}

asio::awaitable<bool> Server::State::read(Connection& connection, Parser& parser, int& refused) {
    ErrorCode error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    connection.stream.expires_after(options.limits.head_time);
    connection.idle = true;
    if (stopping) co_return false;
    co_await http::async_read_header(connection.stream, connection.buffer, parser, token);
    connection.idle = false;
    if (!error && !fits(parser, connection.remote)) {
        refused = 413;
        co_return false;
    }
    if (!error && !parser.is_done()) {
        connection.stream.expires_after(options.limits.body_time);
        if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            static const std::string kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(connection.stream, asio::buffer(kContinue), token);
        }
        if (!error) {
            co_await http::async_read(connection.stream, connection.buffer, parser, token);
        }
    }
    if (!error) co_return true;
    refused = refusal(error);
    co_return false;
}

asio::awaitable<bool> Server::State::serve_one(Connection& connection) {
    Parser parser;
    parser.header_limit(options.limits.header_bytes);
    // With a limit of its own for each request the head is let in first (fits).
    parser.body_limit(options.body_limit ? kMostBody : options.limits.body_bytes);
    int refused = 0;
    if (!co_await read(connection, parser, refused)) {
        if (refused != 0) co_await refuse(connection, refused);
        co_return false;
    }
    const bool keep_alive = parser.get().keep_alive();
    const bool head_only = parser.get().method() == http::verb::head;
    Response response = answered(handler, request_of(parser, connection.remote));
    ErrorCode error;
    if (response.delay_ms > 0) {
        asio::steady_timer timer(connection.stream.get_executor());
        timer.expires_after(std::min<std::chrono::milliseconds>(
            std::chrono::milliseconds(response.delay_ms), kMaxDelay));
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    if (response.abrupt) {
        connection.stream.socket().set_option(asio::socket_base::linger(true, 0), error);
        connection.stream.socket().close(error);
        co_return false;
    }
    if (response.stream) {
        const bool chunked = parser.get().version() >= kHttp11;
        co_await send_stream(connection, std::move(response), chunked, head_only);
        co_return false;
    }
    co_return co_await send(connection, response, keep_alive && !stopping, head_only);
}

asio::awaitable<bool> Server::State::send(Connection& connection, const Response& response,
                                          bool keep_alive, bool head_only) {
    const std::string bytes = response.raw.empty() ? wire_text(response, reason_of(response.status),
                                                               keep_alive, head_only)
                                                   : response.raw;
    ErrorCode error;
    connection.stream.expires_after(options.limits.write_time);
    co_await asio::async_write(connection.stream, asio::buffer(bytes),
                               asio::redirect_error(asio::use_awaitable, error));
    co_return !error && keep_alive && response.raw.empty();
}

// The stream lives no longer than its reader: whether that is still there is looked at whenever the
// stream is asked.
asio::awaitable<void> Server::State::send_stream(Connection& connection, Response response,
                                                 bool chunked, bool head_only) {
    ErrorCode error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    std::string bytes = stream_head(response, reason_of(response.status), chunked);
    asio::steady_timer timer(connection.stream.get_executor());
    for (bool more = true; more;) {
        std::optional<std::string> piece;
        if (!stopping && !head_only) piece = next_piece(*response.stream);
        more = piece.has_value();
        if (piece && !piece->empty()) bytes += chunked ? chunk(*piece) : *piece;
        if (!more && chunked && !head_only) bytes += kLastChunk;
        if (!bytes.empty()) {
            connection.stream.expires_after(options.limits.write_time);
            co_await asio::async_write(connection.stream, asio::buffer(bytes), token);
            if (error) co_return;
            std::string().swap(bytes);
        }
        if (!more) co_return;
        timer.expires_after(kAskStreams);
        co_await timer.async_wait(token);
        if (is_gone(connection)) co_return;
    }
}

// Closing while the peer still sends would reset the connection and take the answer from it: what
// it sends is read and thrown away for a moment.
asio::awaitable<void> Server::State::refuse(Connection& connection, int status) {
    co_await send(connection, plain(status), false, false);
    ErrorCode error;
    connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
    connection.stream.expires_after(kLingerTime);
    std::array<char, 4096> thrown_away;
    for (std::size_t total = 0; !error && total < kLingerBytes;) {
        total += co_await connection.stream.async_read_some(
            asio::buffer(thrown_away), asio::redirect_error(asio::use_awaitable, error));
    }
}

void Server::State::stop() {
    if (stopping.exchange(true)) return;
    asio::post(acceptor.get_executor(), [this] {
        ErrorCode ignored;
        acceptor.close(ignored);
    });
    std::unique_lock lock(mutex);
    for (const auto& connection : connections) {
        asio::post(connection->stream.get_executor(), [connection] {
            if (connection->idle) connection->stream.close();
        });
    }
    ended.wait_for(lock, options.limits.stop_time, [this] { return connections.empty(); });
    lock.unlock();
    io.stop();
    for (std::thread& thread : threads) thread.join();
    connections.clear();  // their sockets may not outlive io
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
    stop();
}

Result<std::unique_ptr<Server>> Server::start(const Options& options, Handler handler) {
    const std::string where = fmt::format("{}:{}", options.address, options.port);
    if (options.threads < 1 || options.threads > kMaxThreads) {
        return fail(where, fmt::format("{} threads", options.threads), "1 to 64");
    }
    ErrorCode error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) {
        return fail(where, "'" + options.address + "' is no IP address",
                    "such as 127.0.0.1, 0.0.0.0 or ::1");
    }
    auto state = std::make_unique<State>(options, std::move(handler));
    const tcp::endpoint endpoint(address, options.port);
    tcp::acceptor& acceptor = state->acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        return fail(where, "cannot listen: " + error.message(),
                    "end the program that uses the port, or choose another one");
    }
    state->port = acceptor.local_endpoint(error).port();
    State& running = *state;
    asio::co_spawn(acceptor.get_executor(), running.accept_all(), asio::detached);
    for (int i = 0; i < options.threads; ++i) {
        running.threads.emplace_back([&running] { running.io.run(); });
    }
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const {
    return state_->port;
}

void Server::stop() {
    state_->stop();
}

}  // namespace mingcha::httpd
