#include "commands/add_absence.hpp"

#include "domain/bounds.hpp"
#include "tests/commands/given.hpp"

namespace add_absence_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr AbsenceId first{IdBits{7, 1}};
constexpr AbsenceId second{IdBits{7, 2}};

AddAbsence away(Instant start, Instant end, AbsenceId id = first) {
    return {anna, id, Interval{start, end}, {}};
}

AbsenceAdded only_event(const Decision& decision) {
    REQUIRE(decision);
    REQUIRE((*decision).size() == 1);
    return std::get<AbsenceAdded>((*decision).front());
}

Events host_in(const std::string& zone) {
    return {HostChanged{anna, {HostSort::person, {}, zone}, {}}};
}

}  // namespace

TEST_CASE("W6: an absence over bookings is accepted, lists them in order, and undoes none") {
    const auto asked =
        given({confirmed(booking, tuesday(11)), confirmed(other_booking, tuesday(9))});
    const auto added = only_event(asked.when(away(tuesday(9), tuesday(12))));
    CHECK(added.time == Interval{tuesday(9), tuesday(12)});
    CHECK_FALSE(added.dates);
    CHECK(added.covers == CoveredBookings{{other_booking, booking}});
    const auto after = Given{asked}.happened({added});
    CHECK(after.state(booking).is_live());
    CHECK(after.state(anna).calendar.size() == 2);
}

TEST_CASE(
    "W6: an absence lies over a booking as far as its buffers reach, and touches it for free") {
    const auto asked = given({confirmed(booking, tuesday(9))});
    CHECK(only_event(asked.when(away(tuesday(9, 39), tuesday(12)))).covers ==
          CoveredBookings{{booking}});
    CHECK(only_event(asked.when(away(tuesday(9, 40), tuesday(12)))).covers.count() == 0);
    CHECK(only_event(asked.when(away(tuesday(8), tuesday(8, 56)))).covers ==
          CoveredBookings{{booking}});
    CHECK(only_event(asked.when(away(tuesday(8), tuesday(8, 55)))).covers.count() == 0);
    const auto off = given({confirmed(booking, tuesday(9)),
                            BookingCancelled{booking, claimed(time_at(tuesday(9))), {}}});
    CHECK(only_event(off.when(away(tuesday(8), tuesday(12)))).covers.count() == 0);
}

TEST_CASE(
    "W0, W6: civil dates become instants once, in the host's zone, and are kept beside them") {
    // In New York clocks go forward on 8 March 2026.
    const Date seventh{std::chrono::local_days{std::chrono::March / 7 / 2026}};
    const AddAbsence weekend{anna, first, AbsentDates{seventh, seventh + std::chrono::days{1}}, {}};
    const auto added = only_event(given(host_in("America/New_York")).when(weekend));
    CHECK(added.time.start == *parse_instant("2026-03-07T05:00:00Z"));
    CHECK(added.time.end == *parse_instant("2026-03-09T04:00:00Z"));
    CHECK(added.dates ==
          AbsenceDates{seventh, seventh + std::chrono::days{1}, "America/New_York", "2026a"});
    CHECK(only_event(given().when(weekend)).time.start == *parse_instant("2026-03-07T00:00:00Z"));
}

TEST_CASE("W6: what is away takes no booking, and one that is there goes nowhere else under it") {
    const AbsenceAdded absence{anna, first, {tuesday(9), tuesday(12)}};
    const auto asked = given({confirmed(booking, tuesday(14)), absence});
    CHECK(asked.when(book(other_booking, tuesday(9))) == refuse(Rejection::absent, "/start"));
    CHECK(asked.when(Reschedule{.booking = booking, .start = tuesday(11, 30)}) ==
          refuse(Rejection::absent, "/start"));
    CHECK(asked.when(Reschedule{.booking = booking, .start = tuesday(12, 30)}));
    auto insisted = book(other_booking, tuesday(9));
    insisted.overrides = overridable;
    CHECK(asked.when(insisted) == refuse(Rejection::absent, "/start"));
    CHECK(
        Given{asked}.happened({AbsenceRemoved{anna, first}}).when(book(other_booking, tuesday(9))));
}

