#pragma once

#include <filesystem>

namespace kalends {

// Makes the folder, and those above it that are not there, for their owner alone, and makes their
// names durable; that of a folder that was found, too, since an earlier process may have been
// killed before its sync. Throws StorageFailed.
void make_folder(const std::filesystem::path& folder);

// The names in the folder stay as they are after a power cut. False, with errno, if that failed.
[[nodiscard]] bool sync_folder(const std::filesystem::path& folder);

}  // namespace kalends
