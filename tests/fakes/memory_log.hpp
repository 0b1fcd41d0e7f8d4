#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eventstore/log_store.hpp"
#include "tests/fakes/faults.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace kalends::fakes {

// The log in memory, as nasty as RocksDB on a real disk. It outlives the simulated process: after
// `crash` it is as the next start finds it. For one thread.
class MemoryLog : public LogStore {
  public:
    explicit MemoryLog(Faults& faults) : faults_{faults} {}
    // What another process would find in a copy of the store, taken now.
    MemoryLog(const MemoryLog& other, Faults& faults);

    void append(RecordNumber number, std::string_view record) override;
    [[nodiscard]] std::optional<std::string> read(RecordNumber number) const override;
    void scan(RecordNumber from, const TakeRecord& take) const override;
    [[nodiscard]] RecordNumber last() const override;

    void write_derived(const DerivedBatch& batch) override;
    [[nodiscard]] std::optional<std::string> get_derived(std::string_view key) const override;
    void scan_derived(std::string_view from, const TakeDerived& take) const override;
    void flush_derived() override;
    void drop_derived() override;

    // A power cut or a kill: the append under way is there or not, and the derived key space is as
    // some earlier write left it.
    void crash(SeededRandomness& chance);
    // A stop and start without a fault: the records are there, and the derived rows as they were
    // flushed last.
    void reopen();

    // What a fault of the disk or of the operator does to the log, behind everyone's back.
    void cut_after(RecordNumber last);
    void replace(RecordNumber number, std::string record);
    // A sector no longer holds what was written: as RocksDB's checksums tell, each read fails.
    void spoil(RecordNumber number) { spoilt_ = number; }
    void spoil_derived(std::string key) { spoilt_key_ = std::move(key); }
    void put_derived(const std::string& key, const std::string& value);

    // The records as they stand, for those who judge: no read, which might fail.
    [[nodiscard]] const std::vector<std::string>& records() const { return records_; }

  private:
    using Rows = std::map<std::string, std::string, std::less<>>;

    void expect_writable(Fault fault);
    void expect_readable(bool is_spoilt) const;
    [[nodiscard]] const std::string& readable(RecordNumber record) const;
    static void apply(Rows& rows, const DerivedBatch& batch);

    Faults& faults_;
    std::vector<std::string> records_;
    std::size_t synced_ = 0;
    std::optional<std::string> in_flight_;  // Whose append ended in a crash.
    Rows rows_;
    Rows durable_rows_;
    std::vector<DerivedBatch> unflushed_;
    bool has_failed_ = false;
    RecordNumber spoilt_{};
    std::optional<std::string> spoilt_key_;
};

}  // namespace kalends::fakes
