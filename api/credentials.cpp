#include "api/credentials.hpp"

#include <cstdint>

#include "api/base32.hpp"
#include "eventstore/bytes.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::size_t id_bytes = 16;

std::string random_bytes(Randomness& randomness) {
    Octets<secret_bytes> octets{};
    randomness.fill(octets);
    return std::string{text_of(octets)};
}

}  // namespace

std::string key_text(const ApiKeyParts& parts) {
    std::string bytes;
    append_bits(bytes, parts.organisation.bits());
    append_bits(bytes, parts.key.bits());
    bytes.append(parts.secret);
    std::string text{api_key_prefix};
    append_base32(text, bytes);
    return text;
}

std::optional<ApiKeyParts> parse_api_key(std::string_view text) {
    if (!text.starts_with(api_key_prefix)) return std::nullopt;
    const auto bytes = parse_base32(text.substr(api_key_prefix.size()));
    if (!bytes || bytes->size() != 2 * id_bytes + secret_bytes) return std::nullopt;
    ByteReader reader{*bytes};
    const OrganisationId organisation{reader.bits()};
    const ApiKeyId key{reader.bits()};
    return ApiKeyParts{organisation, key, std::string{reader.rest()}};
}

std::string new_api_key_secret(Randomness& randomness) {
    return random_bytes(randomness);
}

std::string new_operator_key(Randomness& randomness) {
    std::string text{operator_key_prefix};
    append_base32(text, random_bytes(randomness));
    return text;
}

Digest digest_of(Sha256& sha, std::string_view secret) {
    return sha.add(secret).finish();
}

std::string hex_digest(Sha256& sha, std::string_view secret) {
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    const auto digest = digest_of(sha, secret);
    std::string text(2 * digest.octets.size(), '0');
    auto to = text.begin();
    for (const auto octet : digest.octets) {
        *to++ = hexadecimal[octet >> 4];
        *to++ = hexadecimal[octet & 15];
    }
    return text;
}

bool are_equal_in_constant_time(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    volatile std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
    }
    return difference == 0;
}

}  // namespace kalends::api
