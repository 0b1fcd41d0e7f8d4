#include "domain/stream.hpp"

#include <doctest/doctest.h>

namespace domain_stream_test {

using namespace kalends;

TEST_CASE("a stream's text is that of its id, and reads back as itself") {
    constexpr IdBits bits{7, 9};
    CHECK(to_text(stream_of(BookingId{bits})) == to_text(BookingId{bits}));
    for (const auto stream :
         {stream_of(OrganisationId{bits}), stream_of(MeetingTypeId{bits}), stream_of(HostId{bits}),
          stream_of(BookingId{bits}), stream_of(HoldId{bits}), stream_of(SessionId{bits}),
          stream_of(SeriesId{bits}), stream_of(SubjectId{bits})}) {
        CHECK(parse_stream(to_text(stream)) == stream);
    }
}

TEST_CASE("what has no stream names none") {
    CHECK_FALSE(parse_stream(to_text(ApiKeyId{IdBits{7, 9}})));
    CHECK_FALSE(parse_stream(to_text(EventId{IdBits{7, 9}})));
    CHECK_FALSE(parse_stream(""));
}

TEST_CASE("streams of one id and two kinds are two") {
    constexpr IdBits bits{7, 9};
    CHECK(stream_of(HostId{bits}) != stream_of(BookingId{bits}));
    const std::hash<StreamId> hash;
    CHECK(hash(stream_of(HostId{bits})) != hash(stream_of(BookingId{bits})));
}

}  // namespace domain_stream_test
