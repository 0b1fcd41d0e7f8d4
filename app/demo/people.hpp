#pragma once

#include <string_view>
#include <vector>

#include "domain/host.hpp"
#include "domain/meeting_type.hpp"
#include "domain/schedule.hpp"

namespace kalends::demo {

// The cast of the demo organisation. Nobody in it exists.
struct DemoHost {
    std::string_view name;
    std::string_view email;
    HostTerms terms;
    Schedule schedule;
};
[[nodiscard]] std::vector<DemoHost> hosts();

// A meeting type, and which of the hosts it is booked with.
struct DemoMeetingType {
    std::size_t host;
    MeetingTypeTerms terms;
};
[[nodiscard]] std::vector<DemoMeetingType> meeting_types();

struct DemoGuest {
    std::string_view name;
    std::string_view email;
    std::string_view zone;
};
[[nodiscard]] std::vector<DemoGuest> guests();

[[nodiscard]] std::vector<std::string_view> topics();

}  // namespace kalends::demo
