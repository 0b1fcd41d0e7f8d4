#include "commands/retire_meeting_type.hpp"

#include "tests/commands/series_clinic.hpp"

namespace retire_meeting_type_test {

using namespace kalends;
using namespace kalends::clinic;

MeetingTypeChanged given_to(HostId host) {
    auto terms = consultation_terms();
    terms.hosts.fixed = {host};
    return {consultation, terms};
}

BookingConfirmed confirmed_with_ben(BookingId id, Instant start) {
    auto made = confirmed(id, start);
    made.when = time_at(start, ben);
    return made;
}

TEST_CASE("C6: a meeting type retires once, and its bookings stand") {
    const auto asked = given({confirmed(booking, tuesday(9))});
    const Events retired{MeetingTypeRetired{consultation, {{booking}}}};
    CHECK(asked.when(RetireMeetingType{consultation}) == retired);
    const auto after = Given{asked}.happened(retired);
    CHECK(after.state(booking).is_live());
    CHECK(after.when(Cancel{booking}));
}

TEST_CASE("C6: the bookings of a retired type are named by their times, whichever host has them") {
    const auto asked = given({confirmed(other_booking, tuesday(11)), held(hold, tuesday(13)),
                              given_to(ben), confirmed_with_ben(booking, tuesday(9))});
    const auto standing_at = [&](Instant now) {
        const auto decision = asked.when(RetireMeetingType{consultation}, now);
        return std::get<MeetingTypeRetired>(decision->front()).standing;
    };
    CHECK(standing_at(now) == CoveredBookings{{booking, other_booking}});
    CHECK(standing_at(tuesday(9, 30)) == CoveredBookings{{other_booking}});
    CHECK(standing_at(tuesday(11, 30)) == CoveredBookings{});
}

TEST_CASE("C6: a retired type names the bookings of a series that are not over, which stand") {
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    const auto all = world.state(series).bookings;
    REQUIRE(all.size() == 3);
    const auto after_first = tuesday(9, 30);
    const auto retired = world.when(RetireMeetingType{consultation}, after_first);
    REQUIRE(retired == Events{MeetingTypeRetired{consultation, {{all[1], all[2]}}}});
    world.happened(*retired, after_first);
    CHECK(world.state(all[1]).is_live());
    CHECK(world.when(CancelSeries{{series, SeriesScope::all, all[1]}, {}}, after_first));
    CHECK(world.when(move_series({series, SeriesScope::all, all[1]}, tuesday(14)), after_first) ==
          refuse(Rejection::not_active));
}

TEST_CASE("C6: hosts that a type named before are known until its claims there are over") {
    auto world = given({confirmed(booking, tuesday(9))});
    const auto former = [&world] { return world.state(consultation).former_hosts; };
    CHECK(former() == nullptr);
    world.happened({given_to(ben)});
    CHECK(*former() == FormerHosts{{anna, tuesday(9, 30)}});
    world.happened({given_to(anna)});
    CHECK(*former() == FormerHosts{{ben, tuesday(9, 30)}});
    world.happened({given_to(ben)}, tuesday(9, 30));
    CHECK(former() == nullptr);
}

TEST_CASE("C2: reasons against retiring a meeting type come in their order") {
    const auto gone =
        given({MeetingTypeRetired{consultation}}).happened(founded_elsewhere(), opened_at, theirs);
    CHECK(gone.as(viewer()).if_match(9).when(RetireMeetingType{their_type}) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(gone.as(actor).if_match(9).when(RetireMeetingType{consultation}) ==
              refuse(Rejection::forbidden));
    }
    CHECK(gone.if_match(9).when(RetireMeetingType{consultation}) ==
          refuse(Rejection::stale_revision));
    CHECK(gone.if_match(2).when(RetireMeetingType{consultation}) == Events{});
}

}  // namespace retire_meeting_type_test
