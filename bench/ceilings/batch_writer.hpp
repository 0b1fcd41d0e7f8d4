#pragma once

#include <rocksdb/write_batch.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "bench/ceilings/shape.hpp"

namespace rocksdb {
class DB;
}

namespace kalends::bench {

// Commands written in batches as the product's log is, by the same profile, without any meaning.
// `add` and `take` belong to one thread, `write` to another.
class BatchWriter {
  public:
    BatchWriter(Shape shape, const std::filesystem::path& folder, std::string command);
    ~BatchWriter();

    void add();
    // All that was added since.
    [[nodiscard]] rocksdb::WriteBatch take();
    // Durable when it returns.
    void write(rocksdb::WriteBatch& batch);

    [[nodiscard]] std::uint64_t syncs() const { return syncs_; }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  private:
    Shape shape_;
    std::string command_;
    std::unique_ptr<rocksdb::DB> db_;
    std::uint64_t commands_ = 0;
    std::uint64_t records_ = 0;
    std::string packed_;
    rocksdb::WriteBatch batch_;
    std::atomic<std::uint64_t> syncs_ = 0;
    std::atomic<std::uint64_t> bytes_ = 0;
};

}  // namespace kalends::bench
