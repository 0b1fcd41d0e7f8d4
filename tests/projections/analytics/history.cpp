#include "tests/projections/analytics/history.hpp"

#include <tuple>

namespace kalends::testing {
namespace {

using std::chrono::days;

// Clocks are changed on other dates in each of them, in Lord Howe by half an hour; in Casablanca
// they go back for Ramadan; and there are those that never change.
constexpr const char* some_zones[] = {
    "Etc/UTC",           "Asia/Tokyo",       "America/Los_Angeles", "Pacific/Apia",
    "Europe/Luxembourg", "America/Santiago", "Africa/Casablanca",   "Australia/Lord_Howe"};

}  // namespace

RandomHistory::RandomHistory(std::uint64_t seed) : chance_{seed} {
    office.clock.set(office.clock.now() + days{below(365)});
    firms.reserve(3);
    firms.push_back({office.organisation, {office.host}, {office.meeting_type}, {}});
    firm_ = &firms.front();
    for (int i = 0; i < 2; ++i) hire();
    for (std::uint64_t i = 2; i <= 3; ++i) {
        found(OrganisationId{IdBits{1, i}}, ApiKeyId{IdBits{4, i}});
    }
}

RandomHistory::Firm& RandomHistory::some_firm() {
    return firms[one_in(3) ? 1 + below(firms.size() - 1) : 0];
}

void RandomHistory::found(OrganisationId organisation, ApiKeyId key) {
    firms.push_back({organisation, {}, {}, {}});
    firm_ = &firms.back();
    act_as(ActorKind::operator_, Role::operator_);
    (void)ask(CreateOrganisation{organisation, {"Other", "Etc/UTC"}, key, "0"});
    for (int i = 0; i < 2; ++i) hire();
}

void RandomHistory::step() {
    firm_ = &some_firm();
    const auto minutes = one_in(20) ? 24 * 60 : below(90);
    office.clock.set(office.clock.now() + Minutes{minutes});
    office.finish();
    const auto action = below(20);
    if (action < 8 || firm_->bookings.empty()) return book();
    if (action < 18) return change_booking();
    change_host();
}

void RandomHistory::hire() {
    const auto host = office.new_id<HostId>();
    act_as(ActorKind::api_key, Role::owner);
    (void)ask(
        CreateHost{host, {HostSort::person, "", some_zone()}, office.new_id<SubjectId>(), {}});
    firm_->hosts.push_back(host);
    set_hours(host);
    for (int i = 0; i < 2; ++i) offer(host);
}

void RandomHistory::set_hours(HostId host) {
    (void)ask(SetSchedule{host, std::string{default_schedule}, some_hours()});
}

void RandomHistory::offer(HostId host) {
    MeetingTypeTerms terms;
    terms.name = "Talk";
    terms.hosts.fixed = {host};
    terms.duration = Minutes{15 * (1 + below(6))};
    if (one_in(2)) terms.zone = some_zone();
    terms.approval.required = one_in(2);
    terms.approval.again_when_rescheduled = one_in(2);
    if (one_in(2)) terms.approval.deadline = Minutes{60 * (1 + below(48))};
    terms.price = some_price();
    if (one_in(3)) terms.seats = 4;
    const auto type = office.new_id<MeetingTypeId>();
    (void)ask(CreateMeetingType{type, terms});
    firm_->types.push_back(type);
}

std::optional<Price> RandomHistory::some_price() {
    if (one_in(5)) return std::nullopt;
    return Price{std::int64_t(below(10'000)), one_in(3) ? "JPY" : "EUR"};
}

const char* RandomHistory::some_zone() {
    return some_zones[below(std::size(some_zones))];
}

// On the grid of nobody, and seldom within hours: all that may be is overridden.
Instant RandomHistory::some_start() {
    const auto now = std::chrono::floor<std::chrono::hours>(office.clock.now());
    return now - Minutes{60} + Minutes{15 * below(4 * 24 * (one_in(4) ? 90 : 6))};
}

Schedule RandomHistory::some_hours() {
    Schedule hours{some_zone(), {}, {}, {}};
    for (int i = 0; i < 2; ++i) {
        const Minutes start{15 * below(90)};
        const Minutes length{15 + 15 * below(20)};
        hours.weekly.push_back({Weekdays{static_cast<std::uint8_t>(1 + below(127))},
                                {start, std::min(start + length, minutes_per_day)},
                                {}});
    }
    const Date today{std::chrono::floor<days>(office.clock.now().time_since_epoch())};
    hours.overrides.push_back({today + days{below(9)}, {}});
    if (one_in(2)) hours.overrides.back().ranges.push_back({Minutes{600}, Minutes{700}});
    if (one_in(4)) hours.effective.to = today + days{below(20)};
    return hours;
}

void RandomHistory::book() {
    act_as(ActorKind::api_key, Role::owner);
    auto book = office.book(some_start());
    book.meeting_type = some(firm_->types);
    // Sometimes where somebody has booked before, which a session has room for.
    if (firm_->last && one_in(2)) std::tie(book.meeting_type, book.start) = *firm_->last;
    firm_->last = {book.meeting_type, book.start};
    book.overrides = overridable;
    book.session = office.new_id<SessionId>();
    const auto booking = book.booking;
    if (one_in(4)) book.hold = hold(book);
    // What is booked from a hold costs what it did when that was made.
    if (book.hold && one_in(2)) {
        (void)ask(ChangeMeetingType{.meeting_type = book.meeting_type, .price = some_price()});
    }
    if (ask(std::move(book))) firm_->bookings.push_back(booking);
}

// Sometimes it is gone again.
std::optional<HoldId> RandomHistory::hold(const Book& book) {
    const auto id = office.new_id<HoldId>();
    MakeHold make;
    make.hold = id;
    make.meeting_type = book.meeting_type;
    make.start = book.start;
    make.overrides = overridable;
    make.session = office.new_id<SessionId>();
    if (!ask(make)) return std::nullopt;
    if (one_in(4)) (void)ask(ReleaseHold{id});
    return id;
}

void RandomHistory::change_booking() {
    const auto booking = some(firm_->bookings);
    act_as_somebody();
    switch (below(8)) {
        case 6:
        case 7:
            return say_who_came(booking);
        case 0:
            return void(ask(Cancel{booking, {}}));
        case 1:
            return void(ask(Approve{booking}));
        case 2:
            return void(ask(Reject{booking, {}}));
        case 3:
            return void(ask(Amend{booking, {}, {.location = Clear{R"("here")"}}}));
        default:
            break;
    }
    Reschedule move{.booking = booking,
                    .start = some_start(),
                    .overrides = overridable,
                    .session = office.new_id<SessionId>()};
    if (one_in(3)) move.duration = Minutes{15 * (1 + below(8))};
    (void)ask(std::move(move));
}

void RandomHistory::say_who_came(BookingId booking) {
    if (one_in(2)) return void(ask(Complete{booking}));
    if (ask(MarkNoShow{booking, {}}) && one_in(2)) (void)ask(UndoNoShow{booking, {}});
}

void RandomHistory::change_host() {
    const auto host = some(firm_->hosts);
    act_as(ActorKind::api_key, Role::owner);
    if (one_in(3)) {
        return void(
            ask(ChangeMeetingType{.meeting_type = some(firm_->types), .price = some_price()}));
    }
    if (one_in(30)) return void(ask(RetireHost{host}));
    if (one_in(4)) return leave(host);
    if (one_in(5)) return close_dates(host);
    if (one_in(3)) return void(ask(ChangeHost{host, {}, some_zone(), {}}));
    if (one_in(5)) return void(ask(RemoveSchedule{host, std::string{default_schedule}}));
    set_hours(host);
}

// For hours or days, or back again.
void RandomHistory::leave(HostId host) {
    if (!firm_->absences.empty() && one_in(3)) {
        const auto [whose, absence] = some(firm_->absences);
        return void(ask(RemoveAbsence{whose, absence}));
    }
    const auto start = some_start();
    AddAbsence away{host, office.new_id<AbsenceId>(), {}, {}};
    away.time = Interval{start, start + Minutes{45 * (1 + below(60))}};
    if (ask(away)) firm_->absences.emplace_back(host, away.absence);
}

// A calendar of a few dates around today, which the host follows, or one that is removed.
void RandomHistory::close_dates(HostId host) {
    if (!firm_->calendars.empty() && one_in(3)) {
        return void(ask(RemoveHolidayCalendar{firm_->organisation, some(firm_->calendars)}));
    }
    const Date today{std::chrono::floor<days>(office.clock.now().time_since_epoch())};
    CreateHolidayCalendar create;
    create.organisation = firm_->organisation;
    create.calendar = office.new_id<HolidayCalendarId>();
    create.terms.name = "Holidays";
    for (int i = 0; i < 3; ++i) {
        create.terms.dates.push_back({today + days{3 * i + int(below(3))}, "Closed"});
    }
    if (!ask(create)) return;
    firm_->calendars.push_back(create.calendar);
    ChangeHost follow{host, {}, {}, {}, {}};
    follow.holidays = std::vector{create.calendar};
    (void)ask(follow);
}

void RandomHistory::act_as_somebody() {
    switch (below(4)) {
        case 0:
            act_as(ActorKind::api_key, Role::host);
            office.actor.host = some(firm_->hosts);
            return;
        case 1:
            return act_as(ActorKind::api_key, Role::admin);
        default:
            return act_as(ActorKind::api_key, Role::owner);
    }
}

void RandomHistory::act_as(ActorKind kind, Role role) {
    office.actor = {.kind = kind, .role = role, .scopes = scopes_of(role)};
}

bool RandomHistory::ask(Command command) {
    office.organisation = firm_->organisation;
    return std::holds_alternative<Accepted>(office.ask(std::move(command)));
}

}  // namespace kalends::testing
