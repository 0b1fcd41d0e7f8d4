#include "commands/retire_host.hpp"

#include "tests/commands/given.hpp"

namespace retire_host_test {

using namespace kalends;
using namespace kalends::clinic;

TEST_CASE("C6: a host retires once, and its claims stand") {
    const auto asked = given({confirmed(booking, tuesday(9))});
    const Events retired{HostRetired{anna, {{booking}}}};
    CHECK(asked.when(RetireHost{anna}) == retired);
    const auto after = Given{asked}.happened(retired);
    CHECK(after.state(anna).calendar.size() == 1);
    CHECK(after.state(booking).is_live());
}

TEST_CASE("C6: the bookings that a retired host still has are named by their times") {
    const auto asked = given({requested(other_booking, tuesday(11)), confirmed(booking, tuesday(9)),
                              held(hold, tuesday(13))});
    const auto standing_at = [&](Instant now) {
        const auto decision = asked.when(RetireHost{anna}, now);
        return std::get<HostRetired>(decision->front()).standing;
    };
    CHECK(standing_at(now) == CoveredBookings{{booking, other_booking}});
    CHECK(standing_at(tuesday(9, 29)) == CoveredBookings{{booking}});
    CHECK(standing_at(tuesday(9, 30)) == CoveredBookings{});
}

TEST_CASE("C6: at most a thousand bookings are named, and the rest counted") {
    auto asked = given();
    for (std::uint64_t i = 0; i < covered_bookings_named_max + 2; ++i) {
        const BookingId id{IdBits{9, i}};
        asked.happened({confirmed(id, tuesday(9) + std::chrono::hours{i})});
    }
    const auto decision = asked.when(RetireHost{anna});
    const auto& standing = std::get<HostRetired>(decision->front()).standing;
    CHECK(standing.named.size() == covered_bookings_named_max);
    CHECK(standing.named.front() == BookingId{IdBits{9, 0}});
    CHECK(standing.more == 2);
}

TEST_CASE("C2: reasons against retiring a host come in their order") {
    const auto gone = given({HostRetired{anna}}).happened(founded_elsewhere(), opened_at, theirs);
    CHECK(gone.as(viewer()).if_match(9).when(RetireHost{their_host}) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(gone.as(actor).if_match(9).when(RetireHost{anna}) == refuse(Rejection::forbidden));
    }
    CHECK(gone.if_match(9).when(RetireHost{anna}) == refuse(Rejection::stale_revision));
    CHECK(gone.if_match(2).when(RetireHost{anna}) == Events{});
}

}  // namespace retire_host_test
