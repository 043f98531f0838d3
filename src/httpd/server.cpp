#include "httpd/server.h"

#include <fmt/format.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <thread>

namespace mingcha::httpd {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;

constexpr int kStopSeconds = 2;

std::string text_of(beast::string_view view) {
    return {view.data(), view.size()};
}

class BeastServer final : public Server {
public:
    BeastServer(Options options, Handler handler)
        : options_(std::move(options)), handler_(std::move(handler)), acceptor_(context_) {}
    ~BeastServer() override { stop(); }

    Result<bool> listen() {
        beast::error_code error;
        const auto address = asio::ip::make_address(options_.address, error);
        if (error) return fail(options_.address, "no address", "写成 127.0.0.1:8080");
        const Tcp::endpoint endpoint(address, options_.port);
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error) {
            return fail(fmt::format("{}:{}", options_.address, options_.port),
                        "cannot listen: " + error.message(), "换一个端口，或结束占用它的程序");
        }
        port_ = acceptor_.local_endpoint().port();
        asio::co_spawn(context_, accept_all(), asio::detached);
        for (int i = 0; i < std::max(1, options_.threads); ++i) {
            threads_.emplace_back([this] { context_.run(); });
        }
        return true;
    }

    std::uint16_t port() const override { return port_; }

    void stop() override {
        if (stopping_.exchange(true)) return;
        asio::post(context_, [this] {
            beast::error_code ignored;
            acceptor_.close(ignored);
        });
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(kStopSeconds);
        while (busy_ > 0 && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        context_.stop();
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
    }

private:
    awaitable<void> accept_all() {
        while (!stopping_) {
            beast::error_code error;
            Tcp::socket socket =
                co_await acceptor_.async_accept(redirect_error(use_awaitable, error));
            if (stopping_) co_return;
            if (error) {  // out of descriptors: give those that are open time to end
                asio::steady_timer pause(context_, std::chrono::milliseconds(50));
                co_await pause.async_wait(redirect_error(use_awaitable, error));
                continue;
            }
            if (connections_ >= kMaxConnections) continue;  // closed at once
            socket.set_option(Tcp::no_delay(true), error);
            asio::co_spawn(socket.get_executor(), serve(beast::tcp_stream(std::move(socket))),
                           asio::detached);
        }
    }

    awaitable<void> serve(beast::tcp_stream stream) {
        ++connections_;
        beast::flat_buffer buffer;
        beast::error_code error;
        bool open = true;
        while (open && !stopping_) {
            http::request_parser<http::string_body> parser;
            parser.header_limit(kMaxHeaderBytes);
            parser.body_limit(kMaxBodyBytes);
            stream.expires_after(std::chrono::seconds(kIdleSeconds));
            co_await http::async_read(stream, buffer, parser, redirect_error(use_awaitable, error));
            if (error == http::error::body_limit || error == http::error::header_limit) {
                Response refused;
                refused.status = error == http::error::body_limit ? 413 : 431;
                refused.body = "too large";
                co_await write(stream, refused, false, false, error);
                break;
            }
            if (error) break;
            const auto& message = parser.get();
            open = message.keep_alive();
            ++busy_;
            open = co_await answer(stream, message, open, error);
            --busy_;
            if (error) break;
        }
        --connections_;
        beast::error_code ignored;
        stream.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    }

    awaitable<bool> answer(beast::tcp_stream& stream,
                           const http::request<http::string_body>& message, bool keep,
                           beast::error_code& error) {
        Request request{
            text_of(message.method_string()),      text_of(message.target()),
            text_of(message[http::field::host]),   text_of(message[http::field::user_agent]),
            text_of(message[http::field::cookie]), message.body()};
        const Response response = handler_(request);
        if (response.delay_ms > 0) {
            // The client may go away meanwhile; the write finds out.
            stream.expires_never();
            asio::steady_timer timer(stream.get_executor(),
                                     std::chrono::milliseconds(response.delay_ms));
            beast::error_code ignored;
            co_await timer.async_wait(redirect_error(use_awaitable, ignored));
        }
        if (response.abrupt) {
            stream.close();
            co_return false;
        }
        co_await write(stream, response, keep, request.method == "HEAD", error);
        co_return keep && !error;
    }

    awaitable<void> write(beast::tcp_stream& stream, const Response& response, bool keep,
                          bool head_only, beast::error_code& error) {
        http::response<http::string_body> out;
        out.version(11);
        out.result(static_cast<unsigned>(response.status));
        out.set(http::field::content_type, response.content_type);
        for (const auto& [name, value] : response.headers) out.insert(name, value);
        out.keep_alive(keep);
        out.content_length(response.body.size());
        if (!head_only) out.body() = response.body;
        stream.expires_after(std::chrono::seconds(kIdleSeconds));
        co_await http::async_write(stream, out, redirect_error(use_awaitable, error));
    }

    Options options_;
    Handler handler_;
    asio::io_context context_;
    Tcp::acceptor acceptor_;
    std::vector<std::thread> threads_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::size_t> connections_ = 0;
    std::atomic<int> busy_ = 0;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const Options& options, Handler handler) {
    auto server = std::make_unique<BeastServer>(options, std::move(handler));
    if (Result<bool> listening = server->listen(); !listening) return Fail(listening.error());
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace mingcha::httpd
