#include "tests/schemas/resources/samples.hpp"

#include "schemas/resources/absence.hpp"
#include "schemas/resources/api_key.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/busy.hpp"
#include "schemas/resources/explanation.hpp"
#include "schemas/resources/history.hpp"
#include "schemas/resources/hold.hpp"
#include "schemas/resources/holiday.hpp"
#include "schemas/resources/host.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/meeting_type.hpp"
#include "schemas/resources/organisation.hpp"
#include "schemas/resources/schedule.hpp"
#include "schemas/resources/series.hpp"
#include "schemas/resources/session.hpp"
#include "schemas/resources/slots.hpp"
#include "schemas/resources/test_clock.hpp"
#include "tests/schemas/resources/opened_samples.hpp"

namespace kalends {
namespace {

template <class SomeId>
SomeId id(std::uint64_t number) {
    return SomeId{IdBits{0, number}};
}

Instant at(std::string_view text) {
    return *parse_instant(text);
}

const Instant monday = at("2026-11-30T08:00:00Z");

template <class Append>
std::string rendered(Append append) {
    std::string out;
    append(out);
    return out;
}

ApiKey key() {
    ApiKey key;
    key.issued = {.organisation = id<OrganisationId>(1),
                  .key = id<ApiKeyId>(2),
                  .secret_digest = "never shown",
                  .label = "front desk",
                  .role = Role::host,
                  .scopes = {Permission::bookings_read},
                  .host = id<HostId>(3),
                  .expires_at = at("2027-01-01T00:00:00Z")};
    key.issued_at = monday;
    return key;
}

Organisation organisation() {
    Organisation made;
    made.id = id<OrganisationId>(1);
    made.terms = {"Praxis am Park", "Europe/Luxembourg"};
    made.revision = 1;
    made.created_at = monday;
    made.api_keys.emplace(id<ApiKeyId>(2), key());
    return made;
}

Host host() {
    Host made;
    made.id = id<HostId>(3);
    HostTerms terms{HostSort::room, "room-4", "America/New_York"};
    terms.attributes = {{"floor", {"2"}}, {"used_for", {"X-rays", "check-ups"}}};
    made.terms = std::make_shared<const HostTerms>(std::move(terms));
    made.revision = 2;
    made.created_at = monday;
    return made;
}

Schedule schedule() {
    const Date eve = *parse_date("2026-12-24");
    const TimeRange evening{Minutes{20 * 60}, minutes_per_day};
    return {"Europe/Luxembourg",
            {{Weekdays{0b0010001}, evening, {eve, {}}}},
            {{eve, {evening}}, {eve + std::chrono::days{1}, {}}},
            {{}, eve}};
}

MeetingType meeting_type(MeetingTypeTerms terms) {
    terms.name = "First visit";
    terms.hosts.fixed = {id<HostId>(3)};
    MeetingType made;
    made.id = id<MeetingTypeId>(4);
    made.terms = std::make_shared<MeetingTypeTerms>(std::move(terms));
    made.revision = 3;
    made.created_at = monday;
    return made;
}

// A doctor, and one of two rooms.
MeetingTypeTerms rotating_terms() {
    MeetingTypeTerms terms;
    terms.hosts.groups = {{{{id<HostId>(6), 2, 5}, {id<HostId>(7), 1, 0}}}};
    return terms;
}

MeetingTypeTerms rich_terms() {
    MeetingTypeTerms terms;
    terms.external_id = "intro";
    terms.durations = DurationList{{Minutes{30}, Minutes{60}}};
    terms.window = FixedDates{*parse_date("2026-12-01"), *parse_date("2026-12-31")};
    terms.grid = {Minutes{15}, Minutes{30}, Minutes{5}, GridKind::packed};
    terms.first_per_day = true;
    terms.approval = {true, Minutes{1'440}, true};
    terms.schedule = schedule();
    terms.zone = "Europe/Luxembourg";
    terms.price = {4'500, "EUR"};
    terms.questions = {
        {"topic", "What is it about?", AnswerKind::long_text, true, {}},
        {"side", "Which side?", AnswerKind::single_choice, false, {"left", "right"}}};
    terms.appearance = {"Bring your papers.", "#1a2b3c",
                        Location{LocationKind::in_person, "Room 4"}};
    terms.seats = 12;
    terms.party_max = 4;
    terms.host_schedule = "evenings";
    return terms;
}

Booking booking() {
    Booking made;
    made.id = id<BookingId>(5);
    made.reference.text = "K7Q2-M9XD";
    made.status = BookingStatus::pending;
    made.meeting_type = id<MeetingTypeId>(4);
    made.type_revision = 3;
    made.answers_revision = 4;
    made.when.time = {monday, monday + Minutes{30}};
    made.when.civil_start = *parse_civil_minute("2026-11-30T09:00");
    made.when.zone = "Europe/Luxembourg";
    made.when.hosts.push_back({.host = id<HostId>(3)});
    made.when.assignments = {{0,
                              id<HostId>(3),
                              ChoiceReason::only_candidate,
                              monday,
                              {{id<HostId>(3), 2, 1, -333'333, 1'000'000, monday}}}};
    made.guests = {id<SubjectId>(6), id<SubjectId>(7)};
    made.expires_at = monday;
    made.revision = 1;
    made.created_at = monday - Minutes{60};
    made.updated_at = made.created_at;
    return made;
}

Hold hold(HoldStatus status) {
    Hold made;
    made.id = id<HoldId>(9);
    made.status = status;
    made.meeting_type = id<MeetingTypeId>(4);
    made.type_revision = 3;
    made.when = booking().when;
    made.when.seats = SeatsTaken{id<SessionId>(10), 1, 12, false};
    made.expires_at = monday + Minutes{10};
    if (status == HoldStatus::booked) made.booking = id<BookingId>(5);
    made.revision = 1;
    made.created_at = monday;
    made.updated_at = monday;
    return made;
}

std::string series(std::string guest_token) {
    Series made;
    made.id = id<SeriesId>(10);
    made.meeting_type = id<MeetingTypeId>(4);
    made.rule = "FREQ=WEEKLY;COUNT=2";
    made.start = monday;
    made.civil_start = *parse_civil_minute("2026-11-30T09:00");
    made.zone = "Europe/Luxembourg";
    made.skips_refused = true;
    made.bookings = {id<BookingId>(5)};
    made.refused = {{monday + std::chrono::days{7}, *parse_civil_minute("2026-12-07T09:00"),
                     Rejection::claimed}};
    made.revision = 1;
    made.created_at = monday - Minutes{60};
    made.updated_at = made.created_at;
    auto one = booking();
    one.series = made.id;
    return rendered(
        [&](std::string& out) { append_series(out, made, {{&one, std::move(guest_token)}}); });
}

Session session() {
    Session made;
    made.id = id<SessionId>(10);
    made.meeting_type = id<MeetingTypeId>(4);
    made.when = booking().when;
    made.seats = 12;
    made.members = {{stream_of(id<BookingId>(5)), 2, {}},
                    {stream_of(id<HoldId>(9)), 1, monday + Minutes{10}},
                    {stream_of(id<HoldId>(11)), 3, monday}};
    made.revision = 4;
    made.created_at = monday - Minutes{60};
    made.updated_at = monday;
    return made;
}

std::string history_entry() {
    const BookingThen before{booking(), opened()};
    BookingThen after = before;
    after.booking.status = BookingStatus::cancelled;
    after.booking.expires_at.reset();
    after.booking.revision = 2;
    after.opened.reason = R"("ill")";
    StoredEvent stored;
    stored.envelope = {.id = id<EventId>(8),
                       .time = monday,
                       .position = {Partition{0}, Epoch{1}, Sequence{48}},
                       .actor = "operator",
                       .causation = id<CommandId>(9),
                       .role = Role::operator_};
    stored.event = BookingCancelled{};
    const std::optional<std::string> origin{R"({"address":"192.0.2.1"})"};
    return rendered(
        [&](std::string& out) { append_history_entry(out, {stored, &before, after, origin}); });
}

std::string first_history_entry() {
    const BookingThen after{booking(), opened()};
    StoredEvent stored;
    stored.envelope.correlation = "req-1";
    stored.event = BookingRequested{.overridden = {Rejection::too_soon}};
    const std::optional<std::string> origin;
    return rendered(
        [&](std::string& out) { append_history_entry(out, {stored, nullptr, after, origin}); });
}

std::string absence() {
    AbsenceAdded added{.host = id<HostId>(3), .absence = id<AbsenceId>(9)};
    added.time = {monday, monday + Minutes{1'440}};
    added.dates = {Date{}, Date{}, "Europe/Luxembourg", "2026a"};
    added.covers = {{id<BookingId>(5)}, 2};
    return rendered([&](std::string& out) { append_absence(out, added, R"("Skiing.")"); });
}

std::string erased_absence() {
    AbsenceAdded added{.host = id<HostId>(3), .absence = id<AbsenceId>(9)};
    added.time = {monday, monday + Minutes{1'440}};
    added.note = {"sealed"};
    return rendered([&](std::string& out) { append_absence(out, added, std::nullopt); });
}

BusySource busy_source() {
    BusySource source;
    source.policy = {Minutes{60}, WhenStale::last_import, std::chrono::hours{12}};
    source.standing = SourceStanding::stale;
    source.taken = TakenTime{{{monday, monday + Minutes{90}}}};
    source.revision = 2;
    return source;
}

ShownSource shown(const BusySource& source) {
    return {id<HostId>(3), "google-ada", source, source.standing, monday};
}

std::string busy() {
    const auto source = busy_source();
    return rendered([&](std::string& out) { append_busy_source(out, shown(source)); });
}

std::string busy_import() {
    const auto source = busy_source();
    const CoveredBookings covers{{id<BookingId>(5)}};
    return rendered([&](std::string& out) { append_busy_import(out, shown(source), covers); });
}

std::string holidays() {
    const HolidayTerms terms{"Luxembourg", {{Date{}, "New Year"}}};
    const HolidayCalendar calendar{std::make_shared<const HolidayTerms>(terms), 2};
    return rendered([&](std::string& out) {
        append_holiday_calendar(out, id<HolidayCalendarId>(8), calendar);
    });
}

const Slot half_hour{{monday, monday + Minutes{30}}};

std::string found_slots() {
    const FoundSlots found{{{half_hour, id<MeetingTypeId>(4), {id<HostId>(3)}, "America/New_York"}},
                           monday};
    return rendered([&](std::string& out) { append_found_slots(out, found); });
}

std::string slots() {
    const std::vector<Slot> all{half_hour};
    const std::vector<std::vector<HostId>> hosts{{id<HostId>(3)}};
    const std::vector<StaleSource> stale{{id<HostId>(3), "google-ada", SourceStanding::closed}};
    return rendered(
        [&](std::string& out) { append_slots(out, {all, hosts, "America/New_York", {}, stale}); });
}

std::string explanation() {
    const auto host = id<HostId>(3);
    const Interval time{monday, monday + Minutes{30}};
    const Date date{std::chrono::floor<std::chrono::days>(monday).time_since_epoch()};
    const Limit limit{LimitScope::host, LimitPeriod::day, 1, std::nullopt};
    Explained closed{monday, {}, {}};
    const auto add = [&](Rejection reason, HostId of, auto what) {
        closed.judgement.refused.add(reason);
        closed.causes.push_back({reason, of, std::move(what)});
    };
    add(Rejection::not_active, {}, PlainCause{});
    add(Rejection::outside_hours, host,
        ClosedHours{"default", date, HoursRule::holiday, id<HolidayCalendarId>(8)});
    add(Rejection::outside_hours, host, ClosedHours{"", date, HoursRule::date_override, {}});
    add(Rejection::absent, host, Absence{id<AbsenceId>(7), time, {}});
    add(Rejection::busy, host, BusyTaken{"outlook", time});
    add(Rejection::source_stale, host, SourceUnread{"outlook", monday});
    add(Rejection::claimed, host,
        Claim{time, time, stream_of(id<BookingId>(5)), id<MeetingTypeId>(4), monday, {}});
    add(Rejection::limit_reached, host, LimitUse{limit, {date, date}, {1, Minutes{30}}, host});
    const std::vector<Explained> starts{closed, {monday, {}, {}}};
    return rendered([&](std::string& out) { append_explanation(out, starts, CausesShown::yes); });
}

std::string retired_host() {
    const CoveredBookings standing{{id<BookingId>(5)}, 2};
    return rendered([&](std::string& out) {
        append_retired_host(out, host(), R"({"name":"Ada","email":"ada@example.org"})", standing);
    });
}

std::string host_page() {
    const std::vector<Host> hosts{host()};
    return rendered([&](std::string& out) {
        append_page(out, hosts, "/v1/hosts?cursor=x",
                    [](std::string& to, const Host& one) { append_host(to, one, std::nullopt); });
    });
}

}  // namespace

std::map<std::string, std::string> rendered_samples() {
    const auto of = [](auto append, const auto&... part) {
        return rendered([&](std::string& out) { append(out, part...); });
    };
    const auto booked = [](const auto&... part) {
        return rendered([&](std::string& out) { append_booking(out, booking(), part...); });
    };
    const auto named_schedule = [](std::string& out) {
        append_schedule(out, "default", {std::make_shared<const Schedule>(schedule()), 1});
    };
    return {
        {"Organisation", of(append_organisation, organisation())},
        {"OrganisationCreated", of(append_organisation_created, organisation(), "kld_secret")},
        {"ApiKey", of(append_api_key, key(), "")},
        {"ApiKeyCreated", of(append_api_key, key(), "kld_secret")},
        {"Host", of(append_host, host(),
                    std::optional<std::string>{R"({"name":"Ada","email":"ada@example.org"})"})},
        {"Host.erased", of(append_host, host(), std::optional<std::string>{})},
        {"Host.retired", retired_host()},
        {"HostPage", host_page()},
        {"Schedule", rendered(named_schedule)},
        {"MeetingType", of(append_meeting_type, meeting_type(rich_terms()))},
        {"MeetingType.retired", of(append_retired_meeting_type, meeting_type(rich_terms()),
                                   CoveredBookings{{id<BookingId>(5)}, 2})},
        {"MeetingType.rotating", of(append_meeting_type, meeting_type(rotating_terms()))},
        {"MeetingType.plain", of(append_meeting_type, meeting_type({}))},
        {"PublicMeetingType", of(append_public_meeting_type, meeting_type(rich_terms()))},
        {"Booking", booked(opened())},
        {"Booking.cancelled", booked(opened_with_reason())},
        {"BookingMade", booked(opened_in_full(), "kalg_token")},
        {"BookingRead", of(append_read_booking, booking(), opened_in_full(), AssignmentsShown::yes,
                           rich_terms().appearance.location)},
        {"Hold", of(append_hold, hold(HoldStatus::booked), "")},
        {"HoldMade", of(append_hold, hold(HoldStatus::live), "kalh_token")},
        {"Series", series("")},
        {"SeriesMade", series("kalg_token")},
        {"Session", of(append_session, session(), monday, AssignmentsShown::no)},
        {"SessionRead", of(append_session, session(), monday, AssignmentsShown::yes)},
        {"HistoryEntry", history_entry()},
        {"HistoryEntry.first", first_history_entry()},
        {"Absence", absence()},
        {"Absence.erased", erased_absence()},
        {"BusySource", busy()},
        {"BusyImport", busy_import()},
        {"HolidayCalendar", holidays()},
        {"Slots", slots()},
        {"FoundSlots", found_slots()},
        {"Explanation", explanation()},
        {"TestClock", of(append_test_clock, monday, false)},
    };
}

}  // namespace kalends