TEST_CASE("W6: of two absences over the same time either may go, and the other stands") {
    const AbsenceAdded one{anna, first, {tuesday(9), tuesday(12)}};
    const AbsenceAdded other{anna, second, {tuesday(10), tuesday(13)}};
    const auto asked = given({one, other, AbsenceRemoved{anna, first}});
    CHECK(asked.when(book(booking, tuesday(9))));
    CHECK(asked.when(book(booking, tuesday(10))) == refuse(Rejection::absent, "/start"));
    CHECK(asked.when(book(booking, tuesday(12, 30))) == refuse(Rejection::absent, "/start"));
}

TEST_CASE("an absence that ended 400 days ago is forgotten when another is added") {
    auto asked = given({AbsenceAdded{anna, first, {tuesday(9), tuesday(10)}}});
    const auto later = tuesday(10) + calendar_memory;
    asked.happened({AbsenceAdded{anna, second, {later, later + Minutes{60}}}}, later);
    CHECK(asked.state(anna).absences->all().size() == 2);
    const auto beyond = later + Milliseconds{1};
    asked.happened({AbsenceAdded{anna, AbsenceId{IdBits{7, 3}}, {later, later + Minutes{60}}}},
                   beyond);
    CHECK(asked.state(anna).absences->find(first) == nullptr);
    CHECK(asked.state(anna).absences->find(second) != nullptr);
}

TEST_CASE("W6: an absence over any number of bookings is accepted, and names the first of them") {
    Events many;
    for (std::uint64_t i = 0; i < covered_bookings_named_max + 2; ++i) {
        auto one = confirmed(BookingId{IdBits{9, i}}, tuesday(9) + i * std::chrono::hours{1});
        many.push_back(std::move(one));
    }
    const auto added =
        only_event(given(many).when(away(tuesday(0), tuesday(0) + std::chrono::days{60})));
    CHECK(added.covers.named.size() == covered_bookings_named_max);
    CHECK(added.covers.named.front() == BookingId{IdBits{9, 0}});
    CHECK(added.covers.more == 2);
}

TEST_CASE("absences that ended 400 days ago leave room for others") {
    Events full;
    for (std::uint64_t i = 0; i < absences_of_host_max; ++i) {
        full.push_back(AbsenceAdded{anna, AbsenceId{IdBits{8, i}}, {tuesday(9), tuesday(10)}});
    }
    const auto crowded = given(full);
    const auto then = tuesday(10) + calendar_memory;
    const auto one_more = away(then, then + Minutes{60});
    CHECK(crowded.when(one_more, then) == refuse(Rejection::too_many));
    CHECK(crowded.when(one_more, then + Milliseconds{1}));
}

TEST_CASE("C2: reasons against adding an absence come in their order") {
    Events full;
    for (std::uint64_t i = 0; i < absences_of_host_max; ++i) {
        full.push_back(AbsenceAdded{anna, AbsenceId{IdBits{8, i}}, {tuesday(9), tuesday(10)}});
    }
    const auto crowded = given(full).happened(founded_elsewhere(), opened_at, theirs);
    const auto gone = Given{crowded}.happened({HostRetired{anna}});
    auto elsewhere = away(tuesday(9), tuesday(10));
    elsewhere.host = their_host;
    const auto one_more = away(tuesday(9), tuesday(10));
    const auto again = away(tuesday(9), tuesday(10), AbsenceId{IdBits{8, 5}});
    CHECK(gone.as(viewer()).when(elsewhere) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).when(again) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(1).when(again) == refuse(Rejection::stale_revision));
    CHECK(gone.when(again) == refuse(Rejection::already_exists));
    CHECK(gone.when(one_more) == refuse(Rejection::not_active));
    CHECK(crowded.when(one_more) == refuse(Rejection::too_many));
}

TEST_CASE("C1: a host is away by its own word and no other host's") {
    const auto of_anna = away(tuesday(9), tuesday(10));
    const RemoveAbsence back{anna, first};
    const auto there = given({AbsenceAdded{anna, second, {tuesday(9), tuesday(10)}}});
    CHECK(given().as(as_host(anna)).when(of_anna));
    CHECK(there.as(as_host(anna)).when(RemoveAbsence{anna, second}));
    for (const auto& actor : {as_host(ben), viewer(), guest(carla), anonymous()}) {
        CHECK(given().as(actor).when(of_anna) == refuse(Rejection::forbidden));
        CHECK(there.as(actor).when(RemoveAbsence{anna, second}) == refuse(Rejection::forbidden));
    }
    CHECK(there.when(back) == refuse(Rejection::not_found));
    CHECK(there.if_match(2).when(RemoveAbsence{anna, second}) == refuse(Rejection::stale_revision));
}

}  // namespace add_absence_test
