#pragma once

#include <rocksdb/db.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::testing {

// The log of a store that no server has open, behind the back of the program.
class OpenLog {
  public:
    explicit OpenLog(const std::string& folder);

    [[nodiscard]] std::vector<std::string> records() const;
    // Puts these in place of all that there are, with RocksDB's own checksums right.
    void replace(const std::vector<std::string>& records);
    // Every key and value, of records and of what is derived from them, as they were before they
    // were compressed.
    void each(const std::function<void(std::string_view)>& take) const;

  private:
    std::unique_ptr<rocksdb::DB> db_;
    std::unique_ptr<rocksdb::ColumnFamilyHandle> log_;
    std::unique_ptr<rocksdb::ColumnFamilyHandle> derived_;
};

}  // namespace kalends::testing
