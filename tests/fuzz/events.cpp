#include "domain/check.hpp"
#include "domain/state.hpp"
#include "schemas/envelope.hpp"
#include "schemas/snapshot.hpp"
#include "tests/fuzz/fuzz.hpp"

// A stored event: it is unreadable, or what it says can be written again, and then says the same.
// The state that it leads to from nothing has a snapshot, which says the same, too.

using namespace kalends;

namespace {

void check_written_again(const StoredEvent& stored) {
    std::string again;
    encode_event(again, stored.envelope, stored.event);
    ensure(decode_event(again) == stored, "an event written again is the same event");
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
    try {
        const auto stored = decode_event(fuzz::text_of(bytes, size));
        check_folded(stored);
        check_written_again(stored);
    } catch (const UnreadableEvent&) {
    } catch (const EventTooLarge&) {
    }
    return 0;
}
