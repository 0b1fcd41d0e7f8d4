#include "app/web_address.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/address.hpp>

namespace kalends {

namespace ip = boost::asio::ip;

std::string reachable_address(const std::string& address) {
    const auto listened_at = ip::make_address(address);
    if (!listened_at.is_unspecified()) return address;
    return listened_at.is_v6() ? ip::address_v6::loopback().to_string()
                               : ip::address_v4::loopback().to_string();
}

http::ServerHere server_here(const Settings& settings) {
    return {reachable_address(settings.address), settings.port, !settings.tls_key.empty()};
}

std::string no_answer(const Settings& settings, const std::string& why) {
    return fmt::format("no server answers{} at {}:{}: {}",
                       server_here(settings).speaks_tls ? " by TLS" : "", settings.address,
                       settings.port, why);
}

std::string base_url(const std::string& address, std::uint16_t port, std::string_view scheme) {
    const auto host = reachable_address(address);
    const bool is_v6 = ip::make_address(host).is_v6();
    return is_v6 ? fmt::format("{}://[{}]:{}", scheme, host, port)
                 : fmt::format("{}://{}:{}", scheme, host, port);
}

}  // namespace kalends
