#include "tests/eventstore/faulty_file_system.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace kalends::fakes {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

class TrackedFile : public rocksdb::FSWritableFileOwnerWrapper {
  public:
    TrackedFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::string path,
                FaultyFileSystem& disk, std::uint64_t size)
        : FSWritableFileOwnerWrapper{std::move(file)},
          path_{std::move(path)},
          disk_{disk},
          size_{size} {}

    IOStatus Append(const Slice& bytes, const IOOptions& options, IODebugContext* debug) override {
        if (auto status = disk_.alive(); !status.ok()) return status;
        size_ += bytes.size();
        disk_.grew(path_, size_);
        return FSWritableFileOwnerWrapper::Append(bytes, options, debug);
    }
    IOStatus Append(const Slice& bytes, const IOOptions& options,
                    const rocksdb::DataVerificationInfo&, IODebugContext* debug) override {
        return Append(bytes, options, debug);
    }
    IOStatus Sync(const IOOptions&, IODebugContext*) override { return disk_.synced(path_); }
    IOStatus Fsync(const IOOptions&, IODebugContext*) override { return disk_.synced(path_); }
    // A write-back under way promises nothing.
    IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
        return IOStatus::OK();
    }

  private:
    const std::string path_;
    FaultyFileSystem& disk_;
    std::uint64_t size_;
};

class TrackedFolder : public rocksdb::FSDirectoryWrapper {
  public:
    TrackedFolder(std::unique_ptr<rocksdb::FSDirectory> folder, std::string path,
                  FaultyFileSystem& disk)
        : FSDirectoryWrapper{std::move(folder)}, path_{std::move(path)}, disk_{disk} {}

    IOStatus Fsync(const IOOptions&, IODebugContext*) override { return noted(); }
    IOStatus FsyncWithDirOptions(const IOOptions&, IODebugContext*,
                                 const rocksdb::DirFsyncOptions&) override {
        return noted();
    }

  private:
    IOStatus noted() {
        auto status = disk_.alive();
        if (status.ok()) disk_.names_synced(path_);
        return status;
    }

    const std::string path_;
    FaultyFileSystem& disk_;
};

bool is_wal(const std::string& path) {
    return path.ends_with(".log");
}

