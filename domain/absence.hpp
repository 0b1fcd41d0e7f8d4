#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/sealed.hpp"
#include "domain/taken_time.hpp"
#include "domain/time.hpp"

namespace kalends {

// The civil dates that an absence was given as, both included, the zone that made instants of them,
// and the version of its data (rule W0).
struct AbsenceDates {
    Date from;
    Date to;
    std::string zone;
    std::string zone_data;

    bool operator==(const AbsenceDates&) const = default;
};

// The bookings that came to lie under an absence or busy time, or whose host or meeting type
// retired, and stand. The first of them by their times are named, and the rest counted.
struct CoveredBookings {
    std::vector<BookingId> named;
    std::uint64_t more = 0;

    [[nodiscard]] std::uint64_t count() const { return named.size() + more; }
    bool operator==(const CoveredBookings&) const = default;
};

// A host is away for a time (rule W6). The note is free text and sealed under the host's own
// subject.
struct AbsenceAdded {
    HostId host;
    AbsenceId absence;
    Interval time;
    std::optional<AbsenceDates> dates;  // where it was given as dates
    CoveredBookings covers;
    Sealed note;

    bool operator==(const AbsenceAdded&) const = default;
};

struct AbsenceRemoved {
    HostId host;
    AbsenceId absence;

    bool operator==(const AbsenceRemoved&) const = default;
};

struct Absence {
    AbsenceId id;
    Interval time;
    Revision added_at{};  // of the event of the host's stream that tells the rest

    bool operator==(const Absence&) const = default;
};

// Whether it is so long over that no start can come to lie there: when one is added it is
// forgotten, like claims are.
[[nodiscard]] bool is_forgotten(const Absence& absence, Instant now);

// The absences of one host, by their ids, and the time that they take together. Never changed in
// place, so that states share them.
class Absences {
  public:
    Absences() = default;
    explicit Absences(std::vector<Absence> all);

    [[nodiscard]] const std::vector<Absence>& all() const { return all_; }
    [[nodiscard]] const Absence* find(AbsenceId id) const;
    [[nodiscard]] const TakenTime& taken() const { return taken_; }

    bool operator==(const Absences&) const = default;

  private:
    std::vector<Absence> all_;
    TakenTime taken_;
};
// Null if there are none.
using SharedAbsences = std::shared_ptr<const Absences>;

}  // namespace kalends
