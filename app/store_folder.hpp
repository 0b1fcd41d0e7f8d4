#pragma once

#include <filesystem>
#include <string>

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

// The text of a secret that lies in a file of the store (0600): made by `make` if there is none.
template <class Make>
std::string load_or_create_text(Disk& disk, std::string_view name, Make make) {
    if (disk.exists(name)) return read_file(disk, name);
    const std::string text = make();
    replace_file(disk, name, text);
    return text;
}

}  // namespace kalends
