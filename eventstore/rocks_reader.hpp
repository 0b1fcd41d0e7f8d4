#pragma once

#include <filesystem>
#include <memory>

#include "eventstore/log_store.hpp"

namespace rocksdb {
class DB;
class Env;
class FileSystem;
class Status;
}  // namespace rocksdb

namespace kalends {

// The log of a store as it stands when this is made, for audits. No file is written, made or
// locked, so it may be read beside the server that has the store open, and where nothing may be
// written; what the server appends later is not seen, and the last record seen may not be synced.
// Opening throws StorageFailed if there is no log, for whatever RocksDB refuses, and if the server
// replaces files each time that it is tried.
class RocksReader : public LogReader {
  public:
    // `file_system` as in RocksLog.
    explicit RocksReader(const std::filesystem::path& folder,
                         const std::shared_ptr<rocksdb::FileSystem>& file_system = nullptr);
    ~RocksReader() override;
    RocksReader(const RocksReader&) = delete;
    RocksReader& operator=(const RocksReader&) = delete;

    [[nodiscard]] std::optional<std::string> read(RecordNumber number) const override;
    void scan(RecordNumber from, const TakeRecord& take) const override;
    [[nodiscard]] RecordNumber last() const override { return last_; }

  private:
    [[nodiscard]] rocksdb::Status open(const std::filesystem::path& folder);

    std::unique_ptr<rocksdb::Env> env_;
    std::unique_ptr<rocksdb::DB> db_;
    RecordNumber last_{};
};

}  // namespace kalends
