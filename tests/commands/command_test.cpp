#include "commands/command.hpp"

#include <concepts>
#include <set>
#include <string_view>

#include "tests/commands/class.hpp"
#include "tests/commands/series_clinic.hpp"

namespace command_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

template <class C>
concept IsCommand = requires(const C& command, Scope& scope, const Scope& loaded, Instant at) {
    { C::name } -> std::convertible_to<std::string_view>;
    { target(command) } -> std::same_as<StreamId>;
    { needs(command, scope) } -> std::same_as<void>;
    { decide(command, loaded, at) } -> std::same_as<Decision>;
};

template <class... Cs>
std::vector<std::string_view> names_of(const std::variant<Cs...>*) {
    static_assert((IsCommand<Cs> && ...), "a command has a name, a target, needs and a decision");
    return {Cs::name...};
}

constexpr ApiKeyId new_key{IdBits{2, 2}};
constexpr HostId new_host{IdBits{3, 3}};
constexpr AbsenceId absence{IdBits{7, 1}};
constexpr MeetingTypeId new_type{IdBits{5, 3}};

const Interval tuesday_morning{tuesday(8), tuesday(12)};

const BusyPolicy hourly{Minutes{60}, WhenStale::closed, {}};

ImportBusy import_of_anna() {
    return {anna, "work", hourly, {tuesday(0), tuesday(23)}, {tuesday_morning}};
}

constexpr HolidayCalendarId holidays{IdBits{9, 1}};
const HolidayTerms christmas{
    "Here", {{Date{std::chrono::local_days{std::chrono::December / 25 / 2026}}, "Christmas"}}};
const HolidayTerms no_holidays{"Here", {}};

// A command, the world in which it is accepted, and what it gets when it is sent once more.
struct Retried {
    Command command;
    Given world;
    Decision again;
};

Amend amend_answers() {
    Amend command{.booking = booking};
    command.personal.answers = Clear{"{}"};
    return command;
}

// What is personal cannot be compared with what is sealed: an amendment is made once more.
const Events amended_again{BookingAmended{booking, 1}};

// No state remembers a reset of the clock: the engine asks for one only while it holds a time.
const Instant later = now + Minutes{60};

CivilMinute civil(Instant utc) {
    return CivilMinute{std::chrono::floor<Minutes>(utc.time_since_epoch())};
}

std::vector<Retried> retries_of_bookings() {
    const auto booked = given({confirmed(booking, tuesday(9))});
    const auto waiting = given({requested(booking, tuesday(9))});
    const auto is_held = given().happened({held(hold, tuesday(9))}, now);
    const ExtendHold longer{hold, Minutes{20}};
    const auto in_series = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    auto in_class = class_of(2);
    happens(in_class, seats(booking, tuesday(9)));
    const auto missed = given({confirmed(booking, tuesday(9)), BookingNoShow{booking, {}}});
    return {
        {book(booking, tuesday(9)), given(), refuse(Rejection::claimed, "/start")},
        {book_series(tuesday(9), "FREQ=DAILY;COUNT=2"),
         given(),
         {Refusal{.reason = Rejection::claimed,
                  .field = "/start",
                  .occurrences = {{tuesday(9), civil(tuesday(9)), Rejection::claimed},
                                  {tuesday(33), civil(tuesday(33)), Rejection::claimed}}}}},
        {CancelSeries{{series, SeriesScope::all, {}}, {}}, in_series,
         refuse(Rejection::already_cancelled)},
        {move_series({series, SeriesScope::all, occurrence(1)}, tuesday(11)), in_series, Events{}},
        {CancelSession{session, {}}, in_class, refuse(Rejection::already_cancelled)},
        {RescheduleSession{session, tuesday(11), {}, {}}, in_class, Events{}},
        {Cancel{booking}, booked, refuse(Rejection::already_cancelled)},
        {Reschedule{.booking = booking, .start = tuesday(9, 30)}, booked, Events{}},
        {amend_answers(), booked, amended_again},
        {Approve{booking}, waiting, refuse(Rejection::already_decided)},
        {Reject{booking}, waiting, refuse(Rejection::already_decided)},
        {make_hold(hold, tuesday(9)), given(), refuse(Rejection::claimed, "/start")},
        {longer, is_held, Events{}},
        {ReleaseHold{hold}, is_held, Events{}},
        {Expire{stream_of(booking)}, waiting.as(the_system()), Events{}},
        {Complete{booking}, booked, refuse(Rejection::already_decided)},
        {MarkNoShow{booking}, booked, refuse(Rejection::already_decided)},
        {UndoNoShow{booking}, missed, refuse(Rejection::already_decided)},
        {ResetClock{later}, given().as(the_operator()), Events{ClockReset{later, now}}},
    };
}

