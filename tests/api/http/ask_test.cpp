#include "api/http/ask.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>

#include "tests/api/http/running_server.hpp"

namespace ask_test {

using namespace kalends::http;
using namespace kalends::http::testing;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;

TEST_CASE("a server that answers is heard with its status") {
    const RunningServer server{echo};
    const auto answer = ask({"127.0.0.1", server.port()}, {.target = "/readyz"}, 10s);
    CHECK(answer.status == 200);
    CHECK(answer.reason == "OK");
}

TEST_CASE("a server that takes the connection and says nothing is waited for no longer") {
    boost::asio::io_context io;
    const tcp::acceptor silent{io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
    CHECK_THROWS_AS(
        (void)ask({"127.0.0.1", silent.local_endpoint().port()}, {.target = "/readyz"}, 50ms),
        boost::system::system_error);
}

TEST_CASE("where nobody listens there is no answer") {
    boost::asio::io_context io;
    std::uint16_t port = 0;
    {
        const tcp::acceptor gone{io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
        port = gone.local_endpoint().port();
    }
    CHECK_THROWS_AS((void)ask({"127.0.0.1", port}, {.target = "/readyz"}, 10s),
                    boost::system::system_error);
}

}  // namespace ask_test
