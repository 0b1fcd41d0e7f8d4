#pragma once

#include <functional>
#include <list>
#include <optional>
#include <string>

#include "domain/state.hpp"
#include "eventstore/index.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// Reads the durable events of streams, through the index. A log that does not hold what the index
// says throws StoreRefused. For one thread.
class History {
  public:
    History(const LogStore& log, const DerivedIndex& index) : log_{&log}, index_{&index} {}

    // Says whether to go on.
    using Take = std::function<bool(Revision, const StoredEvent&)>;
    void each(StreamId stream, Revision first, const Take& take);

    [[nodiscard]] StoredEvent read(const EventPlace& place);

    // The stream folded up to `until`, or to this revision or its last, from the nearest snapshot
    // before that; null if it had no event by then.
    [[nodiscard]] SharedState fold_until(StreamId stream, Sequence until);
    [[nodiscard]] SharedState fold_to(StreamId stream, Revision revision);

    // The record, until others are read. Throws StoreRefused if the log does not hold it.
    [[nodiscard]] const RecordView& record(RecordNumber number);
    // The event at this position, if there is one up to `head`.
    [[nodiscard]] std::optional<StoredEvent> at(Position position, const LogHead& head);

  private:
    // The last event of a fold is the last that is beyond neither.
    struct End {
        Revision revision;
        Sequence sequence;
    };

    [[nodiscard]] SharedState fold_up_to(StreamId stream, const End& end);
    [[nodiscard]] StreamState from_snapshot(StreamId stream, const End& end) const;

    const LogStore* log_;
    const DerivedIndex* index_;
    // A record that was read, and what was found in its bytes.
    struct Kept {
        std::string bytes;
        RecordView view;
    };
    // Those read last, the latest first: events of one stream often share one, and streams that
    // changed together share several.
    std::list<Kept> kept_;
};

}  // namespace kalends
