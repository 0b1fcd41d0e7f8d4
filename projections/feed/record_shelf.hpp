#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "eventstore/log_store.hpp"
#include "eventstore/record.hpp"
#include "schemas/event_face.hpp"

namespace kalends {

// A record of the log taken apart for readers of feeds.
struct ShelvedRecord {
    std::string bytes;
    RecordView view;                 // into the bytes, as are the faces
    std::vector<EventFace> faces;    // of each event
    std::vector<bool> ends_command;  // for each event: whether it is its command's last

    [[nodiscard]] Position position_of(std::size_t event) const;
};

// Reads records, and keeps the last few: those who follow the log together read the same ones. For
// one thread.
class RecordShelf {
  public:
    static constexpr std::size_t records_max = 32;
    static constexpr std::size_t bytes_max = std::size_t{8} * 1024 * 1024;

    // The log outlives it.
    explicit RecordShelf(const LogReader& log) : log_{log} {}

    // The log holds the record. Throws StorageFailed, and UnreadableEvent.
    [[nodiscard]] std::shared_ptr<const ShelvedRecord> find(RecordNumber number);

  private:
    const LogReader& log_;
    std::deque<std::shared_ptr<const ShelvedRecord>> kept_;
    std::size_t bytes_ = 0;
};

}  // namespace kalends
