#pragma once

#include <rocksdb/options.h>

namespace kalends {

// How RocksDB 7.8 is set up, in one place, with the reason for each line that is not a default or
// that must never cease to be one. The benchmarks' ceilings use the same.
[[nodiscard]] rocksdb::DBOptions log_database_options();
[[nodiscard]] rocksdb::ColumnFamilyOptions log_family_options();
[[nodiscard]] rocksdb::ColumnFamilyOptions derived_family_options();
[[nodiscard]] rocksdb::WriteOptions append_options();
[[nodiscard]] rocksdb::WriteOptions derived_write_options();

}  // namespace kalends
