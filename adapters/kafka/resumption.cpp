#include "adapters/kafka/resumption.hpp"

#include <string>
#include <utility>

#include "adapters/kafka/event_topic.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/log_head.hpp"

namespace kalends::kafka {
namespace {

[[noreturn]] void refuse_topic(const std::string& why) {
    throw TopicTrouble{TopicTrouble::Kind::refused, why};
}

std::string bytes_of(const LogReader& log, RecordNumber record) {
    auto bytes = log.read(record);
    if (!bytes) throw StorageFailed{"record " + std::to_string(number(record)) + " is not there"};
    return *std::move(bytes);
}

// A view into the bytes.
RecordView parsed(std::string_view bytes) {
    const auto record = parse_record(bytes);
    if (!record) throw StorageFailed{std::string{to_text(record.error())}};
    return *record;
}

LogHead head_at(const LogReader& log, RecordNumber record) {
    const auto bytes = bytes_of(log, record);
    return head_after(parsed(bytes));
}

// Positions only grow along the log, so its records need not be read one after the other.
RecordNumber first_that_reaches(const LogReader& log, Position position) {
    std::uint64_t low = 1;
    std::uint64_t high = number(log.last()) + 1;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (head_at(log, RecordNumber{middle}).position() < position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return RecordNumber{low};
}

Published all_before(const LogReader& log, RecordNumber record) {
    if (record <= RecordNumber{1}) return {};
    const auto head = head_at(log, RecordNumber{number(record) - 1});
    return {.position = head.position(), .record = head.record, .hash = head.hash};
}

// How many events of the record stand up to the position; nothing if it lies elsewhere.
std::optional<std::uint32_t> events_up_to(const RecordHeader& record, Position position) {
    const auto before = number(record.first_sequence);
    const auto sequence = number(position.sequence) + 1;
    if (position.epoch != record.epoch || position.partition != record.partition) return {};
    if (sequence < before || sequence > before + record.event_count) return {};
    return static_cast<std::uint32_t>(sequence - before);
}

}  // namespace

Resumption resume_behind(const LogReader& log, std::string_view position, std::string_view value) {
    const auto last = parse_position(position);
    if (!last) refuse_topic("its last message is no event of ours: it has no position");
    const auto record = first_that_reaches(log, *last);
    if (record > log.last()) {
        refuse_topic(
            "it ends with position " + to_text(*last) +
            ", which this log has not come to: it belongs to another log, or this one lost "
            "what it had published");
    }
    const auto bytes = bytes_of(log, record);
    const auto view = parsed(bytes);
    const auto events = events_up_to(view.header, *last);
    if (events.value_or(0) > 0 && view.events[*events - 1] == value) {
        return {{*last, record, view.hash}, {record, *events}};
    }
    const bool is_withdrawn =
        last->partition == view.header.partition && last->epoch < view.header.epoch;
    if (is_withdrawn) return {all_before(log, record), {record, 0}};
    refuse_topic("it ends with an event of another log, at position " + to_text(*last));
}

std::optional<Resumption> resume_behind(const LogReader& log, const Published& published) {
    if (published == Published{}) return Resumption{};
    const auto bytes = log.read(published.record);
    if (!bytes) return std::nullopt;
    const auto view = parsed(*bytes);
    const auto events = events_up_to(view.header, published.position);
    if (view.hash != published.hash || !events) return std::nullopt;
    return Resumption{published, {published.record, *events}};
}

}  // namespace kalends::kafka
