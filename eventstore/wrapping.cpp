#include "eventstore/wrapping.hpp"

#include <sodium.h>

#include <algorithm>

#include "domain/check.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/secret_file.hpp"

namespace kalends {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(nonce_bytes + tag_bytes == encrypted_overhead_bytes);
static_assert(std::tuple_size_v<Octets<32>> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

std::string hex_line(const SecretKey& key) {
    Octets<65> hex;
    sodium_bin2hex(reinterpret_cast<char*>(hex.data()), hex.size(), key.octets().data(),
                   key.octets().size());
    return std::string{text_of(hex).substr(0, 64)} + "\n";
}

std::optional<SecretKey> parse_hex_line(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    SecretKey key;
    std::size_t size = 0;
    const bool parsed =
        line.size() == 64 && sodium_hex2bin(key.octets().data(), key.octets().size(), line.data(),
                                            line.size(), nullptr, &size, nullptr) == 0;
    if (!parsed || size != key.octets().size()) return std::nullopt;
    return key;
}

}  // namespace

SecretKey random_key(Randomness& randomness) {
    SecretKey key;
    randomness.fill(key.octets());
    return key;
}

MasterKey load_or_create_master_key(Disk& disk, std::string_view name, Randomness& randomness) {
    const auto key = parse_hex_line(
        load_or_create_text(disk, name, [&] { return hex_line(random_key(randomness)); }));
    if (!key) {
        throw StoreRefused{"the master key file '" + std::string{name} +
                           "' does not hold 64 hexadecimal digits"};
    }
    return MasterKey{*key};
}

std::string encrypt(const SecretKey& key, std::string_view context, std::string_view clear,
                    Randomness& randomness) {
    std::string out(nonce_bytes + clear.size() + tag_bytes, '\0');
    auto* nonce = octets_of(out);
    randomness.fill({nonce, nonce_bytes});
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, octets_of(clear),
                                               clear.size(), octets_of(context), context.size(),
                                               nullptr, nonce, key.octets().data());
    return out;
}

std::optional<std::string> decrypt(const SecretKey& key, std::string_view context,
                                   std::string_view encrypted) {
    if (encrypted.size() < encrypted_overhead_bytes) return std::nullopt;
    std::string clear(encrypted.size() - encrypted_overhead_bytes, '\0');
    const auto* nonce = octets_of(encrypted);
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        octets_of(clear), nullptr, nullptr, nonce + nonce_bytes, encrypted.size() - nonce_bytes,
        octets_of(context), context.size(), nonce, key.octets().data());
    if (status != 0) return std::nullopt;
    return clear;
}

std::string wrap(const MasterKey& master, std::string_view context, const SecretKey& key,
                 Randomness& randomness) {
    return encrypt(master.key, context, text_of(key.octets()), randomness);
}

std::optional<SecretKey> unwrap(const MasterKey& master, std::string_view context,
                                std::string_view wrapped) {
    auto clear = decrypt(master.key, context, wrapped);
    if (!clear || clear->size() != 32) return std::nullopt;
    SecretKey key;
    std::copy_n(octets_of(std::string_view{*clear}), 32, key.octets().begin());
    sodium_memzero(clear->data(), clear->size());
    return key;
}

}  // namespace kalends
