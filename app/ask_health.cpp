#include <fmt/format.h>

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
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstdio>
#include <string>

#include "app/commands.hpp"
#include "app/web_address.hpp"

namespace kalends {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Response = beast::http::response<beast::http::string_body>;

// A server that has not answered by then is not well, whatever it does.
constexpr std::chrono::seconds answer_within{5};

asio::awaitable<Response> get(asio::ip::tcp::endpoint server, std::string target) {
    beast::tcp_stream stream{co_await asio::this_coro::executor};
    stream.expires_after(answer_within);
    co_await stream.async_connect(server, asio::use_awaitable);
    beast::http::request<beast::http::empty_body> request{beast::http::verb::get, target, 11};
    request.set(beast::http::field::host, fmt::format("localhost:{}", server.port()));
    request.keep_alive(false);
    co_await beast::http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    Response response;
    co_await beast::http::async_read(stream, buffer, response, asio::use_awaitable);
    co_return response;
}

Response get_at_once(const Settings& settings, std::string target) {
    asio::io_context io{1};
    const asio::ip::tcp::endpoint server{
        asio::ip::make_address(reachable_address(settings.address)), settings.port};
    auto response = asio::co_spawn(io, get(server, std::move(target)), asio::use_future);
    io.run();
    return response.get();
}

}  // namespace

int ask_health(const Settings& settings) {
    try {
        const auto response = get_at_once(settings, "/readyz");
        fmt::print("{} {}\n", response.result_int(), std::string{response.reason()});
        return response.result() == beast::http::status::ok ? 0 : 1;
    } catch (const boost::system::system_error& why) {
        fmt::print("no server answers at {}:{}: {}\n", settings.address, settings.port,
                   why.code().message());
        return 1;
    }
}

}  // namespace kalends
