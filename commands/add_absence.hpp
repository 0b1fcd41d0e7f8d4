#pragma once

#include <string_view>
#include <variant>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// The first and the last civil date of an absence, both included, in the host's zone.
struct AbsentDates {
    Date from;
    Date to;

    bool operator==(const AbsentDates&) const = default;
};

// A host is away for a time (rule W6). Bookings that it lies over stand.
struct AddAbsence {
    static constexpr std::string_view name = "add-absence";

    HostId host;
    AbsenceId absence;
    std::variant<Interval, AbsentDates> time;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const AddAbsence& c) {
    return stream_of(c.host);
}
void needs(const AddAbsence&, Scope&);
[[nodiscard]] Decision decide(const AddAbsence&, const Scope&, Instant now);

}  // namespace kalends
