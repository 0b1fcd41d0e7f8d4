#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/rejection.hpp"
#include "domain/subject.hpp"
#include "domain/time.hpp"

namespace kalends {

// Bookings were made from one recurrence rule (rule C4): each is an event of its own, which follows
// this one. What could not be booked is recorded, so that the answer can be given again.
struct SeriesMade {
    SeriesId series;
    MeetingTypeId meeting_type;
    std::string rule;  // RFC 5545, as it was asked for
    Instant start;     // of the first occurrence
    CivilMinute civil_start;
    std::string zone;
    std::string zone_data;  // version of the zone data that gave the occurrences
    bool skips_refused = false;
    std::vector<BookingId> bookings;  // in the order of their starts
    std::vector<RefusedOccurrence> refused;
    std::vector<SubjectMade> subjects;  // guests of all of them

    bool operator==(const SeriesMade&) const = default;
};

// Which occurrences of a series a command is about (rule C5): one of them, that one and those after
// it, or all.
enum class SeriesScope : std::uint8_t { one, following, all };
[[nodiscard]] std::string_view name_of(SeriesScope scope);

// Several occurrences were cancelled at once: an event of each follows.
struct SeriesCancelled {
    SeriesId series;
    SeriesScope scope{};
    std::vector<BookingId> bookings;

    bool operator==(const SeriesCancelled&) const = default;
};

// Several occurrences were moved at once, by as many civil days and minutes as lie between two
// civil times: those at which the one that was named started, and was to start. An event of each
// that had not begun follows.
struct SeriesMoved {
    SeriesId series;
    SeriesScope scope{};
    CivilMinute from;
    CivilMinute to;
    std::vector<BookingId> bookings;

    bool operator==(const SeriesMoved&) const = default;
};

// Bookings that were made together, and can be cancelled and moved together (rule C5). What each of
// them is now its own stream says.
struct Series {
    using Event = std::variant<SeriesMade, SeriesCancelled, SeriesMoved>;

    SeriesId id;
    MeetingTypeId meeting_type;
    std::string rule;
    Instant start;
    CivilMinute civil_start;
    std::string zone;
    bool skips_refused = false;
    std::vector<BookingId> bookings;
    std::vector<RefusedOccurrence> refused;
    std::uint64_t revision = 0;  // of its own fields: the ETag
    Instant created_at;
    Instant updated_at;

    bool operator==(const Series&) const = default;
};

[[nodiscard]] Series evolve(Series, const SeriesMade&, const Recorded&);
[[nodiscard]] Series evolve(Series, const SeriesCancelled&, const Recorded&);
[[nodiscard]] Series evolve(Series, const SeriesMoved&, const Recorded&);

}  // namespace kalends
