#include "schemas/snapshot.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <random>

#include "schemas/shape/unpack.hpp"
#include "schemas/states/booking.hpp"
#include "schemas/states/hold.hpp"
#include "schemas/states/host.hpp"
#include "schemas/states/meeting_type.hpp"
#include "schemas/states/organisation.hpp"
#include "schemas/states/series.hpp"
#include "schemas/states/session.hpp"
#include "schemas/states/subject.hpp"
#include "tests/schemas/random_value.hpp"

namespace snapshot_test {

using namespace kalends;

namespace {

constexpr std::array kinds{StreamKind::organisation, StreamKind::meeting_type, StreamKind::host,
                           StreamKind::booking,      StreamKind::hold,         StreamKind::session,
                           StreamKind::subject,      StreamKind::series};

StreamState random_state(RandomValues& values, StreamKind kind) {
    StreamState made{values.make<OrganisationId>(), values.make<Revision>(), initial_state(kind)};
    std::visit(
        [&values]<class Kind>(Kind& state) {
            if constexpr (!std::is_same_v<Kind, std::monostate>) values.fill(state);
        },
        made.state);
    return made;
}

}  // namespace

TEST_CASE("a state read from its snapshot is the state") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    RandomValues values{seed};
    for (int i = 0; i < 500; ++i) {
        const auto kind = kinds[values.below(kinds.size())];
        const auto state = random_state(values, kind);
        const auto bytes = encode_state(state);
        const auto read = decode_state(kind, bytes);
        REQUIRE(read);
        REQUIRE(*read == state);
        REQUIRE(encode_state(*read) == bytes);
    }
}

TEST_CASE("the initial state of every kind has a snapshot") {
    for (const auto kind : kinds) {
        const StreamState state{OrganisationId{}, Revision{1}, initial_state(kind)};
        CHECK(decode_state(kind, encode_state(state)) == state);
    }
}

TEST_CASE("a snapshot that is cut, flipped or of another kind is not read") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    RandomValues values{seed};
    const auto good = encode_state(random_state(values, StreamKind::host));
    CHECK_FALSE(decode_state(StreamKind::booking, good));
    CHECK_FALSE(decode_state(StreamKind::host, good + '\0'));
    for (std::size_t at = 0; at < good.size(); ++at) {
        CHECK_FALSE(decode_state(StreamKind::host, std::string_view{good}.substr(0, at)));
        auto bad = good;
        bad[at] = static_cast<char>(bad[at] ^ static_cast<char>(1U << values.below(8)));
        CHECK_FALSE(decode_state(StreamKind::host, bad));
    }
}

// The checksum keeps damage out; here it is passed by, to see that what lies behind it is safe too.
TEST_CASE("bytes that were never packed fail or give some state") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    RandomValues values{seed};
    int failed = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string bytes;
        pack(bytes, values.make<Host>());
        for (auto flips = values.below(4); flips > 0; --flips) {
            bytes[values.below(bytes.size())] = static_cast<char>(values.below(256));
        }
        PackedBytes from{std::string_view{bytes}.substr(0, values.below(bytes.size() + 1))};
        static_cast<void>(unpacked<Host>(from));
        if (!from.is_done()) ++failed;
    }
    CHECK(failed > 0);
}

TEST_CASE("a state whose tallies no log can tell is not read") {
    MeetingType type;
    const auto is_read = [&type](Usage usage) {
        type.tallies = {};
        type.tallies.add({*parse_date("2026-03-02"), {}, usage});
        std::string bytes;
        pack(bytes, type);
        PackedBytes from{bytes};
        static_cast<void>(unpacked<MeetingType>(from));
        return from.is_done();
    };
    constexpr auto extreme = std::numeric_limits<std::int64_t>::max();
    CHECK(is_read({2, Minutes{60}}));
    CHECK(is_read({-2, Minutes{-60}}));
    CHECK_FALSE(is_read({extreme, Minutes{60}}));
    CHECK_FALSE(is_read({-extreme, Minutes{60}}));
    CHECK_FALSE(is_read({2, Minutes{extreme}}));
}

TEST_CASE("a host without its schedules, or a schedule without its hours, is not read") {
    const auto is_read = [](const Host& host) {
        std::string bytes;
        pack(bytes, host);
        PackedBytes from{bytes};
        static_cast<void>(unpacked<Host>(from));
        return from.is_done();
    };
    Host host;
    CHECK(is_read(host));
    host.schedules = std::make_shared<const Schedules>(Schedules{{"default", {}}});
    CHECK_FALSE(is_read(host));
    host.schedules = nullptr;
    CHECK_FALSE(is_read(host));
}

}  // namespace snapshot_test
