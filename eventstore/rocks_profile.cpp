#include "eventstore/rocks_profile.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

class NoDiary : public rocksdb::Logger {
  public:
    using Logger::Logv;
    void Logv(const char*, va_list) override {}
};

}  // namespace

rocksdb::DBOptions log_database_options() {
    rocksdb::DBOptions options;
    options.create_if_missing = true;
    options.create_missing_column_families = true;

    // A record cut short by a crash is accepted; any other damage refuses to open, where the
    // default would silently drop everything after it.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    // With it off, a failed sync was followed by writes that returned OK.
    options.paranoid_checks = true;
    // RocksDB would come back by itself after ENOSPC and discard the failed write behind our
    // memory's back.
    options.max_bgerror_resume_count = 0;

    // Off: a WAL buffered in the process is lost by a mere crash of the process.
    options.manual_wal_flush = false;
    // Off: paths with lost syncs and false corruption reports on record, fixed after 7.8.
    options.recycle_log_file_num = 0;
    options.wal_compression = rocksdb::kNoCompression;
    options.unordered_write = false;
    options.track_and_verify_wals_in_manifest = false;
    options.best_efforts_recovery = false;
    options.avoid_flush_during_recovery = false;
    // What must outlast a stop, flush_derived has flushed; after a failed write the stop is to be
    // quick.
    options.avoid_flush_during_shutdown = true;
    // Off: every append is synced, so a background write-back has nothing to smooth.
    options.wal_bytes_per_sync = 0;
    // Pipelining helps many writers; there is one.
    options.enable_pipelined_write = false;
    // One writer gains nothing from inserting into a memtable concurrently.
    options.allow_concurrent_memtable_write = false;

    // The two families share one WAL, which lives until both have flushed past it; this bounds the
    // WAL, and with it the time that a start takes.
    options.max_total_wal_size = 256 * mebibyte;
    // Tables are written in pieces rather than in one burst that a booking's sync would wait for.
    options.bytes_per_sync = mebibyte;
    options.max_background_jobs = 2;
    // RocksDB's own diary aborts the process where a full disk leaves it no room, and would be
    // written even by who only reads.
    options.info_log = std::make_shared<NoDiary>();
    // Bounded: open tables.
    options.max_open_files = 512;
    options.stats_dump_period_sec = 0;
    return options;
}

rocksdb::ColumnFamilyOptions log_family_options() {
    rocksdb::BlockBasedTableOptions table;
    // Records are large and mostly scanned.
    table.block_cache = rocksdb::NewLRUCache(8 * mebibyte);
    rocksdb::ColumnFamilyOptions options;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    options.write_buffer_size = 64 * mebibyte;
    // JSON shrinks several times; the work is done off the booking path, at flush and compaction.
    options.compression = rocksdb::kLZ4Compression;
    options.bottommost_compression = rocksdb::kZSTD;
    // Keys only grow, so tables never overlap and move down without being rewritten.
    options.compaction_style = rocksdb::kCompactionStyleLevel;
    options.level_compaction_dynamic_level_bytes = true;
    return options;
}

rocksdb::ColumnFamilyOptions derived_family_options() {
    rocksdb::BlockBasedTableOptions table;
    // Rows are looked up one by one, mostly recent ones.
    table.block_cache = rocksdb::NewLRUCache(32 * mebibyte);
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    rocksdb::ColumnFamilyOptions options;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    options.write_buffer_size = 32 * mebibyte;
    // The rows of a batch come sorted: each is looked for from where the one before it went.
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
    options.compression = rocksdb::kLZ4Compression;
    options.level_compaction_dynamic_level_bytes = true;
    return options;
}

rocksdb::WriteOptions append_options() {
    rocksdb::WriteOptions options;
    // An append that has returned survives a power cut.
    options.sync = !planted(PlantedBug::sync_left_out);
    return options;
}

rocksdb::WriteOptions derived_write_options() {
    rocksdb::WriteOptions options;
    // What can be computed again needs no log of its own.
    options.disableWAL = true;
    return options;
}

}  // namespace kalends
