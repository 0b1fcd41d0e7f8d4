#pragma once

#include <string_view>
#include <vector>

#include "eventstore/disk.hpp"
#include "eventstore/keyed_hash.hpp"
#include "eventstore/wrapping.hpp"

namespace kalends {

// What a secret is for. The numbers are stored: never renumber, only add.
enum class SecretKind : std::uint8_t {
    token = 1,       // Makes guests' tokens.
    keyed_hash = 2,  // Hashes idempotency keys, requests and addresses.
    reference = 3,   // Makes the short references of bookings.
    signing = 4,     // The seed of an Ed25519 key pair.
};

struct Secret {
    SecretKind kind{};
    SecretNumber number{};
    SecretKey key;
};

// A store that has records must have its key files; one that has none may be in the making.
enum class StoreAge { empty, has_records };

// The store's own secrets, wrapped by the master key in one small file that is replaced whole. Of
// each kind the one with the highest number is current; the others still check and never make.
class Secrets {
  public:
    static constexpr std::string_view file_name = "secrets";

    // Makes one of each kind but `signing` where there is no file yet. Throws WrongMasterKey if
    // the file was wrapped under another, StoreRefused if it is missing or damaged.
    Secrets(Disk& disk, const MasterKey& master, StoreAge age, Randomness& randomness);

    // There must be one of this kind.
    [[nodiscard]] const Secret& current(SecretKind kind) const;
    // Current or retired; null if there is none of this number.
    [[nodiscard]] const Secret* find(SecretNumber wanted) const;
    [[nodiscard]] const std::vector<Secret>& all() const { return secrets_; }

    // A new one, which takes over from what was current; durable when this returns.
    const Secret& add(SecretKind kind, Randomness& randomness);

  private:
    void load();
    void save(Randomness& randomness);

    Disk& disk_;
    MasterKey master_;
    std::vector<Secret> secrets_;  // In order of their numbers, from 1 without gaps.
};

}  // namespace kalends
