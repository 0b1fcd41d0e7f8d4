#pragma once

#include <filesystem>

#include "eventstore/posix_disk.hpp"
#include "eventstore/rocks_log.hpp"
#include "eventstore/wrapping.hpp"

namespace kalends {

// A store on the real disk: its folder holds the log and the small files beside it. The master key
// lies elsewhere, so that a stolen folder opens nothing.
struct StoreFolder {
    // Makes what is not there yet. Throws StorageFailed or StoreRefused.
    StoreFolder(const std::filesystem::path& folder, const std::filesystem::path& master_key,
                Randomness& randomness);

    PosixDisk disk;
    RocksLog log;
    MasterKey master;
};

}  // namespace kalends
