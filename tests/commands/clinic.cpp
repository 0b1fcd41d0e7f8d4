#include "tests/commands/clinic.hpp"

namespace kalends::clinic {
namespace {

HostCreated host_created(HostId host, SubjectId subject) {
    return {host, {HostSort::person, {}, "UTC"}, {subject, KeySlot{}}, {}};
}

template <class Made>
Made made(BookingId id, MeetingTypeId type, Instant start) {
    Made made;
    made.booking = id;
    made.meeting_type = type;
    made.type_revision = 1;
    made.when = time_at(start, anna, type);
    made.guests = {{carla, "UTC", {}}};
    made.subjects = {{carla, KeySlot{}}};
    return made;
}

Actor actor(ActorKind kind, Role role, IdBits id = {}, HostId host = {}) {
    return {kind, id, role, scopes_of(role), host};
}

Actor bound(Actor actor, StreamId stream) {
    actor.bound_to = stream;
    return actor;
}

}  // namespace

const ZoneNames& zones() {
    static const auto names = ZoneNames::parse("# version 2026a\nZ UTC 0 - UTC\n");
    return names;
}

Actor with_key(Role role, HostId host) {
    return actor(ActorKind::api_key, role, owner_key.bits(), host);
}

Actor guest(SubjectId subject) {
    const auto id = subject == carla ? booking : other_booking;
    auto asks = bound(actor(ActorKind::guest, Role::guest, subject.bits()), stream_of(id));
    asks.actions = GuestActions::all();
    return asks;
}

Actor holder_of(HoldId id) {
    return bound(anonymous(), stream_of(id));
}

Actor anonymous() {
    return actor(ActorKind::anonymous, Role::guest);
}

Actor the_operator() {
    return actor(ActorKind::operator_, Role::operator_);
}

Actor the_system() {
    return actor(ActorKind::system, Role::system);
}

Schedule working_days() {
    constexpr Weekdays monday_to_friday{0b11111};
    return {"UTC", {{monday_to_friday, {Minutes{9 * 60}, Minutes{17 * 60}}, {}}}, {}, {}};
}

MeetingTypeTerms consultation_terms() {
    MeetingTypeTerms terms;
    terms.name = "Consultation";
    terms.buffers = {Minutes{5}, Minutes{10}};
    terms.notices.booking = Minutes{60};
    terms.hosts.fixed = {anna};
    return terms;
}

MeetingTypeTerms surgery_terms() {
    auto terms = consultation_terms();
    terms.name = "Surgery";
    terms.approval = {true, Minutes{24 * 60}, true};
    return terms;
}

Events founded() {
    return {OrganisationCreated{ours, {"Clinic", "UTC"}},
            host_created(anna, anna_as_person),
            ScheduleSet{anna, "default", working_days()},
            host_created(ben, ben_as_person),
            ScheduleSet{ben, "default", working_days()},
            MeetingTypeCreated{consultation, consultation_terms()},
            MeetingTypeCreated{surgery, surgery_terms()}};
}

Events founded_elsewhere() {
    auto terms = consultation_terms();
    terms.hosts.fixed = {their_host};
    auto booked = made<BookingConfirmed>(their_booking, their_type, tuesday(9));
    booked.when = time_at(tuesday(9), their_host, their_type);
    booked.guests = {{their_guest, "UTC", {}}};
    booked.subjects = {{their_guest, KeySlot{}}};
    auto theirs_held = held(their_hold, tuesday(11), their_type);
    theirs_held.when = time_at(tuesday(11), their_host, their_type);
    theirs_held.when.seats = SeatsTaken{their_session, 1, 2, true};
    return {OrganisationCreated{theirs, {"Elsewhere", "UTC"}},
            host_created(their_host, SubjectId{IdBits{4, 8}}),
            ScheduleSet{their_host, "default", working_days()},
            MeetingTypeCreated{their_type, terms},
            booked,
            theirs_held,
            SeriesMade{
                .series = their_series, .meeting_type = their_type, .bookings = {their_booking}}};
}

BookedTime time_at(Instant start, HostId host, MeetingTypeId type) {
    const auto date = std::chrono::floor<std::chrono::days>(start);
    const auto end = start + Minutes{30};
    const Date local{date.time_since_epoch()};
    return {{start, end}, CivilMinute{std::chrono::floor<Minutes>(start.time_since_epoch())},
            "UTC",        "2026a",
            local,        {{host, {start - Minutes{5}, end + Minutes{10}}, local, local}},
            type};
}

BookingConfirmed confirmed(BookingId id, Instant start) {
    return made<BookingConfirmed>(id, consultation, start);
}

BookingRequested requested(BookingId id, Instant start) {
    auto event = made<BookingRequested>(id, surgery, start);
    event.expires_at = std::min(now + std::chrono::days{1}, start);
    return event;
}

HoldMade held(HoldId id, Instant start, MeetingTypeId type) {
    HoldMade event;
    event.hold = id;
    event.meeting_type = type;
    event.type_revision = 1;
    event.when = time_at(start, anna, type);
    event.approval = type == surgery ? surgery_terms().approval : Approval{};
    event.expires_at = now + Minutes{10};
    return event;
}

MakeHold make_hold(HoldId id, Instant start, MeetingTypeId type) {
    return {.hold = id, .meeting_type = type, .start = start, .duration = {}, .overrides = {}};
}

Book book(BookingId id, Instant start, MeetingTypeId type) {
    Book command;
    command.booking = id;
    command.meeting_type = type;
    command.start = start;
    command.guests = {{carla, false, "UTC"}};
    return command;
}

BookSeries book_series(Instant start, std::string rule, MeetingTypeId type) {
    BookSeries command;
    command.series = series;
    command.rule = std::move(rule);
    for (std::uint64_t i = 1; i <= occurrences_max; ++i) {
        command.bookings.push_back(occurrence(i));
        command.sessions.push_back(session_made(i));
    }
    command.each = book({}, start, type);
    return command;
}

RescheduleSeries move_series(const OccurrencesAsked& asked, Instant to) {
    RescheduleSeries command;
    command.occurrences = asked;
    command.start = to;
    for (std::uint64_t i = 1; i <= occurrences_max; ++i) {
        command.sessions.push_back(session_moved(i));
    }
    return command;
}

}  // namespace kalends::clinic
