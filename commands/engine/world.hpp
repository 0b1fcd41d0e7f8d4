#pragma once

#include <cstddef>
#include <cstdint>

#include "commands/engine/clock.hpp"
#include "commands/engine/loader.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/zones.hpp"
#include "eventstore/disk.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/randomness.hpp"
#include "eventstore/wrapping.hpp"

namespace kalends {

// Everything outside that a partition touches. All of it outlives the partition.
struct World {
    LogStore& log;
    Disk& disk;
    const Clock& clock;
    Randomness& randomness;
    const ZoneNames& zones;
    MasterKey master;
    MakeLoader make_loader = load_in_place;
};

// Every bound of a partition.
struct EngineLimits {
    std::size_t queue_commands_max = 10'000;
    // Of what is decided: a refusal takes no room in the record that is being filled, and waits for
    // it all the same.
    std::size_t answers_waiting_max = 10'000;
    std::size_t record_commands_max = 1'024;
    std::size_t record_bytes_max = std::size_t{4} * 1024 * 1024;
    std::size_t state_bytes_max = std::size_t{512} * 1024 * 1024;
    std::size_t index_tail_bytes_max = std::size_t{512} * 1024;
    std::size_t hours_bytes_max = HoursCache::bytes_max_default;
    std::size_t known_keys_bytes = std::size_t{16} * 1024 * 1024;
    std::size_t subject_keys_cached = std::size_t{16} * 1024;
    std::uint64_t disk_reserve_bytes = std::size_t{256} * 1024 * 1024;
    std::uint64_t revisions_per_snapshot = 512;
    // Not the newest only: they thin out towards the beginning of the stream. At least one.
    std::size_t snapshots_per_stream = 8;
    std::uint64_t key_slots_per_block = 4'096;
};

}  // namespace kalends
