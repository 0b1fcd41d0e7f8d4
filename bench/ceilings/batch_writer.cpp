#include "bench/ceilings/batch_writer.hpp"

#include <rocksdb/db.h>

#include <utility>

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/rocks_profile.hpp"

namespace kalends::bench {
namespace {

std::unique_ptr<rocksdb::DB> open(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    rocksdb::DB* db = nullptr;
    const auto status =
        rocksdb::DB::Open({log_database_options(), log_family_options()}, folder.string(), &db);
    ensure(status.ok(), "a new database opens");
    return std::unique_ptr<rocksdb::DB>{db};
}

std::string numbered(char tag, std::uint64_t n) {
    std::string key{tag};
    append_integer(key, n);
    return key;
}

// Idempotency keys are hashed, and so arrive in no order.
std::string scattered(std::uint64_t n) {
    constexpr std::uint64_t odd = 0x9e37'79b9'7f4a'7c15ULL;
    std::string key = numbered('i', n * odd);
    append_integer(key, (n + odd) * odd);
    return key;
}

}  // namespace

BatchWriter::BatchWriter(Shape shape, const std::filesystem::path& folder, std::string command)
    : shape_{shape}, command_{std::move(command)}, db_{open(folder)} {}

BatchWriter::~BatchWriter() = default;

void BatchWriter::add() {
    ++commands_;
    if (shape_ == Shape::packed) {
        packed_.append(command_);
        return;
    }
    batch_.Put(numbered('e', commands_), command_);
    batch_.Put(scattered(commands_), numbered('p', commands_));
}

rocksdb::WriteBatch BatchWriter::take() {
    if (!packed_.empty()) batch_.Put(numbered('r', ++records_), packed_);
    packed_.clear();
    return std::exchange(batch_, rocksdb::WriteBatch{});
}

void BatchWriter::write(rocksdb::WriteBatch& batch) {
    bytes_ += batch.GetDataSize();
    ensure(db_->Write(append_options(), &batch).ok(), "a write to a healthy disk succeeds");
    ++syncs_;
}

}  // namespace kalends::bench
