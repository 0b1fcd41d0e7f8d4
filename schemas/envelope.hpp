#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/actor.hpp"
#include "domain/bounds.hpp"
#include "domain/event.hpp"
#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/recorded.hpp"
#include "domain/sealed.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"

namespace kalends {

// All of a stored event but its facts.
struct Envelope {
    EventId id;
    OrganisationId source;  // nil for an event of no organisation
    Instant time;           // when it was decided
    Position position;
    std::string actor;  // as actor_text gives it
    CommandId causation;
    std::string correlation;  // id of the request that brought the command; empty if none did
    std::string traceparent;  // W3C Trace Context of that request; empty if it had none
    std::vector<std::pair<StreamId, Revision>> streams;  // the first is the event's subject
    Role role{};
    Sealed origin;  // address and user agent of the actor

    bool operator==(const Envelope&) const = default;
};

struct StoredEvent {
    Envelope envelope;
    Event event;

    bool operator==(const StoredEvent&) const = default;
};

// What a stream's fold is told of an event: its envelope, seen from that stream.
[[nodiscard]] inline Recorded recorded(const Envelope& envelope, Revision revision) {
    return {.organisation = envelope.source,
            .event = envelope.id,
            .position = envelope.position,
            .time = envelope.time,
            .revision = revision};
}

// "api-key:key_…", "member:sub_…", "guest:sub_…"; "operator", "system" and "anonymous" have no id.
[[nodiscard]] std::string actor_text(ActorKind kind, IdBits id);

// An event that would be larger than `event_bytes_max`.
struct EventTooLarge : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Bytes that are no event that this release knows. A log that holds such is not opened.
struct UnreadableEvent : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Appends the event as one canonical CloudEvents 1.0 JSON object. Throws EventTooLarge, with `out`
// as it was. Texts must be UTF-8, which is ensured.
void encode_event(std::string& out, const Envelope& envelope, const Event& event);

// Reads what encode_event wrote, now or in an earlier release: an old version is upcast, so that
// the domain sees the newest only. Throws UnreadableEvent. Any thread.
[[nodiscard]] StoredEvent decode_event(std::string_view bytes);

// The subject of an event that encode_event wrote, its first stream, without reading the rest;
// empty if it has none. Any thread.
[[nodiscard]] std::string_view subject_of(std::string_view bytes);

// The stored name of the event, as in "booking.confirmed.v1".
[[nodiscard]] std::string_view event_type(const Event& event);
// Every stored name that can be read, old versions too.
[[nodiscard]] std::vector<std::string_view> event_types();

}  // namespace kalends
