#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "domain/booking.hpp"
#include "eventstore/log_store.hpp"

namespace kalends {

// A booking whose clocks now show another time at its instant than they did when it was made.
struct ShiftedBooking {
    BookingId booking;
    OrganisationId organisation;
    Instant start;
    CivilMinute recorded;
    std::string zone;
    std::string zone_data;             // the version that related the two
    std::optional<CivilMinute> today;  // nothing if this machine has no data for the zone
};

// Of the bookings that keep their time (rule B1), past ones too.
struct ZonesReport {
    Position position;  // of the last event read
    std::uint64_t bookings = 0;
    std::uint64_t shifted = 0;
};

// Rule W0: new zone data moves nothing, so an instant and the civil time recorded beside it may
// come to differ. Reads the log from its first record, holds each booking's time against the zone
// data that this process has, and tells each that differs, in order of their starts. Throws
// UnreadableEvent, and StorageFailed for a record that is none: `verify` says more.
using TellShifted = std::function<void(const ShiftedBooking&)>;
[[nodiscard]] ZonesReport check_zones(const LogReader& log, const TellShifted& tell);

}  // namespace kalends
