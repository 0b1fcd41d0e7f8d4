#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/position.hpp"

namespace kalends {

// Changes to the derived key space that land together or not at all. Sorted keys are written
// faster.
struct DerivedBatch {
    std::vector<std::pair<std::string, std::string>> puts;
    std::vector<std::string> removals;  // A key is either put or removed in one batch.
};

// The log as whoever only reads it sees it, keyed by record number: from any thread. A failure to
// read is StorageFailed.
class LogReader {
  public:
    // Says whether to go on.
    using TakeRecord = std::function<bool(RecordNumber, std::string_view record)>;

    virtual ~LogReader() = default;

    [[nodiscard]] virtual std::optional<std::string> read(RecordNumber number) const = 0;
    // In order, from `from` on, as the log stands at the call.
    virtual void scan(RecordNumber from, const TakeRecord& take) const = 0;
    // 0 if the log is empty.
    [[nodiscard]] virtual RecordNumber last() const = 0;
};

// The log, and beside it the *derived* key space: whatever can be computed from the log again.
// Appends come from one thread, derived writes from one thread; reads from any.
class LogStore : public LogReader {
  public:
    // Says whether to go on.
    using TakeDerived = std::function<bool(std::string_view key, std::string_view value)>;

    // The record, whose number is the next, is durable when this returns. Throws WriteFailed if it
    // may not be; then it is unknown whether it is there, and every later write fails too.
    virtual void append(RecordNumber number, std::string_view record) = 0;

    // Not durable when this returns: after a crash the derived key space is as some earlier write
    // left it. Throws WriteFailed.
    virtual void write_derived(const DerivedBatch& batch) = 0;
    [[nodiscard]] virtual std::optional<std::string> get_derived(std::string_view key) const = 0;
    // In order, from the first key at or after `from`.
    virtual void scan_derived(std::string_view from, const TakeDerived& take) const = 0;
    // What was written to the derived key space survives a crash: at a clean stop.
    virtual void flush_derived() = 0;
    // Empties the derived key space. While nothing else reads or writes it.
    virtual void drop_derived() = 0;
};

}  // namespace kalends
