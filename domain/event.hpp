#pragma once

#include <variant>
#include <vector>

#include "domain/booking.hpp"
#include "domain/hold.hpp"
#include "domain/host.hpp"
#include "domain/meeting_type.hpp"
#include "domain/organisation.hpp"
#include "domain/series.hpp"
#include "domain/stream.hpp"

namespace kalends {

// The operator took an earlier clock for true, which ends the holding of time (RULES.md, C3). It is
// of no organisation and changes no stream.
struct ClockReset {
    Instant held_at;
    Instant accepted;

    bool operator==(const ClockReset&) const = default;
};

// A restore kept the log up to `last_kept` although positions up to `last_known` had been given
// out; those are withdrawn. The first record of an epoch holds this event and nothing else.
struct LogRestored {
    Position last_kept;
    Position last_known;
    std::string reason;

    bool operator==(const LogRestored&) const = default;
};

// Every fact that the log can hold.
using Event = std::variant<
    OrganisationCreated, OrganisationChanged, ApiKeyIssued, ApiKeyRevoked, HolidayCalendarSet,
    HolidayCalendarRemoved, HostCreated, HostChanged, HostRetired, ScheduleSet, ScheduleRemoved,
    AbsenceAdded, AbsenceRemoved, BusySourceSet, BusyImported, BusySourceStale, BusySourceRecovered,
    BusySourceRemoved, MeetingTypeCreated, MeetingTypeChanged, MeetingTypeRetired, BookingRequested,
    BookingConfirmed, BookingApproved, BookingRejected, BookingCancelled, BookingExpired,
    BookingRescheduled, BookingAmended, BookingCompleted, BookingNoShow, BookingNoShowUndone,
    BookingReassigned, HoldMade, HoldExtended, HoldReleased, HoldExpired, SeriesMade,
    SeriesCancelled, SeriesMoved, SessionCancelled, SessionMoved, ClockReset, LogRestored>;
using Events = std::vector<Event>;

// The streams that an event changes. The first is what the event is about: its `subject`.
[[nodiscard]] std::vector<StreamId> streams_of(const Event& event);

}  // namespace kalends
