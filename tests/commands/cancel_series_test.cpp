#include "commands/cancel_series.hpp"

#include "tests/commands/series_clinic.hpp"

namespace cancel_series_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

CancelSeries cancel(SeriesScope scope, std::uint64_t from = 0) {
    const BookingId named = from == 0 ? BookingId{} : occurrence(from);
    return {{series, scope, named}, {}};
}

std::vector<BookingId> cancelled_by(const Decision& decided) {
    REQUIRE(decided);
    const auto cancelled = std::get<SeriesCancelled>((*decided).front()).bookings;
    REQUIRE((*decided).size() == cancelled.size() + 1);
    for (std::size_t i = 0; i < cancelled.size(); ++i) {
        CHECK(std::get<BookingCancelled>((*decided)[i + 1]).booking == cancelled[i]);
    }
    return cancelled;
}

using Ids = std::vector<BookingId>;

}  // namespace

TEST_CASE("C5: all occurrences are cancelled at once, or one, or that one and those after it") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    CHECK(world.when(cancel(SeriesScope::one, 2)) ==
          Events{SeriesCancelled{series, SeriesScope::one, {occurrence(2)}},
                 BookingCancelled{occurrence(2), claimed(time_at(tuesday(9) + one_day)), {}}});
    CHECK(cancelled_by(world.when(cancel(SeriesScope::following, 2))) ==
          Ids{occurrence(2), occurrence(3)});
    CHECK(cancelled_by(world.when(cancel(SeriesScope::all))) ==
          Ids{occurrence(1), occurrence(2), occurrence(3)});
}

TEST_CASE("C5: what follows is what starts later now, wherever it stood in the rule") {
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    const auto moved =
        world.when(Reschedule{.booking = occurrence(1), .start = tuesday(12) + one_day});
    REQUIRE(moved);
    world.happened(*moved, now);
    CHECK(cancelled_by(world.when(cancel(SeriesScope::following, 2))) ==
          Ids{occurrence(2), occurrence(1), occurrence(3)});
}

TEST_CASE("C5: what has begun, is cancelled or decided is left alone") {
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    world.happened(
        {BookingCancelled{occurrence(3), claimed(time_at(tuesday(9) + 2 * one_day)), {}}}, now);
    CHECK(cancelled_by(world.when(cancel(SeriesScope::all), tuesday(9) - Milliseconds{1})) ==
          Ids{occurrence(1), occurrence(2)});
    CHECK(cancelled_by(world.when(cancel(SeriesScope::all), tuesday(9))) == Ids{occurrence(2)});
}

TEST_CASE("C5: where none is left, the refusal says why") {
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    CHECK(world.when(cancel(SeriesScope::one, 1), tuesday(9)) == refuse(Rejection::already_over));
    world.happened(*world.when(cancel(SeriesScope::following, 2)), now);
    CHECK(world.when(cancel(SeriesScope::one, 2)) == refuse(Rejection::already_cancelled));
    CHECK(world.when(cancel(SeriesScope::all), tuesday(9)) == refuse(Rejection::already_over));
    world.happened(*world.when(cancel(SeriesScope::all)), now);
    CHECK(world.when(cancel(SeriesScope::all)) == refuse(Rejection::already_cancelled));
}

TEST_CASE("C2: reasons against cancelling a series come in their order") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    const CancelSeries of_none{{SeriesId{IdBits{8, 2}}, SeriesScope::all, {}}, {}};
    CHECK(world.as(viewer()).if_match(9).when(of_none) == refuse(Rejection::not_found));
    CHECK(world.as(viewer()).if_match(9).when(cancel(SeriesScope::one, 3)) ==
          refuse(Rejection::not_found, "/booking_id"));
    CHECK(world.as(viewer()).if_match(9).when(cancel(SeriesScope::all)) ==
          refuse(Rejection::forbidden));
    CHECK(world.if_match(9).when(cancel(SeriesScope::all), after_all + one_day) ==
          refuse(Rejection::stale_revision));
    CHECK(world.if_match(1).when(cancel(SeriesScope::all)));
}

TEST_CASE("C1: a series is cancelled by whoever may cancel each of its bookings, and no guest") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    auto carla_of_first = guest(carla);
    carla_of_first.bound_to = stream_of(occurrence(1));
    for (const auto scope : {SeriesScope::one, SeriesScope::all}) {
        const auto command = cancel(scope, scope == SeriesScope::one ? 1 : 0);
        CHECK(world.as(carla_of_first).when(command) == refuse(Rejection::forbidden));
        CHECK(world.as(as_host(ben)).when(command) == refuse(Rejection::forbidden));
        CHECK(world.as(as_host(anna)).when(command));
    }
}

}  // namespace cancel_series_test
