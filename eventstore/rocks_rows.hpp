#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "eventstore/log_store.hpp"

namespace kalends {

// How the log's rows are read, by whoever has the database open. `Failure` has a sentence.
template <class Failure>
void expect_ok(const rocksdb::Status& status, std::string_view doing) {
    if (!status.ok()) throw Failure{std::string{doing} + ": " + status.ToString()};
}

[[nodiscard]] std::string key_of(RecordNumber record);
[[nodiscard]] std::string_view view(const rocksdb::Slice& slice);

// All of these throw StorageFailed.
[[nodiscard]] std::optional<std::string> get(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& family,
                                             std::string_view key);
void scan_records(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& log, RecordNumber from,
                  const LogReader::TakeRecord& take);
// 0 if there is none.
[[nodiscard]] RecordNumber last_record(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& log);

}  // namespace kalends
