#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/id.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"

namespace kalends {

// What a claim takes of one host: its protected window, and the civil dates on which limits count
// it, recorded so that later changes of zone or schedule move neither (rules W0, B2, L2).
struct HostClaim {
    HostId host;
    Interval window;     // [start - buffer before, end + buffer after)
    Date schedule_date;  // of the start, in the zone of the schedule used on this host
    Date host_date;      // in the host's own zone

    bool operator==(const HostClaim&) const = default;
};

// A time taken on one or several hosts, as it was decided. Replay never consults zone data (W0).
struct BookedTime {
    Interval time;
    CivilMinute civil_start;  // in `zone`, the meeting type's
    std::string zone;
    std::string zone_data;  // version of the zone data that related the two
    Date type_date;         // of the start, in the meeting type's zone
    std::vector<HostClaim> hosts;

    bool operator==(const BookedTime&) const = default;
};

// Enough to find again, in the hosts' calendars, a time that was taken.
struct ClaimedTime {
    Interval time;
    std::vector<HostId> hosts;

    bool operator==(const ClaimedTime&) const = default;
};

[[nodiscard]] inline ClaimedTime claimed(const BookedTime& booked) {
    ClaimedTime claim{booked.time, {}};
    for (const auto& on_host : booked.hosts) claim.hosts.push_back(on_host.host);
    return claim;
}

// A claim in a host's calendar. One that has an expiry counts as gone from that instant on.
struct Claim {
    Interval time;
    Interval window;
    StreamId holder;  // the booking, hold or session
    MeetingTypeId meeting_type;
    std::optional<Instant> expires_at;

    [[nodiscard]] bool is_live(Instant now) const { return !expires_at || now < *expires_at; }
    bool operator==(const Claim&) const = default;
};

}  // namespace kalends
