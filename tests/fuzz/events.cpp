#include "domain/check.hpp"
#include "domain/state.hpp"
#include "schemas/envelope.hpp"
#include "schemas/event_face.hpp"
#include "schemas/snapshot.hpp"
#include "tests/fuzz/fuzz.hpp"

// A stored event: it is unreadable, or what it says can be written again, and then says the same.
// The state that it leads to from nothing has a snapshot, which says the same, too. Its face, read
// off its bytes, is the event's.

using namespace kalends;

namespace {

void check_written_again(const StoredEvent& stored) {
    std::string again;
    encode_event(again, stored.envelope, stored.event);
    ensure(decode_event(again) == stored, "an event written again is the same event");
    const auto face = face_of(again);
    const auto source = stored.envelope.source;
    ensure(face.type == event_type(stored.event), "an event's face shows its type");
    ensure(face.source == (source.is_nil() ? "/" : source_of(source)),
           "an event's face shows whose it is");
    for (const auto& [stream, revision] : stored.envelope.streams) {
        ensure(face.names(stream), "an event's face shows what it changes");
    }
}

// It may be none, but is looked for in the bytes alone.
void look_for_face(std::string_view bytes) {
    try {
        static_cast<void>(face_of(bytes));
    } catch (const UnreadableEvent&) {
    }
}

void check_folded(const StoredEvent& stored) {
    const auto& at = stored.envelope;
    for (const auto stream : streams_of(stored.event)) {
        const auto state = fold({}, stream, stored.event,
                                {at.source, at.id, at.position, at.time, next(Revision{})});
        ensure(decode_state(stream.kind, encode_state(state)) == state,
               "a state read from its snapshot is the state");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    look_for_face(fuzz::text_of(bytes, size));
    try {
        const auto stored = decode_event(fuzz::text_of(bytes, size));
        check_folded(stored);
        check_written_again(stored);
    } catch (const UnreadableEvent&) {
    } catch (const EventTooLarge&) {
    }
    return 0;
}
