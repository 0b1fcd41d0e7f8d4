#include "eventstore/rocks_log.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/listener.h>
#include <rocksdb/perf_level.h>

#include "domain/check.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/folders.hpp"
#include "eventstore/rocks_profile.hpp"
#include "eventstore/rocks_rows.hpp"

namespace kalends {
namespace {

const std::string derived_family_name = "derived";

// RocksDB must not resume by itself: the process stops, and recovery reads the truth.
class RefuseRecovery : public rocksdb::EventListener {
  public:
    void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                              bool* recover) override {
        *recover = false;
    }
};

// RocksDB has no code for it, only this beginning of its message.
bool is_lock_taken(const rocksdb::Status& status) {
    return status.IsIOError() && status.ToString().find("While lock file") != std::string::npos;
}

}  // namespace

RocksLog::RocksLog(const std::filesystem::path& folder,
                   const std::shared_ptr<rocksdb::FileSystem>& file_system) {
    if (file_system) env_ = rocksdb::NewCompositeEnv(file_system);
    make_folder(folder);
    open(folder);
    last_ = last_record(*db_, *log_);
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
    if (is_lock_taken(status)) {
        throw StoreRefused{"another process has the log in " + folder.string() +
                           " open: a store has one server at a time"};
    }
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

std::optional<std::string> RocksLog::read(RecordNumber record) const {
    return get(*db_, *log_, key_of(record));
}

void RocksLog::scan(RecordNumber from, const TakeRecord& take) const {
    scan_records(*db_, *log_, from, take);
}

RecordNumber RocksLog::last() const {
    return last_;
}

void RocksLog::write_derived(const DerivedBatch& batch) {
    // Counted for each thread apart, by default at every comparison of two keys.
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
    rocksdb::WriteBatch written;
    for (const auto& [key, value] : batch.puts) written.Put(derived_.get(), key, value);
    for (const auto& key : batch.removals) written.Delete(derived_.get(), key);
    const auto status = db_->Write(derived_write_options(), &written);
    expect_ok<WriteFailed>(status, "the derived rows could not be written");
}

std::optional<std::string> RocksLog::get_derived(std::string_view key) const {
    return get(*db_, *derived_, key);
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
