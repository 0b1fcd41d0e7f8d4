#include "eventstore/posix_disk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "eventstore/failures.hpp"
#include "eventstore/folders.hpp"

namespace kalends {
namespace {

constexpr int no_file = -1;

int open_again(const char* path, int flags) {
    int file = no_file;
    do {
        file = ::open(path, flags | O_CLOEXEC, S_IRUSR | S_IWUSR);
    } while (file == no_file && errno == EINTR);
    return file;
}

}  // namespace

PosixDisk::PosixDisk(std::filesystem::path folder) : folder_{std::move(folder)} {
    make_folder(folder_);
}

PosixDisk::~PosixDisk() {
    for (const auto& [name, file] : files_) ::close(file);
}

void PosixDisk::failed(std::string_view doing, std::string_view name) const {
    const auto cause = std::generic_category().message(errno);
    throw StorageFailed{"cannot " + std::string{doing} + " " + (folder_ / name).string() + ": " +
                        cause};
}

// The open file, or `no_file` where there is none and none is to be made.
int PosixDisk::opened(std::string_view name, bool create) {
    const std::lock_guard lock{mutex_};
    if (const auto found = files_.find(name); found != files_.end()) return found->second;
    const auto path = folder_ / name;
    const int file = open_again(path.c_str(), O_RDWR | (create ? O_CREAT : 0));
    if (file == no_file && errno == ENOENT && !create) return no_file;
    if (file == no_file) failed("open", name);
    files_.emplace(name, file);
    return file;
}

void PosixDisk::forget(std::string_view name) {
    const std::lock_guard lock{mutex_};
    if (const auto found = files_.find(name); found != files_.end()) {
        ::close(found->second);
        files_.erase(found);
    }
}

bool PosixDisk::exists(std::string_view name) {
    return opened(name, false) != no_file;
}

std::uint64_t PosixDisk::size(std::string_view name) {
    const int file = opened(name, false);
    if (file == no_file) return 0;
    struct stat status{};
    if (::fstat(file, &status) != 0) failed("look at", name);
    return static_cast<std::uint64_t>(status.st_size);
}

std::string PosixDisk::read(std::string_view name, std::uint64_t offset, std::size_t bytes) {
    std::string out(bytes, '\0');
    const int file = opened(name, false);
    std::size_t have = 0;
    while (file != no_file && have < bytes) {
        const auto got =
            ::pread(file, out.data() + have, bytes - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) failed("read", name);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    out.resize(have);
    return out;
}

void PosixDisk::write(std::string_view name, std::uint64_t offset, std::string_view bytes) {
    const int file = opened(name, true);
    while (!bytes.empty()) {
        const auto put = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) failed("write", name);
        bytes.remove_prefix(static_cast<std::size_t>(put));
        offset += static_cast<std::uint64_t>(put);
    }
}

void PosixDisk::sync(std::string_view name) {
    const int file = opened(name, false);
    if (file == no_file || ::fdatasync(file) != 0) failed("sync", name);
}

void PosixDisk::rename(std::string_view from, std::string_view to) {
    forget(from);
    forget(to);
    const auto old_path = folder_ / from;
    const auto new_path = folder_ / to;
    if (::rename(old_path.c_str(), new_path.c_str()) != 0) failed("rename", from);
}

void PosixDisk::remove(std::string_view name) {
    forget(name);
    const auto path = folder_ / name;
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) failed("remove", name);
}

void PosixDisk::sync_names() {
    if (!sync_folder(folder_)) failed("sync", ".");
}

std::uint64_t PosixDisk::free_bytes() {
    struct statvfs status{};
    if (::statvfs(folder_.c_str(), &status) != 0) failed("measure", ".");
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

}  // namespace kalends
