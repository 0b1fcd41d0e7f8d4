#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/id.hpp"
#include "domain/sealed.hpp"
#include "eventstore/disk.hpp"
#include "eventstore/secrets.hpp"
#include "eventstore/wrapping.hpp"

namespace kalends {

// The keys of the subjects: a file of fixed slots, each a random key wrapped by the master key,
// bound to its place, and synced before anything is sealed under it. No slot is used twice: every
// start fills a block that was never filled before. From any thread.
class Keys {
  public:
    static constexpr std::string_view file_name = "keys";
    static constexpr std::uint64_t block_slots_default = 4096;
    static constexpr std::size_t keys_cached_default = std::size_t{16} * 1024;

    // Throws StoreRefused if the log has records and there is no such file. That the master key is
    // the right one, Secrets has found out before.
    Keys(Disk& disk, const MasterKey& master, StoreAge age,
         std::uint64_t block_slots = block_slots_default,
         std::size_t keys_cached = keys_cached_default);

    // The next slot never taken; nothing if the filled ones are used up: refill first.
    [[nodiscard]] std::optional<KeySlot> take();
    // How many are filled and not taken.
    [[nodiscard]] std::uint64_t slots_ahead() const;
    // Less than half a block is left.
    [[nodiscard]] bool needs_refill() const;
    // Fills and syncs a block: milliseconds, so off the booking path, and one caller at a time.
    void refill(Randomness& randomness);

    // XChaCha20-Poly1305 under the slot's key, bound to the event and the field. The slot was
    // taken and is not erased.
    [[nodiscard]] std::string seal(KeySlot slot, EventId event, std::string_view field,
                                   std::string_view clear, Randomness& randomness);
    // Nothing if the key was erased. Throws SealBroken for what was not sealed here for this event
    // and field.
    [[nodiscard]] std::optional<std::string> open(EventId event, std::string_view field,
                                                  std::string_view sealed);

    // The key is gone from the file and from memory when this returns. Erasing twice is no harm.
    void erase(KeySlot slot);
    [[nodiscard]] bool is_erased(KeySlot slot);

  private:
    // Unwrapped keys of recent slots, each at its number modulo the size.
    struct Cached {
        std::optional<KeySlot> slot;
        SecretKey key;
    };

    [[nodiscard]] std::optional<SecretKey> key_of(KeySlot slot);
    [[nodiscard]] std::string read_slot(KeySlot slot);
    void remember(KeySlot slot, const SecretKey& key);

    Disk& disk_;
    const MasterKey master_;
    const std::uint64_t block_slots_;
    mutable std::mutex mutex_;      // Guards what follows.
    std::uint64_t next_slot_ = 0;   // The next to be taken.
    std::uint64_t filled_end_ = 0;  // One past the last that is filled and synced.
    std::vector<Cached> cache_;
};

// Which key a sealed value needs; nothing if these bytes were not sealed here.
[[nodiscard]] std::optional<KeySlot> slot_of(std::string_view sealed);

}  // namespace kalends
