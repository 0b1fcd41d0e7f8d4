#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>

#include "domain/actor.hpp"
#include "domain/booking.hpp"
#include "domain/hold.hpp"
#include "projections/analytics/counted_booking.hpp"
#include "projections/sqlite/database.hpp"

namespace kalends {

// Bookings that start on one date and are alike in all that is asked for. A booking stands in one
// cell of nil host, on its meeting type's date, and in one of each of its hosts, on that host's.
struct StartCell {
    OrganisationId organisation;
    HostId host;
    BookingStatus status{};
    Date date;
    MeetingTypeId meeting_type;
    std::size_t lead_step = 0;    // of `ahead_steps`: how long before the start it was made
    Role cancelled_by{};          // if it is cancelled, else the first of them
    std::size_t notice_step = 0;  // and how long before the start; else 0

    auto operator<=>(const StartCell&) const = default;
};
struct StartCounts {
    std::int64_t bookings = 0;
    std::int64_t minutes = 0;
    std::int64_t lead_minutes = 0;
    std::int64_t notice_minutes = 0;
    std::int64_t claimed_minutes = 0;  // those of a session but once

    bool operator==(const StartCounts&) const = default;
};

// Bookings by the UTC date on which they were made, and how far they came. Hosts as above.
struct MadeCell {
    OrganisationId organisation;
    HostId host;
    Date date;
    MeetingTypeId meeting_type;

    auto operator<=>(const MadeCell&) const = default;
};
struct MadeCounts {
    std::int64_t held = 0;
    std::int64_t booked = 0;
    std::int64_t confirmed = 0;
    std::int64_t completed = 0;

    bool operator==(const MadeCounts&) const = default;
};

// Bookings that took place and had a price, by the date of their start. Hosts as above.
struct RevenueCell {
    OrganisationId organisation;
    HostId host;
    Date date;
    MeetingTypeId meeting_type;
    std::string currency;

    auto operator<=>(const RevenueCell&) const = default;
};
struct RevenueCounts {
    std::int64_t completed = 0;
    std::int64_t amount_minor = 0;

    bool operator==(const RevenueCounts&) const = default;
};

// The counters. Changes are kept in memory, where many events change the same few, and written
// together; what is in the rows depends on the events alone, not on when that was.
class Cells {
  public:
    explicit Cells(Database& database) : database_{database} {}

    void make_tables();
    // Counts the booking in all its cells: `times` is 1 to count it and -1 to count it no more.
    void count(const CountedBooking& booking, int times);
    // A hold, on the date on which it was made.
    void count_held(OrganisationId organisation, Instant made, const HoldMade& hold);
    // Writes what is kept back. If that fails half-way, what was counted is not known any more, and
    // each later write fails, too: so that it is never committed.
    void write();

  private:
    void count(const StartCell& cell, const StartCounts& one, int times);
    void write(const StartCell& cell, const StartCounts& change);
    void write(const MadeCell& cell, const MadeCounts& change);
    void write(const RevenueCell& cell, const RevenueCounts& change);

    Database& database_;
    std::map<StartCell, StartCounts> starts_;
    std::map<MadeCell, MadeCounts> made_;
    std::map<RevenueCell, RevenueCounts> revenue_;
    bool is_half_written_ = false;
};

}  // namespace kalends
