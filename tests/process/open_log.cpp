#include "tests/process/open_log.hpp"

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/rocks_profile.hpp"

namespace kalends::testing {
namespace {

void expect_ok(const rocksdb::Status& status) {
    ensure(status.ok(), "RocksDB does what it is asked");
}

std::string key_of(std::size_t place) {
    std::string key;
    append_integer(key, std::uint64_t{place + 1});
    return key;
}

}  // namespace

OpenLog::OpenLog(const std::string& folder) {
    const std::vector<rocksdb::ColumnFamilyDescriptor> families{
        {rocksdb::kDefaultColumnFamilyName, log_family_options()},
        {"derived", derived_family_options()}};
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    expect_ok(rocksdb::DB::Open(log_database_options(), folder, families, &handles, &db));
    db_.reset(db);
    log_.reset(handles[0]);
    derived_.reset(handles[1]);
}

std::vector<std::string> OpenLog::records() const {
    std::vector<std::string> records;
    const std::unique_ptr<rocksdb::Iterator> it{db_->NewIterator({}, log_.get())};
    for (it->SeekToFirst(); it->Valid(); it->Next()) records.push_back(it->value().ToString());
    return records;
}

void OpenLog::replace(const std::vector<std::string>& records) {
    const auto count_before = this->records().size();
    for (std::size_t place = 0; place < records.size(); ++place) {
        expect_ok(db_->Put(append_options(), log_.get(), key_of(place), records[place]));
    }
    for (std::size_t place = records.size(); place < count_before; ++place) {
        expect_ok(db_->Delete(append_options(), log_.get(), key_of(place)));
    }
}

void OpenLog::each(const std::function<void(std::string_view)>& take) const {
    for (auto* family : {log_.get(), derived_.get()}) {
        const std::unique_ptr<rocksdb::Iterator> it{db_->NewIterator({}, family)};
        for (it->SeekToFirst(); it->Valid(); it->Next()) {
            take(it->key().ToStringView());
            take(it->value().ToStringView());
        }
    }
}

}  // namespace kalends::testing
