#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "eventstore/log_head.hpp"
#include "eventstore/record.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {

// Fills one record after another; keeps its buffers. For one thread.
class RecordWriter {
  public:
    // What is finished next follows `head`.
    explicit RecordWriter(const LogHead& head) : head_{head} {}

    // The first record of a higher epoch; its first command must be the one that opens it. Only
    // while the record is empty.
    void open_epoch(Epoch epoch);

    // The events added until the next command are this one's. The name has at most
    // `command_name_bytes_max` bytes.
    void add_command(const CommandEntry& entry);
    // One to `event_bytes_max` bytes; the caller refuses what is larger before it comes here.
    void add_event(std::string_view event);

    // The sequence that the next event added will have.
    [[nodiscard]] Sequence next_sequence() const;
    [[nodiscard]] Epoch epoch() const { return epoch_; }
    [[nodiscard]] RecordNumber record_number() const { return next(head_.record); }
    [[nodiscard]] std::uint32_t command_count() const { return command_count_; }
    [[nodiscard]] std::uint32_t event_count() const { return event_count_; }
    [[nodiscard]] bool is_empty() const { return command_count_ == 0; }
    // How large the record would be if it were finished now.
    [[nodiscard]] std::size_t bytes() const;

    // Moves the head over this record and begins the next. `wall_clock` is the latest `now` at
    // which a command in it was decided.
    [[nodiscard]] std::string finish(Instant wall_clock);
    [[nodiscard]] const LogHead& head() const { return head_; }

  private:
    [[nodiscard]] std::string header(Instant wall_clock) const;
    void begin_next(const Digest& hash, Instant wall_clock);

    LogHead head_;
    Epoch epoch_ = head_.epoch;
    std::string commands_;
    std::string events_;
    std::string leaves_;
    std::size_t event_count_at_ = 0;
    std::uint32_t events_of_command_ = 0;
    std::uint32_t command_count_ = 0;
    std::uint32_t event_count_ = 0;
    Sha256 sha_;
};

}  // namespace kalends
