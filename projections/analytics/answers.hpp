#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/booking.hpp"
#include "domain/holiday.hpp"
#include "domain/host.hpp"
#include "projections/analytics/ahead.hpp"
#include "projections/analytics/cells.hpp"

namespace kalends {

enum class Period : std::uint8_t { day, week, month };

// The first date of the period that a date lies in: of ISO weeks the Monday.
[[nodiscard]] Date first_of(Period period, Date date);

// Which counters are added up. What is not said leaves nothing out.
struct CountsQuery {
    OrganisationId organisation;
    Date from;  // half-open, as all windows are
    Date to;
    Period by{};
    std::optional<HostId> host;
    std::optional<MeetingTypeId> meeting_type;
    std::vector<BookingStatus> statuses;
    bool is_by_host = false;
    bool is_by_meeting_type = false;
    bool is_by_status = false;
};

// What one answer may come to.
struct AnalyticsBounds {
    static constexpr int days_max = 366;
    static constexpr std::size_t rows_max = 5'000;
    static constexpr std::size_t cells_read_max = 200'000;
    // How often cells are looked up by their key, whether or not there are any.
    static constexpr std::size_t lookups_max = 200'000;
    // Dates on which hours are worked out, four around the window included: 100 hosts for a year.
    static constexpr std::size_t host_days_max = 37'000;
    static constexpr std::size_t days_around = 4;
};

// What an answer would have more of than it may: cells to add up, hosts to look through, rows.
enum class TooMuch : std::uint8_t { cells, hosts, rows };

// What the numbers of a row are about; what was not grouped by is absent.
struct Group {
    Date date;  // the first of its period
    std::optional<HostId> host;
    std::optional<MeetingTypeId> meeting_type;
    std::optional<BookingStatus> status;

    auto operator<=>(const Group&) const = default;
};

inline constexpr std::size_t roles = static_cast<std::size_t>(Role::system) + 1;

struct StartedTotals {
    StartCounts all;
    std::array<std::int64_t, ahead_steps.size()> leads{};  // bookings by how early they were made
    std::int64_t cancelled = 0;
    std::array<std::int64_t, roles> cancelled_by{};
    std::array<std::int64_t, ahead_steps.size()> notices{};  // cancelled ones, by how early

    bool operator==(const StartedTotals&) const = default;
};
struct StartedRow {
    Group group;
    StartedTotals totals;

    bool operator==(const StartedRow&) const = default;
};

struct MadeRow {
    Group group;
    MadeCounts totals;

    bool operator==(const MadeRow&) const = default;
};

// Sums of different currencies are never added up, so a group has a row for each.
struct RevenueRow {
    Group group;
    std::string currency;
    RevenueCounts totals;

    bool operator==(const RevenueRow&) const = default;
};

struct UtilisationRow {
    Group group;
    std::int64_t booked_minutes = 0;
    std::int64_t open_minutes = 0;

    bool operator==(const UtilisationRow&) const = default;
};

// A host as its fold, how long there has been one to book, and the calendars that it follows.
struct KeptHost {
    Host host;
    Interval life;
    Closures closed = {};
};

using MinutesByDate = std::map<Date, std::int64_t>;

// The minutes on each date from `from` on, before `to`, in the host's own zone, that its schedule
// `default` is open while it can be booked, closed dates and absences left out (rules W5, W6); but
// never fewer than are booked of its hours, for they were open. Throws ZoneMissing.
[[nodiscard]] std::vector<std::int64_t> open_minutes(const KeptHost& host, Date from, Date to,
                                                     const MinutesByDate& booked = {});

}  // namespace kalends