std::string content_of(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

IOStatus FaultyFileSystem::alive() const {
    const std::lock_guard lock{mutex_};
    return is_stopped_ ? IOStatus::IOError("nothing reaches the disk any more") : IOStatus::OK();
}

void FaultyFileSystem::stop() {
    const std::lock_guard lock{mutex_};
    is_stopped_ = true;
}

void FaultyFileSystem::go_on() {
    const std::lock_guard lock{mutex_};
    is_stopped_ = false;
}

void FaultyFileSystem::fail_wal_sync(std::uint64_t n, SyncFault fault) {
    const std::lock_guard lock{mutex_};
    planned_[wal_syncs_ + n] = fault;
}

void FaultyFileSystem::grew(const std::string& path, std::uint64_t size) {
    const std::lock_guard lock{mutex_};
    files_[path].size = size;
}

SyncFault FaultyFileSystem::next_fault(const std::string& path) {
    if (!is_wal(path)) return SyncFault::none;
    const auto planned = planned_.find(++wal_syncs_);
    return planned == planned_.end() ? SyncFault::none : planned->second;
}

IOStatus FaultyFileSystem::synced(const std::string& path) {
    const std::lock_guard lock{mutex_};
    if (is_stopped_) return IOStatus::IOError("nothing reaches the disk any more");
    auto& file = files_[path];
    const auto fault = next_fault(path);
    is_stopped_ = fault == SyncFault::power_cut;
    if (is_stopped_) return IOStatus::IOError("nothing reaches the disk any more");
    file.takes_no_more |= fault == SyncFault::error_lost || fault == SyncFault::no_space;
    if (!file.takes_no_more && !ignores_syncs_) file.synced = file.size;
    if (fault == SyncFault::no_space) return IOStatus::NoSpace("No space left on device");
    if (fault != SyncFault::none) return IOStatus::IOError("Input/output error");
    return IOStatus::OK();
}

void FaultyFileSystem::names_synced(const std::string& folder) {
    const std::lock_guard lock{mutex_};
    const auto is_in = [&](const std::string& path) {
        return std::filesystem::path{path}.parent_path() == std::filesystem::path{folder};
    };
    for (auto& [path, file] : files_) file.name_is_synced = file.name_is_synced || is_in(path);
    std::erase_if(replaced_, [&](const Replaced& replaced) { return is_in(replaced.path); });
}

IOStatus FaultyFileSystem::NewWritableFile(const std::string& path,
                                           const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                                           IODebugContext* debug) {
    if (auto status = alive(); !status.ok()) return status;
    std::unique_ptr<rocksdb::FSWritableFile> opened;
    auto status = FileSystemWrapper::NewWritableFile(path, options, &opened, debug);
    if (!status.ok()) return status;
    *file = std::make_unique<TrackedFile>(std::move(opened), path, *this, 0);
    const std::lock_guard lock{mutex_};
    files_[path] = {};
    return status;
}

IOStatus FaultyFileSystem::ReopenWritableFile(const std::string& path,
                                              const rocksdb::FileOptions& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* file,
                                              IODebugContext* debug) {
    if (auto status = alive(); !status.ok()) return status;
    std::unique_ptr<rocksdb::FSWritableFile> opened;
    auto status = FileSystemWrapper::ReopenWritableFile(path, options, &opened, debug);
    if (!status.ok()) return status;
    const auto size = std::filesystem::file_size(path);
    *file = std::make_unique<TrackedFile>(std::move(opened), path, *this, size);
    const std::lock_guard lock{mutex_};
    files_.try_emplace(path, File{.size = size, .synced = size, .name_is_synced = true});
    return status;
}

IOStatus FaultyFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                        std::unique_ptr<rocksdb::FSDirectory>* directory,
                                        IODebugContext* debug) {
    std::unique_ptr<rocksdb::FSDirectory> opened;
    auto status = FileSystemWrapper::NewDirectory(path, options, &opened, debug);
    if (status.ok()) *directory = std::make_unique<TrackedFolder>(std::move(opened), path, *this);
    return status;
}

IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* debug) {
    if (auto status = alive(); !status.ok()) return status;
    const Replaced replaced{to, content_of(to), std::filesystem::exists(to)};
    auto status = FileSystemWrapper::RenameFile(from, to, options, debug);
    if (!status.ok()) return status;
    const std::lock_guard lock{mutex_};
    replaced_.push_back(replaced);
    files_[to] = files_[from];
    files_.erase(from);
    return status;
}

IOStatus FaultyFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                      IODebugContext* debug) {
    if (auto status = alive(); !status.ok()) return status;
    const std::lock_guard lock{mutex_};
    files_.erase(path);
    return FileSystemWrapper::DeleteFile(path, options, debug);
}

// Some of what was not synced may have reached the disk all the same: all, none, or a part.
void FaultyFileSystem::drop_tail(const std::string& path, const File& file,
                                 SeededRandomness& chance) const {
    if (!std::filesystem::exists(path) || std::filesystem::file_size(path) <= file.synced) return;
    const auto unsynced = std::filesystem::file_size(path) - file.synced;
    const auto kept = chance.one_in(2) ? 0 : chance.below(unsynced + 1);
    std::filesystem::resize_file(path, file.synced + kept);
}

void FaultyFileSystem::drop_unsynced(SeededRandomness& chance) {
    const std::lock_guard lock{mutex_};
    for (const auto& [path, file] : files_) {
        drop_tail(path, file, chance);
        const bool is_lost = !file.name_is_synced && chance.one_in(2);
        if (is_lost) std::filesystem::remove(path);
    }
    if (!replaced_.empty() && chance.one_in(2)) {
        for (auto it = replaced_.rbegin(); it != replaced_.rend(); ++it) {
            if (it->existed)
                std::ofstream{it->path, std::ios::binary} << it->content;
            else
                std::filesystem::remove(it->path);
        }
    }
    files_.clear();
    replaced_.clear();
    planned_.clear();
    is_stopped_ = false;
}

}  // namespace kalends::fakes
