#pragma once

#include "schemas/envelope.hpp"
#include "schemas/events/all.hpp"
#include "tests/schemas/random_value.hpp"

namespace kalends {

// An event with an envelope as the engine would write it: it names its own streams. Events of no
// stream are of no organisation either.
inline StoredEvent random_event(RandomValues& values, std::size_t type) {
    StoredEvent stored;
    auto& e = stored.envelope;
    do {
        values.fill(stored.event);
    } while (stored.event.index() != type);
    values.fill(e.id);
    values.fill(e.time);
    values.fill(e.position);
    values.fill(e.causation);
    values.fill(e.correlation);
    values.fill(e.traceparent);
    values.fill(e.role);
    values.fill(e.origin);
    e.actor = values.below(2) == 0 ? actor_text(ActorKind::api_key, values.make<IdBits>())
                                   : actor_text(ActorKind::system, {});
    for (const auto stream : streams_of(stored.event)) {
        e.streams.emplace_back(stream, Revision{1 + values.below(1U << 30U)});
    }
    if (!e.streams.empty()) values.fill(e.source);
    return stored;
}

}  // namespace kalends
