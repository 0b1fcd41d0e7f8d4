#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A host is described otherwise; what is absent stays. A new zone moves no booking (rule W0).
struct ChangeHost {
    static constexpr std::string_view name = "change-host";

    HostId host;
    std::optional<HostSort> sort;
    std::optional<std::string> zone;
    std::optional<std::vector<HolidayCalendarId>> holidays;
    std::optional<std::vector<HostAttribute>> attributes;  // all of them
    Personal personal;
};

[[nodiscard]] inline StreamId target(const ChangeHost& c) {
    return stream_of(c.host);
}
void needs(const ChangeHost&, Scope&);
[[nodiscard]] Decision decide(const ChangeHost&, const Scope&, Instant now);

}  // namespace kalends