// Anna's booking, of a type that Ben is of the group of by now.
Given with_team_booking() {
    auto terms = consultation_terms();
    terms.hosts = {{}, {{{{anna}, {ben}}}}};
    return given({confirmed(booking, tuesday(9)), MeetingTypeChanged{consultation, terms}});
}

std::vector<Retried> retries_of_the_rest() {
    const auto none = Given{}.as(the_operator());
    const auto with_key = given({ApiKeyIssued{.organisation = ours, .key = new_key}});
    auto longer = ChangeMeetingType{.meeting_type = consultation};
    longer.duration = Minutes{45};
    return {
        {CreateOrganisation{.organisation = ours}, none, refuse(Rejection::already_exists)},
        {ChangeOrganisation{ours, "Practice", {}}, given(), Events{}},
        {IssueApiKey{.organisation = ours, .key = new_key}, given(),
         refuse(Rejection::already_exists)},
        {RevokeApiKey{ours, new_key}, with_key, Events{}},
        {CreateHolidayCalendar{ours, holidays, christmas}, given(),
         refuse(Rejection::already_exists)},
        {ChangeHolidayCalendar{ours, holidays, no_holidays},
         given({HolidayCalendarSet{ours, holidays, christmas}}), Events{}},
        {RemoveHolidayCalendar{ours, holidays},
         given({HolidayCalendarSet{ours, holidays, christmas}}), refuse(Rejection::not_found)},
        {CreateHost{.host = new_host, .subject = dora}, given(),
         refuse(Rejection::already_exists, "/external_id")},
        {ChangeHost{.host = anna, .zone = "Asia/Tokyo"}, given(), Events{}},
        {RetireHost{anna}, given(), Events{}},
        {SetSchedule{anna, "summer", working_days()}, given(), Events{}},
        {RemoveSchedule{anna, "default"}, given(), refuse(Rejection::not_found)},
        {ReplaceSchedules{anna, {{"summer", working_days()}}}, given(), Events{}},
        {AddAbsence{anna, absence, tuesday_morning, {}}, given(),
         refuse(Rejection::already_exists)},
        {RemoveAbsence{anna, absence}, given({AbsenceAdded{anna, absence, tuesday_morning}}),
         refuse(Rejection::not_found)},
        {import_of_anna(), given(), Events{}},
        {RemoveBusySource{anna, "work"}, given({BusySourceSet{anna, "work", hourly, {}}}),
         refuse(Rejection::not_found)},
        {GoStale{anna, {}}, given({BusySourceSet{anna, "work", hourly, {}}}).as(the_system()),
         Events{}},
        {CreateMeetingType{new_type, consultation_terms()}, given(),
         refuse(Rejection::already_exists, "/external_id")},
        {longer, given(), Events{}},
        {Reassign{booking, {}, ben, {}}, with_team_booking(), Events{}},
        {RetireMeetingType{consultation}, given(), Events{}},
    };
}

std::vector<Retried> retries() {
    auto all = retries_of_bookings();
    for (auto& retried : retries_of_the_rest()) all.push_back(std::move(retried));
    return all;
}

std::string_view name_of_command(const Command& command) {
    return std::visit([](const auto& c) { return std::decay_t<decltype(c)>::name; }, command);
}

// When a command of `retries` is accepted: to expire, a deadline must have come, and nothing is
// said of who came before the end.
Instant decided_at(const Command& command) {
    const bool is_late =
        std::holds_alternative<Expire>(command) || std::holds_alternative<Complete>(command) ||
        std::holds_alternative<MarkNoShow>(command) || std::holds_alternative<UndoNoShow>(command);
    return is_late ? after_all : now;
}

