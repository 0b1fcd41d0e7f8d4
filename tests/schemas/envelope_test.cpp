#include "schemas/envelope.hpp"

#include <doctest/doctest.h>

#include "tests/schemas/note_event.hpp"
#include "tests/schemas/random_event.hpp"

namespace envelope_test {

using namespace kalends;

namespace {

constexpr auto types = std::variant_size_v<Event>;

std::string encoded(const StoredEvent& stored) {
    std::string bytes;
    encode_event(bytes, stored.envelope, stored.event);
    return bytes;
}

StoredEvent cancelled() {
    const auto booking = BookingId{IdBits{1, 2}};
    const auto host = HostId{IdBits{3, 4}};
    const auto start = *parse_instant("2026-12-01T08:00:00Z");
    StoredEvent stored;
    stored.envelope = {EventId{IdBits{5, 6}},
                       OrganisationId{IdBits{7, 8}},
                       *parse_instant("2026-11-21T09:38:57.120Z"),
                       {Partition{0}, Epoch{1}, Sequence{48213}},
                       actor_text(ActorKind::api_key, IdBits{9, 10}),
                       CommandId{IdBits{11, 12}},
                       "req-1",
                       "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                       {{stream_of(booking), Revision{2}}, {stream_of(host), Revision{17}}},
                       Role::admin,
                       {}};
    stored.event = BookingCancelled{
        booking, {{start, start + Minutes{30}}, {host}}, Sealed{std::string{"\x00\xff!", 3}}};
    return stored;
}

// What decoding says against these bytes; empty if nothing.
std::string objection_to(std::string_view bytes) {
    try {
        static_cast<void>(decode_event(bytes));
        return "";
    } catch (const UnreadableEvent& unreadable) {
        return unreadable.what();
    }
}

std::string with(std::string text, std::string_view old_part, std::string_view new_part) {
    const auto at = text.find(old_part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old_part.size(), new_part);
}

bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an event is one CloudEvents object, its keys in the order that is promised") {
    CHECK(encoded(cancelled()) ==
          R"({"specversion":"1.0","id":"evt_0000000000002g000000000006",)"
          R"("source":"/organisations/org_0000000000003g000000000008",)"
          R"("type":"booking.cancelled.v1","subject":"bkg_0000000000000g000000000002",)"
          R"("time":"2026-11-21T09:38:57.120Z","position":"0-1-48213",)"
          R"("actor":"api-key:key_0000000000004g00000000000a",)"
          R"("causation":"cmd_0000000000005g00000000000c","correlation":"req-1",)"
          R"("traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","data":{)"
          R"("streams":[["bkg_0000000000000g000000000002",2],)"
          R"(["hst_0000000000001g000000000004",17]],"by":{"role":"admin"},)"
          R"("booking":"bkg_0000000000000g000000000002",)"
          R"("released":{"time":{"start":"2026-12-01T08:00:00Z","end":"2026-12-01T08:30:00Z"},)"
          R"("hosts":["hst_0000000000001g000000000004"]},"reason":"AP8h"}})");
}

TEST_CASE("an event of no organisation has no subject, and its source is the root") {
    StoredEvent stored;
    stored.envelope.actor = actor_text(ActorKind::operator_, {});
    stored.event = LogRestored{};
    const auto bytes = encoded(stored);
    CHECK(mentions(bytes, R"("source":"/","type":"log.restored.v1","time":)"));
    CHECK(decode_event(bytes) == stored);
}

TEST_CASE("whatever is encoded decodes to itself, and that encodes to the same bytes") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    RandomValues values{seed};
    for (std::size_t i = 0; i < 100 * types; ++i) {
        const auto stored = random_event(values, i % types);
        const auto bytes = encoded(stored);
        CAPTURE(bytes);
        const auto decoded = decode_event(bytes);
        REQUIRE(decoded == stored);
        REQUIRE(encoded(decoded) == bytes);
        note_event(bytes);
    }
}

TEST_CASE("an event's type is its stored name") {
    CHECK(event_type(Event{ScheduleSet{}}) == "schedule.set.v1");
    CHECK(event_type(Event{ApiKeyIssued{}}) == "api_key.issued.v1");
}

TEST_CASE("what no release wrote is unreadable, and the objection says where") {
    const auto good = encoded(cancelled());
    const auto against = [&](std::string_view old_part, std::string_view new_part) {
        return objection_to(with(good, old_part, new_part));
    };
    CHECK(objection_to(good).empty());
    CHECK(mentions(against("booking.cancelled.v1", "booking.cancelled.v9"), "/type"));
    CHECK(mentions(against(R"("specversion":"1.0")", R"("specversion":"0.3")"), "/specversion"));
    CHECK(mentions(against(R"("correlation")", R"("correlate")"), "/correlate"));
    CHECK(mentions(against(R"("reason")", R"("motive")"), "/data/motive"));
    CHECK(mentions(against(R"("reason":"AP8h")", R"("reason":"AP8")"), "/data/reason"));
    CHECK(mentions(against(R"("reason":"AP8h")", R"("reason":null)"), "/data/reason"));
    CHECK(mentions(against(R"("hosts":["hst)", R"("hosts":["bkg)"), "/data/released/hosts/0"));
    CHECK(mentions(against(R"(,17])", R"(,17.0])"), "/data/streams/1/1"));
    CHECK(mentions(against(R"(,17])", R"(,-17])"), "/data/streams/1/1"));
    CHECK(mentions(against(R"("subject":"bkg)", R"("subject":"hst)"), "/subject"));
    CHECK(mentions(against("api-key:key", "api-key:sub"), "/actor"));
    CHECK(mentions(against(R"("role":"admin")", R"("role":"root")"), "/data/by/role"));
    CHECK(mentions(against("-01T08:30:00Z", "-01T08:30:00"), "/data/released/time/end"));
}

TEST_CASE("cut or flipped bytes are an event or unreadable, never a crash") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    RandomValues values{seed};
    int unreadable = 0;
    for (std::size_t i = 0; i < types; ++i) {
        const auto good = encoded(random_event(values, i));
        for (std::size_t size = 0; size < good.size(); size += 1 + values.below(9)) {
            REQUIRE_FALSE(objection_to(std::string_view{good}.substr(0, size)).empty());
        }
        for (int flips = 0; flips < 200; ++flips) {
            auto bad = good;
            auto& byte = bad[values.below(bad.size())];
            byte = static_cast<char>(byte ^ static_cast<char>(1U << values.below(8)));
            if (!objection_to(bad).empty()) ++unreadable;
        }
    }
    CHECK(unreadable > 0);
}

TEST_CASE("an event beyond the largest size is refused and leaves nothing behind") {
    auto stored = cancelled();
    std::get<BookingCancelled>(stored.event).reason.bytes.resize(event_bytes_max);
    std::string out = "before";
    CHECK_THROWS_AS(encode_event(out, stored.envelope, stored.event), EventTooLarge);
    CHECK(out == "before");
}

}  // namespace envelope_test
