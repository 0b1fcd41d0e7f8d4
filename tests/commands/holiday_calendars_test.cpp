#include "commands/create_holiday_calendar.hpp"
#include "domain/bounds.hpp"
#include "tests/commands/given.hpp"

namespace holiday_calendars_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr HolidayCalendarId here{IdBits{9, 1}};
constexpr HolidayCalendarId nowhere{IdBits{9, 9}};
const Date this_tuesday{std::chrono::floor<std::chrono::days>(tuesday(0)).time_since_epoch()};
const HolidayTerms carnival{"Here", {{this_tuesday, "Carnival"}}};
const HolidayTerms none{"Here", {}};

// Anna follows the calendar, and Ben none.
Given followed(const HolidayTerms& terms = carnival) {
    return given({HolidayCalendarSet{ours, here, terms},
                  HostChanged{anna, {HostSort::person, {}, "UTC", {here}}, {}}});
}

}  // namespace

TEST_CASE(
    "W5: a host is closed on the dates of the calendars that it follows, as long as it does") {
    const auto asked = followed();
    CHECK(asked.when(book(booking, tuesday(9))) == refuse(Rejection::outside_hours, "/start"));
    CHECK(asked.when(book(booking, tuesday(33))));
    auto insisted = book(booking, tuesday(9));
    insisted.overrides = {Rejection::outside_hours};
    CHECK(asked.when(insisted));
    CHECK(followed(none).when(book(booking, tuesday(9))));
    CHECK(Given{asked}
              .happened({HolidayCalendarRemoved{ours, here}})
              .when(book(booking, tuesday(9))));
    CHECK(Given{asked}
              .happened({HolidayCalendarSet{ours, here, none}})
              .when(book(booking, tuesday(9))));
    CHECK(given({HolidayCalendarSet{ours, here, carnival}}).when(book(booking, tuesday(9))));
}

TEST_CASE("W5: an override of the date beats the holiday") {
    auto hours = working_days();
    hours.overrides = {{this_tuesday, {{Minutes{600}, Minutes{720}}}}};
    const auto asked = Given{followed()}.happened({ScheduleSet{anna, "default", hours}});
    CHECK(asked.when(book(booking, tuesday(10))));
    CHECK(asked.when(book(booking, tuesday(13))) == refuse(Rejection::outside_hours, "/start"));
}

TEST_CASE("a host follows calendars that its organisation has, and names each that is not there") {
    const auto world = given({HolidayCalendarSet{ours, here, carnival}});
    ChangeHost change{.host = anna};
    change.holidays = {here};
    CHECK(world.when(change) ==
          Events{HostChanged{anna, {HostSort::person, {}, "UTC", {here}}, {}}});
    change.holidays = {here, nowhere};
    CHECK(world.when(change) == refuse(Rejection::not_found, "/holiday_calendar_ids/1"));
    CreateHost create{.host = HostId{IdBits{3, 3}}, .subject = dora};
    create.terms.holidays = {nowhere};
    CHECK(world.when(create) == refuse(Rejection::not_found, "/holiday_calendar_ids/0"));
}

TEST_CASE("what a host follows may be said again once it is gone, and is not followed anew") {
    const auto gone = followed().happened({HolidayCalendarRemoved{ours, here}});
    ChangeHost change{.host = anna};
    change.holidays = {here};
    CHECK(gone.when(change) == Events{});
    change.holidays->clear();
    const auto dropped = gone.when(change);
    CHECK(dropped == Events{HostChanged{anna, {HostSort::person, {}, "UTC", {}}, {}}});
    change.holidays = {here};
    CHECK(Given{gone}.happened(*dropped).when(change) ==
          refuse(Rejection::not_found, "/holiday_calendar_ids/0"));
}

TEST_CASE("C2: reasons against a holiday calendar come in their order") {
    Events full;
    for (std::uint64_t i = 0; i < holiday_calendars_max; ++i) {
        full.push_back(HolidayCalendarSet{ours, HolidayCalendarId{IdBits{8, i}}, none});
    }
    const auto crowded = given(full);
    const CreateHolidayCalendar again{ours, HolidayCalendarId{IdBits{8, 5}}, carnival};
    const CreateHolidayCalendar one_more{ours, here, carnival};
    CHECK(crowded.as(viewer()).if_match(1).when(again) == refuse(Rejection::forbidden));
    CHECK(crowded.if_match(1).when(again) == refuse(Rejection::stale_revision));
    CHECK(crowded.when(again) == refuse(Rejection::already_exists));
    CHECK(crowded.when(one_more) == refuse(Rejection::too_many));
    const ChangeHolidayCalendar change{ours, HolidayCalendarId{IdBits{8, 5}}, carnival};
    CHECK(crowded.as(viewer()).when(ChangeHolidayCalendar{ours, here, none}) ==
          refuse(Rejection::not_found));
    CHECK(crowded.as(viewer()).if_match(2).when(change) == refuse(Rejection::forbidden));
    CHECK(crowded.if_match(2).when(change) == refuse(Rejection::stale_revision));
    CHECK(crowded.if_match(1).when(change));
    const RemoveHolidayCalendar remove{ours, HolidayCalendarId{IdBits{8, 5}}};
    CHECK(crowded.as(as_host(anna)).when(remove) == refuse(Rejection::forbidden));
    CHECK(crowded.if_match(2).when(remove) == refuse(Rejection::stale_revision));
}

}  // namespace holiday_calendars_test
