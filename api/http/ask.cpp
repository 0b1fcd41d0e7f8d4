#include "api/http/ask.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <utility>

namespace kalends::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

asio::awaitable<Asked> get(asio::ip::tcp::endpoint server, std::string target,
                           std::chrono::milliseconds patience) {
    beast::tcp_stream stream{co_await asio::this_coro::executor};
    stream.expires_after(patience);
    co_await stream.async_connect(server, asio::use_awaitable);
    beast::http::request<beast::http::empty_body> request{beast::http::verb::get, target, 11};
    request.set(beast::http::field::host, "localhost");
    request.keep_alive(false);
    co_await beast::http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    beast::http::response<beast::http::string_body> response;
    co_await beast::http::async_read(stream, buffer, response, asio::use_awaitable);
    co_return Asked{static_cast<int>(response.result_int()), std::string{response.reason()}};
}

}  // namespace

Asked ask(const std::string& address, std::uint16_t port, std::string target,
          std::chrono::milliseconds patience) {
    asio::io_context io{1};
    const asio::ip::tcp::endpoint server{asio::ip::make_address(address), port};
    auto answer = asio::co_spawn(io, get(server, std::move(target), patience), asio::use_future);
    io.run();
    return answer.get();
}

}  // namespace kalends::http
