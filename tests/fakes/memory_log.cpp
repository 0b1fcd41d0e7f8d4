#include "tests/fakes/memory_log.hpp"

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"

namespace kalends::fakes {

MemoryLog::MemoryLog(const MemoryLog& other, Faults& faults)
    : faults_{faults},
      records_{other.records_},
      synced_{other.records_.size()},
      rows_{other.rows_},
      durable_rows_{other.rows_} {}

void MemoryLog::append(RecordNumber record, std::string_view bytes) {
    if (has_failed_) throw WriteFailed{"the log takes no more records since a write failed"};
    ensure(record == next(last()), "records are appended without gaps");
    const auto fault = faults_.next();
    if (fault == Fault::crash) {
        in_flight_ = bytes;
        throw Crashed{};
    }
    if (fault == Fault::none || fault == Fault::error_kept) records_.emplace_back(bytes);
    if (!planted(PlantedBug::sync_left_out)) synced_ = records_.size();
    expect_writable(fault);
}

void MemoryLog::expect_writable(Fault fault) {
    if (fault == Fault::crash) throw Crashed{};
    has_failed_ = has_failed_ || fault != Fault::none;
    if (has_failed_) throw WriteFailed{"a write to the log failed"};
}

void MemoryLog::expect_readable(bool is_spoilt) const {
    if (faults_.read_fails()) throw StorageFailed{"Input/output error"};
    if (is_spoilt) throw StorageFailed{"Corruption: block checksum mismatch"};
}

const std::string& MemoryLog::readable(RecordNumber record) const {
    expect_readable(record == spoilt_);
    return records_[number(record) - 1];
}

std::optional<std::string> MemoryLog::read(RecordNumber record) const {
    if (record == RecordNumber{} || record > last()) return std::nullopt;
    return readable(record);
}

void MemoryLog::scan(RecordNumber from, const TakeRecord& take) const {
    const auto end = number(last());
    for (auto record = std::max<std::uint64_t>(1, number(from)); record <= end; ++record) {
        if (!take(RecordNumber{record}, readable(RecordNumber{record}))) return;
    }
}

RecordNumber MemoryLog::last() const {
    return RecordNumber{records_.size()};
}

void MemoryLog::apply(Rows& rows, const DerivedBatch& batch) {
    for (const auto& [key, value] : batch.puts) rows.insert_or_assign(key, value);
    for (const auto& key : batch.removals) rows.erase(key);
}

void MemoryLog::write_derived(const DerivedBatch& batch) {
    expect_writable(faults_.next());
    unflushed_.push_back(batch);
    apply(rows_, batch);
}

std::optional<std::string> MemoryLog::get_derived(std::string_view key) const {
    expect_readable(key == spoilt_key_);
    const auto found = rows_.find(key);
    if (found == rows_.end()) return std::nullopt;
    return found->second;
}

void MemoryLog::scan_derived(std::string_view from, const TakeDerived& take) const {
    for (auto it = rows_.lower_bound(from); it != rows_.end(); ++it) {
        expect_readable(it->first == spoilt_key_);
        if (!take(it->first, it->second)) return;
    }
}

void MemoryLog::flush_derived() {
    expect_writable(faults_.next());
    durable_rows_ = rows_;
    unflushed_.clear();
}

void MemoryLog::drop_derived() {
    expect_writable(faults_.next());
    spoilt_key_.reset();
    rows_.clear();
    durable_rows_.clear();
    unflushed_.clear();
}

void MemoryLog::crash(SeededRandomness& chance) {
    // Nothing is unsynced but under the planted bug.
    const auto unsynced = records_.size() - synced_;
    if (unsynced > 0) records_.resize(synced_ + chance.below(unsynced + 1));
    if (unsynced == 0 && in_flight_ && chance.one_in(2)) records_.push_back(*in_flight_);
    const auto kept = chance.below(unflushed_.size() + 1);
    for (std::uint64_t i = 0; i < kept; ++i) apply(durable_rows_, unflushed_[i]);
    reopen();
}

void MemoryLog::reopen() {
    in_flight_.reset();
    synced_ = records_.size();
    rows_ = durable_rows_;
    unflushed_.clear();
    has_failed_ = false;
}

void MemoryLog::cut_after(RecordNumber last) {
    records_.resize(number(last));
    synced_ = records_.size();
}

void MemoryLog::replace(RecordNumber record, std::string bytes) {
    records_.at(number(record) - 1) = std::move(bytes);
}

void MemoryLog::put_derived(const std::string& key, const std::string& value) {
    for (auto* rows : {&rows_, &durable_rows_}) rows->insert_or_assign(key, value);
}

}  // namespace kalends::fakes
