#include "api/http/forwarded.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <optional>
#include <stdexcept>

#include "api/http/parts.hpp"

namespace kalends::http {

namespace ip = boost::asio::ip;

std::optional<std::string> canonical_address(std::string_view text) {
    boost::system::error_code failed;
    const auto address = ip::make_address(std::string{text}, failed);
    if (failed) return std::nullopt;
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address.to_string();
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
}

TrustedProxies::TrustedProxies(std::string_view addresses) {
    while (!addresses.empty()) {
        const auto text = take_part(addresses, ',');
        auto address = canonical_address(text);
        if (!address) throw std::invalid_argument{std::string{text}};
        addresses_.push_back(*std::move(address));
    }
}

bool TrustedProxies::has(std::string_view address) const {
    return std::ranges::find(addresses_, address) != addresses_.end();
}

std::string TrustedProxies::client_of(const std::string& peer, const Headers& headers) const {
    std::string client = peer;
    auto path = has(peer) ? headers.joined("X-Forwarded-For") : std::string{};
    while (!path.empty() && has(client)) {
        const auto comma = path.rfind(',');
        const auto begin = comma == std::string::npos ? 0 : comma + 1;
        auto before = canonical_address(trimmed(std::string_view{path}.substr(begin)));
        if (!before) break;
        client = *std::move(before);
        path.resize(comma == std::string::npos ? 0 : comma);
    }
    return client;
}

}  // namespace kalends::http
