#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// An organisation says something else of itself; what is absent stays.
struct ChangeOrganisation {
    static constexpr std::string_view name = "change-organisation";

    OrganisationId organisation;
    std::optional<std::string> new_name;
    std::optional<std::string> zone;
    std::optional<DayName> week_start;
};

[[nodiscard]] inline StreamId target(const ChangeOrganisation& c) {
    return stream_of(c.organisation);
}
void needs(const ChangeOrganisation&, Scope&);
[[nodiscard]] Decision decide(const ChangeOrganisation&, const Scope&, Instant now);

}  // namespace kalends
