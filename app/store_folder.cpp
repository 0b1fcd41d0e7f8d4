#include "app/store_folder.hpp"

#include "eventstore/failures.hpp"
#include "eventstore/secrets.hpp"

namespace kalends {
namespace {

// A store that has keys was wrapped by some master key: a new one would only hide that it is gone.
MasterKey master_key_at(const std::filesystem::path& path, Disk& store, Randomness& randomness) {
    if (store.exists(Secrets::file_name) && !std::filesystem::exists(path)) {
        throw StoreRefused{"the store's master key is missing: there is no file " + path.string()};
    }
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
    PosixDisk disk{parent};
    return load_or_create_master_key(disk, path.filename().string(), randomness);
}

}  // namespace

StoreFolder::StoreFolder(const std::filesystem::path& folder,
                         const std::filesystem::path& master_key, Randomness& randomness)
    : disk{folder}, log{folder / "log"}, master{master_key_at(master_key, disk, randomness)} {}

}  // namespace kalends
