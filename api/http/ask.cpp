#include "api/http/ask.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <utility>

#include "api/http/refusal.hpp"

namespace kalends::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

beast::http::request<beast::http::string_body> request_of(const Question& question) {
    beast::http::request<beast::http::string_body> request;
    request.method_string(question.method);
    request.target(question.target);
    request.set(beast::http::field::host, "localhost");
    if (!question.bearer.empty()) {
        request.set(beast::http::field::authorization, "Bearer " + question.bearer);
    }
    if (!question.json.empty()) {
        request.set(beast::http::field::content_type, "application/json");
        request.body() = question.json;
    }
    request.keep_alive(false);
    request.prepare_payload();
    return request;
}

template <class Stream>
asio::awaitable<Asked> exchange(Stream& stream, Question question) {
    const auto request = request_of(question);
    co_await beast::http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    beast::http::response<beast::http::string_body> response;
    co_await beast::http::async_read(stream, buffer, response, asio::use_awaitable);
    co_return Asked{static_cast<int>(response.result_int()), std::string{response.reason()},
                    std::move(response.body())};
}

asio::awaitable<Asked> ask_plainly(asio::ip::tcp::endpoint server, Question question,
                                   std::chrono::milliseconds patience) {
    beast::tcp_stream stream{co_await asio::this_coro::executor};
    stream.expires_after(patience);
    co_await stream.async_connect(server, asio::use_awaitable);
    co_return co_await exchange(stream, std::move(question));
}

asio::awaitable<Asked> ask_by_tls(asio::ip::tcp::endpoint server, Question question,
                                  std::chrono::milliseconds patience) {
    asio::ssl::context context{asio::ssl::context::tls_client};
    context.set_verify_mode(asio::ssl::verify_none);
    beast::ssl_stream<beast::tcp_stream> stream{co_await asio::this_coro::executor, context};
    auto& plain = beast::get_lowest_layer(stream);
    plain.expires_after(patience);
    co_await plain.async_connect(server, asio::use_awaitable);
    co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
    co_return co_await exchange(stream, std::move(question));
}

// `ask_plainly`, or `ask_by_tls`.
using Way = decltype(&ask_plainly);

Asked ask_once(Way way, const ServerHere& server, Question question,
               std::chrono::milliseconds patience) {
    asio::io_context io{1};
    const asio::ip::tcp::endpoint at{asio::ip::make_address(server.address), server.port};
    auto answer = asio::co_spawn(io, way(at, std::move(question), patience), asio::use_future);
    io.run();
    return answer.get();
}

bool is_tls_wanted(const Asked& answer) {
    const auto code = "\"code\":\"" + std::string{tls_required.code} + '"';
    return answer.status == static_cast<int>(number(tls_required.status)) &&
           answer.body.find(code) != std::string::npos;
}

}  // namespace

Asked ask(const ServerHere& server, Question question, std::chrono::milliseconds patience) {
    if (server.speaks_tls) return ask_once(&ask_by_tls, server, std::move(question), patience);
    const bool is_open = question.bearer.empty();
    auto first = ask_once(&ask_plainly, server, is_open ? question : Question{.target = "/healthz"},
                          patience);
    if (is_tls_wanted(first)) return ask_once(&ask_by_tls, server, std::move(question), patience);
    if (is_open) return first;
    return ask_once(&ask_plainly, server, std::move(question), patience);
}

}  // namespace kalends::http
