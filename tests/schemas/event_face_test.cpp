#include "schemas/event_face.hpp"

#include <doctest/doctest.h>

#include <random>

#include "tests/schemas/random_event.hpp"

namespace event_face_test {

using namespace kalends;

TEST_CASE("an event's face says what decoding it says") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    RandomValues values{seed};
    constexpr auto types = std::variant_size_v<Event>;
    for (std::size_t i = 0; i < 20 * types; ++i) {
        const auto stored = random_event(values, i % types);
        std::string bytes;
        encode_event(bytes, stored.envelope, stored.event);
        CAPTURE(bytes);
        const auto face = face_of(bytes);
        CHECK(face.type == event_type(stored.event));
        CHECK(face.is_of_no_organisation() == stored.envelope.source.is_nil());
        if (!stored.envelope.source.is_nil()) {
            CHECK(face.source == source_of(stored.envelope.source));
        }
        for (const auto& [stream, revision] : stored.envelope.streams) CHECK(face.names(stream));
        CHECK_FALSE(face.names(stream_of(HostId{IdBits{1, 2}})));
    }
}

TEST_CASE("what stands in a text of an event is not taken for its face") {
    StoredEvent stored;
    stored.envelope.actor = actor_text(ActorKind::operator_, {});
    stored.envelope.correlation = R"(,"data":{"streams":[["hst_0000000000001g000000000004",1]])";
    stored.event = HostRetired{};
    stored.envelope.streams = {{stream_of(HostId{IdBits{5, 6}}), Revision{1}}};
    std::string bytes;
    encode_event(bytes, stored.envelope, stored.event);
    CHECK(face_of(bytes).names(stream_of(HostId{IdBits{5, 6}})));
    CHECK_FALSE(face_of(bytes).names(*parse_stream("hst_0000000000001g000000000004")));
}

TEST_CASE("what is no event has no face") {
    for (const auto* bytes : {"", "{}", R"({"specversion":"1.0","id":"evt_1","source":"/")"}) {
        CAPTURE(bytes);
        CHECK_THROWS_AS(static_cast<void>(face_of(bytes)), UnreadableEvent);
    }
}

}  // namespace event_face_test
