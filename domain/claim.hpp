#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/id.hpp"
#include "domain/rotation.hpp"
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
    MeetingTypeId counted_by;  // which counts it over all its hosts; nil before that was recorded
    std::vector<Assignment> assignments;  // of the hosts that rotate, in the order of their groups

    bool operator==(const BookedTime&) const = default;
};

// On which civil date which meeting type counts a claim over all its hosts (rule L2).
struct TypeCount {
    MeetingTypeId meeting_type;
    Date date;

    bool operator==(const TypeCount&) const = default;
};

// Enough to find again, in the hosts' calendars, a time that was taken, and what counted it.
struct ClaimedTime {
    Interval time;
    std::vector<HostId> hosts;
    std::optional<TypeCount> counted;  // nothing before that was recorded
    // What its hosts' rotations changed, and get back once it is let go (rule H2).
    std::vector<BalanceChange> given_back = {};

    bool operator==(const ClaimedTime&) const = default;
};

[[nodiscard]] inline std::vector<HostId> hosts_of(const BookedTime& booked) {
    std::vector<HostId> hosts;
    hosts.reserve(booked.hosts.size());
    for (const auto& on_host : booked.hosts) hosts.push_back(on_host.host);
    return hosts;
}

// A time as it is let go.
[[nodiscard]] inline ClaimedTime claimed(const BookedTime& booked) {
    ClaimedTime claim{booked.time, hosts_of(booked), {}, balance_changes(booked.assignments)};
    if (!booked.counted_by.is_nil()) claim.counted = {booked.counted_by, booked.type_date};
    return claim;
}

// One that stays, and gives nothing back.
[[nodiscard]] inline ClaimedTime still_claimed(const BookedTime& booked) {
    auto claim = claimed(booked);
    claim.given_back.clear();
    return claim;
}

// A hold that a booking stands in the place of, and the time that it lets go of.
struct HoldTaken {
    HoldId hold;
    ClaimedTime released;

    bool operator==(const HoldTaken&) const = default;
};

// The civil dates on which limits count a claim of one host (rule L2).
struct ClaimDates {
    Date schedule;
    Date host;
    std::optional<Date> type;  // nothing if its type does not count it

    bool operator==(const ClaimDates&) const = default;
};

// A claim that a command moves: it stands in the way of nothing and counts for nothing (rules B5,
// L3). Refers to what the caller keeps.
struct MovedClaim {
    StreamId holder;
    MeetingTypeId meeting_type;
    const BookedTime* when = nullptr;
};

// A claim in a host's calendar. One that has an expiry counts as gone from that instant on.
struct Claim {
    Interval time;
    Interval window;
    StreamId holder;  // the booking, hold or session
    MeetingTypeId meeting_type;
    std::optional<Instant> expires_at;
    ClaimDates dates;

    [[nodiscard]] bool is_live(Instant now) const { return !expires_at || now < *expires_at; }
    bool operator==(const Claim&) const = default;
};

}  // namespace kalends
