#include "eventstore/log_head.hpp"

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

bool epoch_fits(const LogHead& head, const RecordView& record) {
    const auto epoch = record.header.epoch;
    return epoch == head.epoch || (epoch > head.epoch && opens_epoch(record));
}

}  // namespace

bool opens_epoch(const RecordView& record) {
    return !record.commands.empty() && record.commands[0].entry.name == epoch_opening_command &&
           record.commands[0].event_count > 0;
}

LogHead head_after(const RecordView& record) {
    const auto& header = record.header;
    return {.partition = header.partition,
            .epoch = header.epoch,
            .record = header.number,
            .sequence = Sequence{number(header.first_sequence) + header.event_count - 1},
            .hash = record.hash,
            .wall_clock = header.wall_clock};
}

Result<LogHead, RecordFault> accept(Sha256& sha, const LogHead& head, const RecordView& record) {
    const auto& header = record.header;
    if (header.partition != head.partition) return RecordFault::wrong_partition;
    if (header.number != next(head.record)) return RecordFault::wrong_number;
    if (header.previous != head.hash) return RecordFault::wrong_previous_hash;
    if (!epoch_fits(head, record)) return RecordFault::wrong_epoch;
    if (header.first_sequence != next(head.sequence)) return RecordFault::wrong_sequence;
    if (!planted(PlantedBug::record_hash_not_checked) && record_hash(sha, record) != record.hash) {
        return RecordFault::wrong_hash;
    }
    return head_after(record);
}

Result<LogHead, RecordFault> accept(Sha256& sha, const LogHead& head,
                                    std::string_view record_bytes) {
    const auto record = parse_record(record_bytes);
    if (!record) return record.error();
    return accept(sha, head, *record);
}

}  // namespace kalends
