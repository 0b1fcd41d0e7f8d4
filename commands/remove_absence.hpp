#pragma once

#include <cstdint>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// An absence is never changed, so it has one revision.
inline constexpr std::uint64_t absence_revision = 1;

// A host is not away after all.
struct RemoveAbsence {
    static constexpr std::string_view name = "remove-absence";

    HostId host;
    AbsenceId absence;
};

[[nodiscard]] inline StreamId target(const RemoveAbsence& c) {
    return stream_of(c.host);
}
void needs(const RemoveAbsence&, Scope&);
[[nodiscard]] Decision decide(const RemoveAbsence&, const Scope&, Instant now);

}  // namespace kalends
