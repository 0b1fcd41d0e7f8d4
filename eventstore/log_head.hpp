#pragma once

#include <string_view>

#include "domain/position.hpp"
#include "domain/result.hpp"
#include "domain/time.hpp"
#include "eventstore/record.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {

// Where a log ends. The default is an empty log, before its first record.
struct LogHead {
    Partition partition{};
    Epoch epoch{1};
    RecordNumber record{};
    Sequence sequence{};  // Of the last event.
    Digest hash;
    Instant wall_clock;

    bool operator==(const LogHead&) const = default;

    [[nodiscard]] Position position() const { return {partition, epoch, sequence}; }
};

// A record of a higher epoch is accepted only if its first command has this name and an event:
// the log says itself that, and from where, it was restored.
inline constexpr std::string_view epoch_opening_command = "log.restore";

[[nodiscard]] bool opens_epoch(const RecordView& record);

// The head after the record, without asking whether it may follow.
[[nodiscard]] LogHead head_after(const RecordView& record);

// The one filter that writer, standby, restore and verifier run: the head after the record if it
// may follow `head`, else why not. Computes the record's hash.
[[nodiscard]] Result<LogHead, RecordFault> accept(Sha256& sha, const LogHead& head,
                                                  const RecordView& record);
[[nodiscard]] Result<LogHead, RecordFault> accept(Sha256& sha, const LogHead& head,
                                                  std::string_view record_bytes);

}  // namespace kalends
