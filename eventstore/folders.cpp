#include "eventstore/folders.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "eventstore/failures.hpp"

namespace kalends {
namespace {

void expect(bool is_done, const char* doing, const std::filesystem::path& folder,
            const std::error_code& why) {
    if (is_done) return;
    throw StorageFailed{std::string{"cannot "} + doing + " " + folder.string() + ": " +
                        why.message()};
}

}  // namespace

void make_folder(const std::filesystem::path& folder) {
    const auto above = folder.has_parent_path() ? folder.parent_path() : ".";
    std::error_code error;
    const bool is_found = std::filesystem::is_directory(folder, error);
    if (!is_found) {
        make_folder(above);
        const bool is_made = ::mkdir(folder.c_str(), S_IRWXU) == 0;
        const std::error_code why{errno, std::generic_category()};
        // Whoever names it with a slash at its end has just made it as the one above itself.
        expect(is_made || std::filesystem::is_directory(folder, error), "make", folder, why);
    }
    const bool is_synced = sync_folder(above);
    // What lies above a folder that was found may be closed to us, or be no disk at all.
    const bool may_stay = is_found && errno != EIO;
    expect(is_synced || may_stay, "sync", above, {errno, std::generic_category()});
}

bool sync_folder(const std::filesystem::path& folder) {
    int file = -1;
    do {
        file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    } while (file < 0 && errno == EINTR);
    if (file < 0) return false;
    const bool is_synced = ::fsync(file) == 0;
    const int cause = errno;
    ::close(file);
    errno = cause;
    return is_synced;
}

}  // namespace kalends
