#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/position.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/sha256.hpp"

namespace kalends::kafka {

// Up to where the log stands on the topic: an event, and the record that holds it. The default is
// before the first event.
struct Published {
    Position position{.epoch = Epoch{1}};
    RecordNumber record{};
    Digest hash;

    bool operator==(const Published&) const = default;
};

// An event by its place in the log.
struct LogPlace {
    RecordNumber record{1};
    std::uint32_t event = 0;  // may be one past the record's last

    bool operator==(const LogPlace&) const = default;
};

// What is published already, and what is to be published next.
struct Resumption {
    Published published;
    LogPlace next;
};

// Behind the message that the topic ends with. One of an earlier epoch that a restore has withdrawn
// leads to the first event of the epoch after it. Throws TopicTrouble if the message is of another
// log than this, or of a later state of it.
[[nodiscard]] Resumption resume_behind(const LogReader& log, std::string_view position,
                                       std::string_view value);

// Behind what was noted as published; nothing if the log does not hold that record.
[[nodiscard]] std::optional<Resumption> resume_behind(const LogReader& log,
                                                      const Published& published);

}  // namespace kalends::kafka
