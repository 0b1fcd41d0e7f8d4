#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

// What a witness saw last, by the bytes of its file; nothing if they are not a witness's. While a
// server writes the file one slot of it may be torn: then the other is the one that counts.
[[nodiscard]] std::optional<Witnessed> read_witness(std::string_view file);

// Throws WitnessMismatch unless the log holds the very record that the witness saw last; a log
// without records may be without a witness. Read beside a server, the witness is to be read first:
// records are only added meanwhile.
void expect_holds(const LogReader& log, const std::optional<Witnessed>& seen);

// The head of the log, written a second time outside it, since RocksDB opens without complaint when
// one of its files of synced records is gone. For one thread.
class Witness {
  public:
    static constexpr std::string_view file_name = "witness";

    // Throws WitnessMismatch as `expect_holds` does; a witness that may be missing is made.
    Witness(Disk& disk, const LogReader& log);

    // After the record was synced, before its answers leave. Costs one write, unsynced.
    void note(const LogHead& head);
    // Each second and at stop.
    void sync();

    [[nodiscard]] const Witnessed& seen() const { return seen_; }

  private:
    void begin();
    void write();

    Disk& disk_;
    Witnessed seen_;
    std::uint64_t round_ = 0;
    bool is_synced_ = true;
};

}  // namespace kalends
