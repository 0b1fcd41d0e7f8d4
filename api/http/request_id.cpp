#include "api/http/request_id.hpp"

#include <algorithm>
#include <array>
#include <random>

#include "api/http/ascii.hpp"

namespace kalends::http {
namespace {

constexpr std::size_t sent_bytes_max = 128;

void append_hex(std::string& out, std::uint64_t value, unsigned digits) {
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    for (unsigned i = digits; i-- > 0;) out.push_back(hexadecimal[(value >> (4 * i)) & 15U]);
}

bool may_be_kept(std::string_view sent) {
    return !sent.empty() && sent.size() <= sent_bytes_max &&
           std::ranges::all_of(sent, is_token_character);
}

}  // namespace

RequestIds::RequestIds() {
    std::random_device chance;
    append_hex(prefix_, chance(), 8);
    prefix_.push_back('-');
}

void RequestIds::choose(std::optional<std::string_view> sent, std::string& id) {
    if (sent && may_be_kept(*sent)) {
        id = *sent;
        return;
    }
    id = prefix_;
    append_hex(id, ++count_, 12);
}

}  // namespace kalends::http
