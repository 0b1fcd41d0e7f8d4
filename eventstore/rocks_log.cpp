#include "eventstore/rocks_log.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/listener.h>

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/folders.hpp"
#include "eventstore/rocks_profile.hpp"

namespace kalends {
namespace {

constexpr std::size_t scan_readahead_bytes = std::size_t{2} * 1024 * 1024;
const std::string derived_family_name = "derived";

// RocksDB must not resume by itself: the process stops, and recovery reads the truth.
class RefuseRecovery : public rocksdb::EventListener {
  public:
    void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                              bool* recover) override {
        *recover = false;
    }
};

template <class Failure>
void expect_ok(const rocksdb::Status& status, std::string_view doing) {
    if (!status.ok()) throw Failure{std::string{doing} + ": " + status.ToString()};
}

std::string key_of(RecordNumber record) {
    std::string key;
    append_integer(key, number(record));
    return key;
}

RecordNumber record_of(std::string_view key) {
    ByteReader reader{key};
    const RecordNumber record{reader.integer<std::uint64_t>()};
    ensure(reader.is_done(), "the log's keys are record numbers");
    return record;
}

std::string_view view(const rocksdb::Slice& slice) {
    return {slice.data(), slice.size()};
}

}  // namespace

RocksLog::RocksLog(const std::filesystem::path& folder,
                   const std::shared_ptr<rocksdb::FileSystem>& file_system) {
    if (file_system) env_ = rocksdb::NewCompositeEnv(file_system);
    make_folder(folder);
    open(folder);
    const auto it = iterate(*log_);
    it->SeekToLast();
    if (it->Valid()) last_ = record_of(view(it->key()));
    expect_ok<StorageFailed>(it->status(), "cannot read the end of the log");
}

void RocksLog::open(const std::filesystem::path& folder) {
    auto options = log_database_options();
    if (env_) options.env = env_.get();
    options.listeners.push_back(std::make_shared<RefuseRecovery>());
    const std::vector<rocksdb::ColumnFamilyDescriptor> families{
        {rocksdb::kDefaultColumnFamilyName, log_family_options()},
        {derived_family_name, derived_family_options()}};
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::Open(options, folder.string(), families, &handles, &db);
    expect_ok<StorageFailed>(status, "the log in " + folder.string() + " does not open");
    db_.reset(db);
    log_.reset(handles[0]);
    derived_.reset(handles[1]);
}

RocksLog::~RocksLog() = default;

void RocksLog::append(RecordNumber record, std::string_view bytes) {
    if (has_failed_) throw WriteFailed{"the log takes no more records since a write failed"};
    ensure(record == next(last_.load()), "records are appended without gaps");
    rocksdb::WriteBatch batch;
    batch.Put(log_.get(), key_of(record), rocksdb::Slice{bytes.data(), bytes.size()});
    const auto status = db_->Write(append_options(), &batch);
    has_failed_ = !status.ok();
    expect_ok<WriteFailed>(status, "the log could not be written");
    last_ = record;
}

std::optional<std::string> RocksLog::get(rocksdb::ColumnFamilyHandle& family,
                                         std::string_view key) const {
    std::string value;
    const auto status = db_->Get({}, &family, rocksdb::Slice{key.data(), key.size()}, &value);
    if (status.IsNotFound()) return std::nullopt;
    expect_ok<StorageFailed>(status, "the log could not be read");
    return value;
}

std::optional<std::string> RocksLog::read(RecordNumber record) const {
    return get(*log_, key_of(record));
}

std::unique_ptr<rocksdb::Iterator> RocksLog::iterate(rocksdb::ColumnFamilyHandle& family) const {
    rocksdb::ReadOptions options;
    options.readahead_size = scan_readahead_bytes;
    // A scan passes once; it would only push out what lookups need again.
    options.fill_cache = false;
    return std::unique_ptr<rocksdb::Iterator>{db_->NewIterator(options, &family)};
}

void RocksLog::scan(RecordNumber from, const TakeRecord& take) const {
    const auto it = iterate(*log_);
    for (it->Seek(key_of(from)); it->Valid(); it->Next()) {
        if (!take(record_of(view(it->key())), view(it->value()))) return;
    }
    expect_ok<StorageFailed>(it->status(), "the log could not be read");
}

RecordNumber RocksLog::last() const {
    return last_;
}

void RocksLog::write_derived(const DerivedBatch& batch) {
    rocksdb::WriteBatch written;
    for (const auto& [key, value] : batch.puts) written.Put(derived_.get(), key, value);
    for (const auto& key : batch.removals) written.Delete(derived_.get(), key);
    const auto status = db_->Write(derived_write_options(), &written);
    expect_ok<WriteFailed>(status, "the derived rows could not be written");
}

std::optional<std::string> RocksLog::get_derived(std::string_view key) const {
    return get(*derived_, key);
}

void RocksLog::scan_derived(std::string_view from, const TakeDerived& take) const {
    const std::unique_ptr<rocksdb::Iterator> it{db_->NewIterator({}, derived_.get())};
    for (it->Seek(rocksdb::Slice{from.data(), from.size()}); it->Valid(); it->Next()) {
        if (!take(view(it->key()), view(it->value()))) return;
    }
    expect_ok<StorageFailed>(it->status(), "the derived rows could not be read");
}

void RocksLog::flush_derived() {
    expect_ok<WriteFailed>(db_->Flush(rocksdb::FlushOptions{}, derived_.get()),
                           "the derived rows could not be flushed");
}

void RocksLog::drop_derived() {
    expect_ok<WriteFailed>(db_->DropColumnFamily(derived_.get()),
                           "the derived rows could not be dropped");
    rocksdb::ColumnFamilyHandle* begun = nullptr;
    expect_ok<WriteFailed>(
        db_->CreateColumnFamily(derived_family_options(), derived_family_name, &begun),
        "the derived rows could not be begun again");
    derived_.reset(begun);
}

}  // namespace kalends
