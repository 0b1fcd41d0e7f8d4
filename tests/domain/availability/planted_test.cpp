#include <doctest/doctest.h>

#include "domain/planted_bugs.hpp"
#include "tests/domain/availability/comparison.hpp"
#include "tests/domain/availability/posed.hpp"

namespace planted_test {

#ifdef KALENDS_PLANTED_BUGS

using namespace kalends;

namespace {

// The first seed at which the oracle finds the bug; nothing if it never does.
std::optional<std::uint64_t> caught_at(PlantedBug bug, std::uint64_t scenes = 20'000) {
    plant(bug);
    std::optional<std::uint64_t> caught;
    for (std::uint64_t seed = 1; seed <= scenes && !caught; ++seed) {
        if (const auto found = disagreement(seed, 20)) {
            MESSAGE("TEST_SEED=" << seed << ": " << *found);
            caught = seed;
        }
    }
    plant(PlantedBug::none);
    return caught;
}

bool is_caught_in(const Situation& situation, PlantedBug bug) {
    plant(bug);
    const auto found = disagreement(situation);
    plant(PlantedBug::none);
    return found.has_value();
}

// A class of two, of which so many have seats; one session a day is all that its limit allows.
Situation class_with(std::uint32_t taken) {
    auto host = host_in("UTC", {"09:00-12:00"}, "2026-03-01T00:00:00Z");
    host.type.seats = 2;
    host.type.limits = {{LimitScope::type, LimitPeriod::day, 1, std::nullopt}};
    auto seats = claim_of(7, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z");
    seats.meeting_type = situation_type;
    seats.dates = {on("2026-03-02"), on("2026-03-02"), on("2026-03-02")};
    seats.seating = Seating{SessionId{IdBits{50, 1}}, taken, 2, 1};
    host.claims = {seats};
    host.window = {at("2026-03-02T08:00:00Z"), at("2026-03-02T13:00:00Z")};
    return host;
}

// Open from before the clock is set by half an hour, on an hourly grid.
Situation aligned_at_lord_howe() {
    auto host = host_in("Australia/Lord_Howe", {"01:45-05:00"}, "2026-10-01T00:00:00Z");
    host.type.grid.align_to = Minutes{60};
    host.window = {at("2026-10-03T13:30:00Z"), at("2026-10-04T13:00:00Z")};
    return host;
}

}  // namespace

TEST_CASE("the oracle catches every bug planted in the calculus") {
    CHECK(caught_at(PlantedBug::touching_is_overlap));
    CHECK(caught_at(PlantedBug::after_buffer_forgotten));
    CHECK(caught_at(PlantedBug::buffers_inside_hours_ignored));
    CHECK(caught_at(PlantedBug::gap_by_later_offset));
    CHECK(caught_at(PlantedBug::second_occurrence_in_overlap));
    CHECK(caught_at(PlantedBug::skipped_date_has_hours));
    CHECK(caught_at(PlantedBug::grid_from_query_window));
    CHECK(caught_at(PlantedBug::end_fit_off_by_one));
    CHECK(caught_at(PlantedBug::days_not_joined));
    CHECK(caught_at(PlantedBug::override_added_to_weekly));
    CHECK(caught_at(PlantedBug::effective_to_excluded));
    CHECK(caught_at(PlantedBug::notice_excludes_its_minute));
    CHECK(caught_at(PlantedBug::window_one_day_long));
    CHECK(caught_at(PlantedBug::weekend_is_business));
    CHECK(caught_at(PlantedBug::longest_duration_left_out));
    CHECK(caught_at(PlantedBug::day_without_slot_counted));
    CHECK(caught_at(PlantedBug::first_of_day_in_utc));
    CHECK(caught_at(PlantedBug::packed_after_end_not_window));
    CHECK(caught_at(PlantedBug::expiry_one_tick_late));
    CHECK(caught_at(PlantedBug::moved_claim_still_blocks));
    CHECK(caught_at(PlantedBug::limit_lets_one_more));
    CHECK(caught_at(PlantedBug::moved_booking_counts_against_itself));
    CHECK(caught_at(PlantedBug::week_of_limit_starts_on_sunday));
    CHECK(caught_at(PlantedBug::absence_touching_is_overlap));
    CHECK(caught_at(PlantedBug::busy_time_not_asked));
    CHECK(caught_at(PlantedBug::closed_source_ignored));
    CHECK(caught_at(PlantedBug::holidays_forgotten));
    CHECK(caught_at(PlantedBug::rotation_ignores_claims));
    CHECK(caught_at(PlantedBug::fixed_host_not_asked));
    CHECK(caught_at(PlantedBug::hours_of_room_not_asked));
}

TEST_CASE("the oracle catches what is planted in sessions") {
    CHECK(is_caught_in(class_with(2), PlantedBug::one_seat_too_many));
    CHECK(is_caught_in(class_with(1), PlantedBug::session_closed_to_its_own_type));
    CHECK(is_caught_in(class_with(1), PlantedBug::joining_counts_for_limits));
}

TEST_CASE(
    "the oracle catches a grid aligned by elapsed time where clocks are set by half an hour") {
    CHECK_FALSE(is_caught_in(aligned_at_lord_howe(), PlantedBug::none));
    CHECK(is_caught_in(aligned_at_lord_howe(), PlantedBug::grid_aligned_by_elapsed_time));
}

TEST_CASE("without a planted bug the oracle finds nothing to say") {
    CHECK_FALSE(caught_at(PlantedBug::none, 300));
}

#endif

}  // namespace planted_test
