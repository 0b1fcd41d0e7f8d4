#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "eventstore/disk.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"

namespace kalends {

// What the witness saw: the last record that was synced, as far as its own file was.
struct Witnessed {
    RecordNumber record{};
    Epoch epoch{1};
    Digest hash;

    bool operator==(const Witnessed&) const = default;
};

// The head of the log, written a second time outside it, since RocksDB opens without complaint when
// one of its files of synced records is gone. For one thread.
class Witness {
  public:
    static constexpr std::string_view file_name = "witness";

    // Throws WitnessMismatch unless the log holds the very record that the witness saw last; a log
    // without records may be without a witness, which is then made.
    Witness(Disk& disk, const LogStore& log);

    // After the record was synced, before its answers leave. Costs one write, unsynced.
    void note(const LogHead& head);
    // Each second and at stop.
    void sync();

    [[nodiscard]] const Witnessed& seen() const { return seen_; }

  private:
    void begin(const LogStore& log);
    void write();

    Disk& disk_;
    Witnessed seen_;
    std::uint64_t round_ = 0;
    bool is_synced_ = true;
};

}  // namespace kalends
