#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/absence.hpp"
#include "domain/booking.hpp"
#include "domain/busy.hpp"
#include "domain/calendar.hpp"
#include "domain/hold.hpp"
#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/schedule.hpp"
#include "domain/sealed.hpp"
#include "domain/session.hpp"
#include "domain/subject.hpp"
#include "domain/tallies.hpp"

namespace kalends {

enum class HostSort : std::uint8_t { person, room, equipment };
[[nodiscard]] std::string_view name_of(HostSort sort);

// What hosts are told apart by when they are looked for, the languages that they speak say.
struct HostAttribute {
    std::string name;
    std::vector<std::string> texts;  // in the order in which they were given; never empty

    bool operator==(const HostAttribute&) const = default;
};

// What is not personal about a host.
struct HostTerms {
    HostSort sort{};
    std::string external_id;  // the caller's own name for it; empty if none
    std::string zone;
    std::vector<HolidayCalendarId> holidays;  // the calendars that the host follows (rule W5)
    std::vector<HostAttribute> attributes;    // by name, each once

    bool operator==(const HostTerms&) const = default;
};

// `details` seals name and e-mail under the host's own subject, rooms included: one rule for all.
struct HostCreated {
    HostId host;
    HostTerms terms;
    SubjectMade subject;
    Sealed details;

    bool operator==(const HostCreated&) const = default;
};

struct HostChanged {
    HostId host;
    HostTerms terms;
    Sealed details;  // absent: as before

    bool operator==(const HostChanged&) const = default;
};

// The bookings that it has and that are not over stand (rule C6).
struct HostRetired {
    HostId host;
    CoveredBookings standing;

    bool operator==(const HostRetired&) const = default;
};

// A schedule of this name was put, new or in place of an older one.
struct ScheduleSet {
    HostId host;
    std::string name;
    Schedule schedule;

    bool operator==(const ScheduleSet&) const = default;
};

struct ScheduleRemoved {
    HostId host;
    std::string name;

    bool operator==(const ScheduleRemoved&) const = default;
};

// A schedule of a host, with the count of its changes.
struct KeptSchedule {
    std::shared_ptr<const Schedule> hours;
    std::uint64_t revision = 1;
};

using Schedules = std::map<std::string, KeptSchedule, std::less<>>;

// What can be sold out: the calendar of one host. Terms and schedules are shared and never changed
// in place, so that a copy of the state is cheap.
struct Host {
    using Event =
        std::variant<HostCreated, HostChanged, HostRetired, ScheduleSet, ScheduleRemoved,
                     AbsenceAdded, AbsenceRemoved, BusySourceSet, BusyImported, BusySourceStale,
                     BusySourceRecovered, BusySourceRemoved, BookingRequested, BookingConfirmed,
                     BookingApproved, BookingRejected, BookingCancelled, BookingExpired,
                     BookingRescheduled, HoldMade, HoldExtended, HoldReleased, HoldExpired,
                     BookingReassigned, SessionMoved>;

    HostId id;
    SubjectId subject;
    std::shared_ptr<const HostTerms> terms;
    Revision details_at{};  // of the event of this stream that last sealed name and e-mail
    std::uint64_t revision = 0;
    Instant created_at;
    bool is_retired = false;
    std::shared_ptr<const Schedules> schedules = std::make_shared<const Schedules>();
    // The highest revision of a schedule that was removed. New ones count on from it, so that one
    // set under an old name is not taken for the one that went.
    std::uint64_t removed_schedule_revision = 0;
    std::uint64_t removed_source_revision = 0;  // the same of sources of busy time
    SharedAbsences absences;
    SharedBusyTime busy;
    Calendar calendar;
    Tallies tallies;  // of its claims: by type on the schedule's date, of all types on the host's

    // The schedule of that name, or null.
    [[nodiscard]] const Schedule* schedule(std::string_view name) const;
    // The revision of the schedule of that name, if there is one.
    [[nodiscard]] std::optional<std::uint64_t> schedule_revision(std::string_view name) const;
};
[[nodiscard]] bool operator==(const Host& a, const Host& b);

[[nodiscard]] Host evolve(Host, const HostCreated&, const Recorded&);
[[nodiscard]] Host evolve(Host, const HostChanged&, const Recorded&);
[[nodiscard]] Host evolve(Host, const HostRetired&, const Recorded&);
[[nodiscard]] Host evolve(Host, const ScheduleSet&, const Recorded&);
[[nodiscard]] Host evolve(Host, const ScheduleRemoved&, const Recorded&);
[[nodiscard]] Host evolve(Host, const AbsenceAdded&, const Recorded&);
[[nodiscard]] Host evolve(Host, const AbsenceRemoved&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BusySourceSet&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BusyImported&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BusySourceStale&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BusySourceRecovered&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BusySourceRemoved&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingRequested&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingConfirmed&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingApproved&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingRejected&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingCancelled&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingExpired&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingRescheduled&, const Recorded&);
[[nodiscard]] Host evolve(Host, const HoldMade&, const Recorded&);
[[nodiscard]] Host evolve(Host, const HoldExtended&, const Recorded&);
[[nodiscard]] Host evolve(Host, const HoldReleased&, const Recorded&);
[[nodiscard]] Host evolve(Host, const HoldExpired&, const Recorded&);
[[nodiscard]] Host evolve(Host, const SessionMoved&, const Recorded&);
[[nodiscard]] Host evolve(Host, const BookingReassigned&, const Recorded&);

}  // namespace kalends
