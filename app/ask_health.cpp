#include <fmt/format.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>
#include <string>

#include "app/commands.hpp"

namespace kalends {
namespace {

using boost::asio::ip::tcp;

std::string get(const std::string& address, std::uint16_t port, std::string_view path) {
    boost::asio::io_context io;
    tcp::socket socket{io};
    // A server that listens on all addresses is asked on this machine's own.
    const auto host = address == "0.0.0.0" ? "127.0.0.1" : address;
    socket.connect({boost::asio::ip::make_address(host), port});
    const auto request =
        fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", path, host);
    boost::asio::write(socket, boost::asio::buffer(request));
    std::string reply;
    boost::system::error_code ended;
    boost::asio::read(socket, boost::asio::dynamic_buffer(reply, 64 * 1024), ended);
    return reply;
}

}  // namespace

int ask_health(const Settings& settings) {
    try {
        const auto reply = get(settings.address, settings.port, "/readyz");
        const auto status = reply.substr(0, reply.find("\r\n"));
        fmt::print("{}\n", status);
        return status.starts_with("HTTP/1.1 200") ? 0 : 1;
    } catch (const boost::system::system_error& why) {
        fmt::print("no server answers at {}:{}: {}\n", settings.address, settings.port,
                   why.code().message());
        return 1;
    }
}

}  // namespace kalends