// Every command about something that another organisation has.
std::vector<Command> aimed_elsewhere() {
    return {ChangeOrganisation{theirs, "Mine", {}},
            IssueApiKey{.organisation = theirs, .key = new_key},
            RevokeApiKey{theirs, owner_key},
            CreateHolidayCalendar{theirs, holidays, christmas},
            ChangeHolidayCalendar{theirs, holidays, christmas},
            RemoveHolidayCalendar{theirs, holidays},
            ChangeHost{.host = their_host, .zone = "Asia/Tokyo"},
            RetireHost{their_host},
            SetSchedule{their_host, "default", {}},
            RemoveSchedule{their_host, "default"},
            ReplaceSchedules{their_host, {}},
            AddAbsence{their_host, absence, tuesday_morning, {}},
            RemoveAbsence{their_host, absence},
            ImportBusy{.host = their_host, .source = "work"},
            RemoveBusySource{their_host, "work"},
            GoStale{their_host, {}},
            ChangeMeetingType{.meeting_type = their_type, .new_name = "Mine"},
            RetireMeetingType{their_type},
            CancelSeries{{their_series, SeriesScope::all, {}}, {}},
            move_series({their_series, SeriesScope::all, their_booking}, tuesday(11)),
            CancelSession{their_session, {}},
            RescheduleSession{their_session, tuesday(11), {}, {}},
            Cancel{their_booking},
            Reschedule{.booking = their_booking, .start = tuesday(11)},
            Reassign{their_booking, {}, ben, {}},
            Amend{their_booking},
            Approve{their_booking},
            Reject{their_booking},
            ExtendHold{their_hold},
            ReleaseHold{their_hold},
            Expire{stream_of(their_booking)},
            Expire{stream_of(their_hold)},
            Complete{their_booking},
            MarkNoShow{their_booking},
            UndoNoShow{their_booking}};
}

}  // namespace

TEST_CASE("every command has a name of its own") {
    const auto names = names_of(static_cast<const Command*>(nullptr));
    const std::set<std::string_view> distinct(names.begin(), names.end());
    CHECK(names.size() == std::variant_size_v<Command>);
    CHECK(distinct.size() == names.size());
    CHECK_FALSE(distinct.contains(""));
}

TEST_CASE("P6: a command sent once more changes nothing, is refused by name, or amends the same") {
    std::set<std::size_t> covered;
    for (const auto& [command, world, again] : retries()) {
        CAPTURE(name_of_command(command));
        covered.insert(command.index());
        const auto at = decided_at(command);
        const auto decided = world.when(command, at);
        REQUIRE(decided);
        REQUIRE_FALSE((*decided).empty());
        const auto once = Given{world}.happened(*decided, at);
        CHECK(once.when(command, at) == again);
    }
    CHECK(covered.size() == std::variant_size_v<Command>);
}

TEST_CASE("every command heeds If-Match, and what is not there yet has no revision") {
    for (const auto& [command, world, again] : retries()) {
        const bool is_asked_by_nobody = std::holds_alternative<Expire>(command) ||
                                        std::holds_alternative<GoStale>(command) ||
                                        std::holds_alternative<ResetClock>(command);
        if (is_asked_by_nobody) continue;
        CAPTURE(name_of_command(command));
        const auto no_such = world.if_match(999).when(command, decided_at(command));
        CHECK(no_such == refuse(Rejection::stale_revision));
    }
    ExpectedRevision any;
    any.is_any = true;
    CHECK(given().if_match(any).when(SetSchedule{anna, "default", working_days()}));
    CHECK(given().if_match(any).when(SetSchedule{anna, "summer", working_days()}) ==
          refuse(Rejection::stale_revision));
}

TEST_CASE("what another organisation has is not found, whoever asks") {
    const auto world = given().happened(founded_elsewhere(), opened_at, theirs);
    for (const auto& actor : {owner(), viewer(), the_operator(), the_system(), anonymous()}) {
        for (const auto& command : aimed_elsewhere()) {
            CAPTURE(name_of_command(command));
            CHECK(world.as(actor).if_match(9).when(command) == refuse(Rejection::not_found));
        }
    }
}

TEST_CASE("an accepted command's first event is about the command's target") {
    for (const auto& [command, world, again] : retries()) {
        CAPTURE(name_of_command(command));
        const auto decided = world.when(command, decided_at(command));
        REQUIRE(decided);
        const auto aimed_at = std::visit([](const auto& c) { return target(c); }, command);
        const auto streams = streams_of((*decided).front());
        CHECK((streams.empty() ? StreamId{} : streams.front()) == aimed_at);
    }
}

TEST_CASE("every stream that an event changes was named by its command") {
    for (const auto& [command, world, again] : retries()) {
        CAPTURE(name_of_command(command));
        HoursCache hours;
        const Scope scope = world.scope(command, hours);
        const auto decided = world.when(command, decided_at(command));
        REQUIRE(decided);
        for (const auto& event : *decided) {
            for (const auto stream : streams_of(event)) CHECK(scope.is_loaded(stream));
        }
    }
}

}  // namespace command_test
