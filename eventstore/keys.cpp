#include "eventstore/keys.hpp"

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/failures.hpp"

namespace kalends {
namespace {

// The file begins with its name and format in the place of slot 0.
constexpr std::string_view key_magic = "KALK";
constexpr std::uint16_t key_format = 1;
constexpr std::uint8_t seal_version = 1;
constexpr char erased_byte = '\xff';

std::string file_header() {
    std::string header{key_magic};
    append_integer(header, key_format);
    header.resize(wrapped_key_bytes, '\0');
    return header;
}

std::uint64_t offset_of(std::uint64_t slot) {
    return slot * wrapped_key_bytes;
}

std::uint64_t number(KeySlot slot) {
    return static_cast<std::uint64_t>(slot);
}

std::string context_of(KeySlot slot) {
    std::string context = "kalends key slot ";
    append_integer(context, number(slot));
    return context;
}

std::string context_of(EventId event, std::string_view field) {
    std::string context;
    append_bits(context, event.bits());
    context += field;
    return context;
}

}  // namespace

Keys::Keys(Disk& disk, const MasterKey& master, StoreAge age, std::uint64_t block_slots,
           std::size_t keys_cached)
    : disk_{disk}, master_{master}, block_slots_{block_slots}, cache_(keys_cached) {
    const bool is_there = disk_.read(file_name, 0, wrapped_key_bytes) == file_header();
    if (!is_there && age == StoreAge::has_records) {
        throw StoreRefused{
            "the log has records but the file of keys is missing or damaged: restore it"};
    }
    make_durable(disk_, file_name, file_header());
    const auto size = disk_.size(file_name);
    // What an earlier start filled is never taken again, whether it was used or not: which of it
    // was, only the log knows.
    next_slot_ = (size + wrapped_key_bytes - 1) / wrapped_key_bytes;
    if (planted(PlantedBug::key_block_filled_twice)) next_slot_ = 1;
    filled_end_ = next_slot_;
}

std::optional<KeySlot> Keys::take() {
    const std::lock_guard lock{mutex_};
    if (next_slot_ == filled_end_) return std::nullopt;
    return KeySlot{next_slot_++};
}

std::uint64_t Keys::slots_ahead() const {
    const std::lock_guard lock{mutex_};
    return filled_end_ - next_slot_;
}

bool Keys::needs_refill() const {
    return slots_ahead() < (block_slots_ + 1) / 2;
}

void Keys::refill(Randomness& randomness) {
    std::uint64_t first = 0;
    {
        const std::lock_guard lock{mutex_};
        first = filled_end_;
    }
    std::vector<SecretKey> keys;
    std::string block;
    for (auto slot = first; slot < first + block_slots_; ++slot) {
        keys.push_back(random_key(randomness));
        block += wrap(master_, context_of(KeySlot{slot}), keys.back(), randomness);
    }
    disk_.write(file_name, offset_of(first), block);
    if (!planted(PlantedBug::key_block_not_synced)) disk_.sync(file_name);
    const std::lock_guard lock{mutex_};
    for (std::uint64_t i = 0; i < block_slots_; ++i) remember(KeySlot{first + i}, keys[i]);
    filled_end_ = first + block_slots_;
}

void Keys::remember(KeySlot slot, const SecretKey& key) {
    cache_[number(slot) % cache_.size()] = {slot, key};
}

// Reading and remembering are one step: a key that is erased meanwhile must not come back.
std::optional<SecretKey> Keys::key_of(KeySlot slot) {
    const std::lock_guard lock{mutex_};
    const auto& cached = cache_[number(slot) % cache_.size()];
    if (cached.slot == slot) return cached.key;
    const auto wrapped = read_slot(slot);
    if (wrapped == std::string(wrapped_key_bytes, erased_byte)) return std::nullopt;
    const auto key = unwrap(master_, context_of(slot), wrapped);
    if (!key) {
        throw SealBroken{"key slot " + std::to_string(number(slot)) +
                         " holds no key of this store"};
    }
    remember(slot, *key);
    return key;
}

std::string Keys::read_slot(KeySlot slot) {
    // No file is that long: the number comes from bytes that anyone may have written.
    constexpr std::uint64_t slot_max = std::uint64_t{1} << 48;
    if (slot == KeySlot{} || number(slot) > slot_max) return {};
    return disk_.read(file_name, offset_of(number(slot)), wrapped_key_bytes);
}

std::string Keys::seal(KeySlot slot, EventId event, std::string_view field, std::string_view clear,
                       Randomness& randomness) {
    const auto key = key_of(slot);
    if (!key) broken("nothing is sealed under an erased key");
    std::string sealed;
    append_integer(sealed, seal_version);
    append_varint(sealed, number(slot));
    if (planted(PlantedBug::sealed_in_clear)) sealed += clear;
    sealed += encrypt(*key, context_of(event, field), clear, randomness);
    return sealed;
}

std::optional<KeySlot> slot_of(std::string_view sealed) {
    ByteReader reader{sealed};
    if (reader.integer<std::uint8_t>() != seal_version) return std::nullopt;
    const KeySlot slot{reader.varint()};
    if (reader.failed()) return std::nullopt;
    return slot;
}

std::optional<std::string> Keys::open(EventId event, std::string_view field,
                                      std::string_view sealed) {
    ByteReader reader{sealed};
    const bool is_known = reader.integer<std::uint8_t>() == seal_version;
    const KeySlot slot{reader.varint()};
    if (!is_known || reader.failed()) throw SealBroken{"these bytes were not sealed by this store"};
    const auto key = key_of(slot);
    if (!key) return std::nullopt;
    auto clear = decrypt(*key, context_of(event, field), reader.rest());
    if (!clear) throw SealBroken{"a sealed value was not sealed for this event and field"};
    return clear;
}

void Keys::erase(KeySlot slot) {
    {
        const std::lock_guard lock{mutex_};
        ensure(slot != KeySlot{} && number(slot) < next_slot_,
               "only a key that was taken is erased");
        disk_.write(file_name, offset_of(number(slot)),
                    std::string(wrapped_key_bytes, erased_byte));
        auto& cached = cache_[number(slot) % cache_.size()];
        if (cached.slot == slot) cached = {};
    }
    disk_.sync(file_name);
}

bool Keys::is_erased(KeySlot slot) {
    return read_slot(slot) == std::string(wrapped_key_bytes, erased_byte);
}

}  // namespace kalends
