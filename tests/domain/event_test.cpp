#include "domain/event.hpp"

#include <doctest/doctest.h>

namespace event_test {

using namespace kalends;

namespace {

using Streams = std::vector<StreamId>;

constexpr BookingId booking{IdBits{6, 1}};
constexpr HostId anna{IdBits{3, 1}};
constexpr HostId ben{IdBits{3, 2}};
constexpr SubjectId carla{IdBits{4, 3}};
constexpr SubjectId dora{IdBits{4, 4}};

}  // namespace

TEST_CASE("an event is first about its own thing, then about hosts and whom it makes") {
    BookingConfirmed confirmed;
    confirmed.booking = booking;
    confirmed.when.hosts = {{anna}, {ben}};
    confirmed.guests = {{carla}, {dora}};
    confirmed.subjects = {{dora}};
    CHECK(streams_of(confirmed) ==
          Streams{stream_of(booking), stream_of(anna), stream_of(ben), stream_of(dora)});
    CHECK(streams_of(HostCreated{anna, {}, {carla}, {}}) ==
          Streams{stream_of(anna), stream_of(carla)});
}

TEST_CASE("a move names the hosts that it leaves and those that it takes, each once") {
    BookingRescheduled moved;
    moved.booking = booking;
    moved.released.hosts = {anna};
    moved.when.hosts = {{anna}, {ben}};
    CHECK(streams_of(moved) == Streams{stream_of(booking), stream_of(anna), stream_of(ben)});
}

TEST_CASE("an amendment leaves the hosts alone") {
    BookingAmended amended{booking};
    amended.subjects = {{dora}};
    CHECK(streams_of(amended) == Streams{stream_of(booking), stream_of(dora)});
}

TEST_CASE("whether a booking took place leaves the hosts alone") {
    CHECK(streams_of(BookingCompleted{booking}) == Streams{stream_of(booking)});
    CHECK(streams_of(BookingNoShow{booking, {}}) == Streams{stream_of(booking)});
    CHECK(streams_of(BookingNoShowUndone{booking, {}}) == Streams{stream_of(booking)});
}

TEST_CASE("the log's own events change no stream") {
    CHECK(streams_of(ClockReset{}).empty());
    CHECK(streams_of(LogRestored{}).empty());
}

}  // namespace event_test
