#pragma once

#include <string>
#include <vector>

#include "eventstore/record_writer.hpp"

namespace kalends::fakes {

inline CommandEntry sample_command(std::uint64_t n) {
    CommandEntry entry;
    entry.organisation = OrganisationId{IdBits{1, 2}};
    entry.actor_kind = ActorCode{3};
    entry.actor = IdBits{4, n};
    entry.id = CommandId{IdBits{5, n}};
    entry.name = "booking.book";
    entry.target = {StreamKind::booking, IdBits{6, n}};
    entry.hashed_with = SecretNumber{2};
    if (n % 3 != 0) entry.idempotency = KeyedDigest{{7, static_cast<std::uint8_t>(n)}};
    entry.request = KeyedDigest{{8, static_cast<std::uint8_t>(n)}};
    entry.changed = n % 5 != 0;
    return entry;
}

inline std::string sample_event(std::uint64_t n) {
    return R"({"type":"booking.confirmed.v1","n":)" + std::to_string(n) + "}";
}

inline constexpr Instant sample_time{Milliseconds{1'790'000'000'000}};

// A record of `commands` commands with one event each, but none for every fifth.
inline std::string sample_record(RecordWriter& writer, std::uint64_t commands) {
    for (std::uint64_t i = 0; i < commands; ++i) {
        const auto n = number(writer.next_sequence()) + i;
        const auto entry = sample_command(n);
        writer.add_command(entry);
        if (entry.changed) writer.add_event(sample_event(n));
    }
    return writer.finish(sample_time + Milliseconds{number(writer.record_number())});
}

// Records of 1 to 12 commands, 1,000 events or a few more.
inline std::vector<std::string> sample_log(std::uint64_t events) {
    RecordWriter writer{LogHead{}};
    std::vector<std::string> records;
    for (std::uint64_t n = 0; number(writer.head().sequence) < events; ++n) {
        records.push_back(sample_record(writer, 1 + n % 12));
    }
    return records;
}

}  // namespace kalends::fakes
