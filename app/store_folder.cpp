#include "app/store_folder.hpp"

namespace kalends {
namespace {

MasterKey master_key_at(const std::filesystem::path& path, Randomness& randomness) {
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
    PosixDisk disk{parent};
    return load_or_create_master_key(disk, path.filename().string(), randomness);
}

}  // namespace

StoreFolder::StoreFolder(const std::filesystem::path& folder,
                         const std::filesystem::path& master_key, Randomness& randomness)
    : disk{folder}, log{folder / "log"}, master{master_key_at(master_key, randomness)} {}

}  // namespace kalends
