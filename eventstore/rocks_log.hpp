#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "eventstore/log_store.hpp"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Env;
class FileSystem;
}  // namespace rocksdb

namespace kalends {

// The log in RocksDB, whose only home the files `rocks_*` are. Opening makes the folder if there is
// none, takes RocksDB's lock on it, and throws StoreRefused if another process has that,
// StorageFailed for whatever else RocksDB refuses.
class RocksLog : public LogStore {
  public:
    // `file_system` stands between RocksDB and the files, for tests with faults; by default there
    // is none.
    explicit RocksLog(const std::filesystem::path& folder,
                      const std::shared_ptr<rocksdb::FileSystem>& file_system = nullptr);
    ~RocksLog() override;
    RocksLog(const RocksLog&) = delete;
    RocksLog& operator=(const RocksLog&) = delete;

    void append(RecordNumber number, std::string_view record) override;
    [[nodiscard]] std::optional<std::string> read(RecordNumber number) const override;
    void scan(RecordNumber from, const TakeRecord& take) const override;
    [[nodiscard]] RecordNumber last() const override;

    void write_derived(const DerivedBatch& batch) override;
    [[nodiscard]] std::optional<std::string> get_derived(std::string_view key) const override;
    void scan_derived(std::string_view from, const TakeDerived& take) const override;
    void flush_derived() override;
    void drop_derived() override;

  private:
    void open(const std::filesystem::path& folder);

    std::unique_ptr<rocksdb::Env> env_;
    std::unique_ptr<rocksdb::DB> db_;
    std::unique_ptr<rocksdb::ColumnFamilyHandle> log_;
    std::unique_ptr<rocksdb::ColumnFamilyHandle> derived_;
    std::atomic<RecordNumber> last_{};
    bool has_failed_ = false;
};

}  // namespace kalends
