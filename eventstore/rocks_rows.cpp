#include "eventstore/rocks_rows.hpp"

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/failures.hpp"

namespace kalends {
namespace {

constexpr std::size_t scan_readahead_bytes = std::size_t{2} * 1024 * 1024;

RecordNumber record_of(std::string_view key) {
    ByteReader reader{key};
    const RecordNumber record{reader.integer<std::uint64_t>()};
    ensure(reader.is_done(), "the log's keys are record numbers");
    return record;
}

std::unique_ptr<rocksdb::Iterator> iterate(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& family) {
    rocksdb::ReadOptions options;
    options.readahead_size = scan_readahead_bytes;
    // A scan passes once; it would only push out what lookups need again.
    options.fill_cache = false;
    return std::unique_ptr<rocksdb::Iterator>{db.NewIterator(options, &family)};
}

}  // namespace

std::string key_of(RecordNumber record) {
    std::string key;
    append_integer(key, number(record));
    return key;
}

std::string_view view(const rocksdb::Slice& slice) {
    return {slice.data(), slice.size()};
}

std::optional<std::string> get(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& family,
                               std::string_view key) {
    std::string value;
    const auto status = db.Get({}, &family, rocksdb::Slice{key.data(), key.size()}, &value);
    if (status.IsNotFound()) return std::nullopt;
    expect_ok<StorageFailed>(status, "the log could not be read");
    return value;
}

void scan_records(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& log, RecordNumber from,
                  const LogReader::TakeRecord& take) {
    const auto it = iterate(db, log);
    for (it->Seek(key_of(from)); it->Valid(); it->Next()) {
        if (!take(record_of(view(it->key())), view(it->value()))) return;
    }
    expect_ok<StorageFailed>(it->status(), "the log could not be read");
}

RecordNumber last_record(rocksdb::DB& db, rocksdb::ColumnFamilyHandle& log) {
    const auto it = iterate(db, log);
    it->SeekToLast();
    const auto last = it->Valid() ? record_of(view(it->key())) : RecordNumber{};
    expect_ok<StorageFailed>(it->status(), "cannot read the end of the log");
    return last;
}

}  // namespace kalends
