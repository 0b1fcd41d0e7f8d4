#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "eventstore/disk.hpp"
#include "eventstore/keyed_hash.hpp"
#include "eventstore/randomness.hpp"

namespace kalends {

// A key that wraps keys. Kept apart from what it wraps; whoever has both has everything.
struct MasterKey {
    SecretKey key;
};

// 64 hexadecimal digits on a line, in a file that only its owner may read; made if there is none.
// Throws StoreRefused if the file holds anything else.
[[nodiscard]] MasterKey load_or_create_master_key(Disk& disk, std::string_view name,
                                                  Randomness& randomness);

// XChaCha20-Poly1305 with a random nonce in front. `context` is authenticated, not stored: what
// was sealed for one place does not open in another.
[[nodiscard]] std::string encrypt(const SecretKey& key, std::string_view context,
                                  std::string_view clear, Randomness& randomness);
// Nothing if these bytes were not encrypted under this key and context.
[[nodiscard]] std::optional<std::string> decrypt(const SecretKey& key, std::string_view context,
                                                 std::string_view encrypted);
inline constexpr std::size_t encrypted_overhead_bytes = 40;

[[nodiscard]] SecretKey random_key(Randomness& randomness);

inline constexpr std::size_t wrapped_key_bytes = 32 + encrypted_overhead_bytes;
[[nodiscard]] std::string wrap(const MasterKey& master, std::string_view context,
                               const SecretKey& key, Randomness& randomness);
[[nodiscard]] std::optional<SecretKey> unwrap(const MasterKey& master, std::string_view context,
                                              std::string_view wrapped);

}  // namespace kalends
