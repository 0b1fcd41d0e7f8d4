#include "projections/feed/standing.hpp"

#include <algorithm>

#include "eventstore/failures.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/record.hpp"

namespace kalends {
namespace {

// Where the log stands after this record.
Position position_after(const LogReader& log, std::uint64_t record) {
    if (record == 0) return LogHead{}.position();
    const auto bytes = log.read(RecordNumber{record});
    if (!bytes) throw StorageFailed{"a record of the log is missing"};
    const auto view = parse_record(*bytes);
    if (!view) throw StorageFailed{"a record of the log cannot be read"};
    return head_after(*view).position();
}

// Where the log stood before it first had a later epoch; epochs never fall, so records are searched
// by halves. `last` has a later one.
Position end_of_epoch(const LogReader& log, Epoch epoch, std::uint64_t last) {
    std::uint64_t low = 0;
    std::uint64_t high = last;
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (position_after(log, middle).epoch > epoch ? high : low) = middle;
    }
    return position_after(log, low);
}

}  // namespace

Standing standing_of(Position position, const LogReader& log) {
    const auto last = number(log.last());
    const auto head = position_after(log, last);
    if (position.partition != head.partition || position > head) {
        return {Standing::Kind::unknown, head};
    }
    if (position.epoch == head.epoch || position.sequence == Sequence{}) {
        return {Standing::Kind::held, position};
    }
    const auto end = end_of_epoch(log, position.epoch, last);
    if (position.sequence <= end.sequence) return {Standing::Kind::held, position};
    return {Standing::Kind::withdrawn, end};
}

}  // namespace kalends
