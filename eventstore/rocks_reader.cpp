#include "eventstore/rocks_reader.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <cstdarg>
#include <set>

#include "eventstore/failures.hpp"
#include "eventstore/rocks_profile.hpp"
#include "eventstore/rocks_rows.hpp"

namespace kalends {
namespace {

constexpr int tries_max = 5;

rocksdb::DBOptions reading_options() {
    auto options = log_database_options();
    options.create_if_missing = false;
    options.create_missing_column_families = false;
    // Every table is opened at once and stays open: a server may delete it under us.
    options.max_open_files = -1;
    return options;
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

}  // namespace

// RocksDB reads which tables there are first, and the write-ahead logs after. What a server moves
// from the one to the other in between would be missing, but then its files have changed.
RocksReader::RocksReader(const std::filesystem::path& folder,
                         const std::shared_ptr<rocksdb::FileSystem>& file_system) {
    if (file_system) env_ = rocksdb::NewCompositeEnv(file_system);
    for (int tries = 0; tries < tries_max; ++tries) {
        const auto before = names_in(folder);
        const auto status = open(folder);
        if (names_in(folder) != before) continue;
        expect_ok<StorageFailed>(status, "the log in " + folder.string() + " cannot be read");
        last_ = last_record(*db_, *db_->DefaultColumnFamily());
        return;
    }
    throw StorageFailed{"the server keeps changing the files in " + folder.string() +
                        " while they are opened: try again"};
}

// All families, though only the log is read: that a table of what is derived is gone is found out.
rocksdb::Status RocksReader::open(const std::filesystem::path& folder) {
    auto options = reading_options();
    if (env_) options.env = env_.get();
    std::vector<std::string> names;
    if (auto status = rocksdb::DB::ListColumnFamilies(options, folder.string(), &names);
        !status.ok()) {
        return status;
    }
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    families.reserve(names.size());
    for (const auto& name : names) families.emplace_back(name, log_family_options());
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    auto status = rocksdb::DB::OpenForReadOnly(options, folder.string(), families, &handles, &db);
    for (auto* handle : handles) delete handle;
    db_.reset(db);
    return status;
}

RocksReader::~RocksReader() = default;

std::optional<std::string> RocksReader::read(RecordNumber record) const {
    return get(*db_, *db_->DefaultColumnFamily(), key_of(record));
}

void RocksReader::scan(RecordNumber from, const TakeRecord& take) const {
    scan_records(*db_, *db_->DefaultColumnFamily(), from, take);
}

}  // namespace kalends
