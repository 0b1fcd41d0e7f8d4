#pragma once

#include <rocksdb/file_system.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/fakes/seeded_randomness.hpp"

namespace kalends::fakes {

// What becomes of one sync of RocksDB's write-ahead log.
enum class SyncFault {
    none,
    error_kept,  // EIO, though the bytes are on disk.
    error_lost,  // EIO, and the bytes never reach the disk.
    no_space,    // ENOSPC, and the bytes never reach the disk.
    power_cut,   // The machine is gone.
};

// RocksDB's files on a real folder, with what a power cut needs: it knows which bytes and names
// were synced, and drops the others. From `stop`, or a planned power cut, on everything fails. When
// the database is closed, `drop_unsynced` makes of the folder what a start after a power cut finds,
// `go_on` leaves it as a kill does: all that was written is there.
class FaultyFileSystem : public rocksdb::FileSystemWrapper {
  public:
    FaultyFileSystem() : FileSystemWrapper{rocksdb::FileSystem::Default()} {}
    const char* Name() const override { return "FaultyFileSystem"; }

    void stop();
    void go_on();
    void drop_unsynced(SeededRandomness& chance);
    // The n-th sync of a write-ahead log from now; 1 is the next.
    void fail_wal_sync(std::uint64_t n, SyncFault fault);
    // A disk that says "synced" and is not: what leaving out a sync amounts to.
    void ignore_syncs() { ignores_syncs_ = true; }
    [[nodiscard]] std::uint64_t wal_syncs() const { return wal_syncs_; }

    rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus ReopenWritableFile(const std::string& path,
                                         const rocksdb::FileOptions& options,
                                         std::unique_ptr<rocksdb::FSWritableFile>* file,
                                         rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                   std::unique_ptr<rocksdb::FSDirectory>* directory,
                                   rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                                 const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* debug) override;

    // What the files and folders that it opened report. From any thread.
    [[nodiscard]] rocksdb::IOStatus alive() const;
    void grew(const std::string& path, std::uint64_t size);
    // Nothing is really synced: what would survive is known here, and the tests are quicker.
    [[nodiscard]] rocksdb::IOStatus synced(const std::string& path);
    void names_synced(const std::string& folder);

  private:
    struct File {
        std::uint64_t size = 0;
        std::uint64_t synced = 0;
        bool name_is_synced = false;
        bool takes_no_more = false;  // A sync of it failed and lost what it should have kept.
    };
    // A file that a rename replaced, and what a power cut before the names are synced puts back.
    struct Replaced {
        std::string path;
        std::string content;
        bool existed = false;
    };

    [[nodiscard]] SyncFault next_fault(const std::string& path);
    void drop_tail(const std::string& path, const File& file, SeededRandomness& chance) const;

    mutable std::mutex mutex_;
    std::map<std::string, File> files_;
    std::vector<Replaced> replaced_;
    std::map<std::uint64_t, SyncFault> planned_;
    std::uint64_t wal_syncs_ = 0;
    bool is_stopped_ = false;
    bool ignores_syncs_ = false;
};

}  // namespace kalends::fakes
