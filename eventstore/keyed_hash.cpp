#include "eventstore/keyed_hash.hpp"

#include <sodium.h>

#include "domain/check.hpp"

namespace kalends {

SecretKey::~SecretKey() {
    sodium_memzero(octets_.data(), octets_.size());
}

KeyedDigest keyed_hash(const SecretKey& key, std::initializer_list<std::string_view> parts) {
    KeyedDigest digest;
    crypto_generichash_state state;
    ensure(crypto_generichash_init(&state, key.octets().data(), key.octets().size(),
                                   digest.octets.size()) == 0,
           "BLAKE2b takes a key of 32 bytes");
    for (const auto part : parts) {
        char length[8];
        write_integer(length, static_cast<std::uint64_t>(part.size()));
        crypto_generichash_update(&state, octets_of(std::string_view{length, sizeof length}),
                                  sizeof length);
        crypto_generichash_update(&state, octets_of(part), part.size());
    }
    crypto_generichash_final(&state, digest.octets.data(), digest.octets.size());
    return digest;
}

std::uint64_t short_keyed_hash(const SecretKey& key, std::string_view input) {
    static_assert(crypto_shorthash_KEYBYTES <= std::tuple_size_v<Octets<32>>);
    Octets<crypto_shorthash_BYTES> octets;
    crypto_shorthash(octets.data(), octets_of(input), input.size(), key.octets().data());
    return ByteReader{text_of(octets)}.integer<std::uint64_t>();
}

}  // namespace kalends
