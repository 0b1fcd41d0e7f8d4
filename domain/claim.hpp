#pragma once

#include <cstdint>
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

// The seats that a claim takes of a session, which its first claim opens (rules T1, T2).
struct SeatsTaken {
    SessionId session;
    std::uint32_t taken = 0;
    std::uint32_t of = 0;  // that the session has, as its type had when it was opened
    bool opens = false;

    bool operator==(const SeatsTaken&) const = default;
};

// The session whose seats a claim has, and whether it closes: none of its seats is taken any more.
struct SeatsOf {
    SessionId session;
    bool closes = false;

    bool operator==(const SeatsOf&) const = default;
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
    std::optional<SeatsTaken> seats;      // nothing if the time is the claim's alone

    // Whether limits count the claim: a session counts once, for the claim that opened it (L1).
    [[nodiscard]] bool is_counted() const { return !seats || seats->opens; }
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
    std::optional<SeatsOf> seats = {};  // nothing if the time is the claim's alone

    // Whether what limits count goes with it: a session is counted until it closes.
    [[nodiscard]] bool is_counted() const { return !seats || seats->closes; }
    bool operator==(const ClaimedTime&) const = default;
};

[[nodiscard]] inline std::vector<HostId> hosts_of(const BookedTime& booked) {
    std::vector<HostId> hosts;
    hosts.reserve(booked.hosts.size());
    for (const auto& on_host : booked.hosts) hosts.push_back(on_host.host);
    return hosts;
}

// A time as it is let go. Seats of a session are alone if it `closes`, since nobody else has any:
// then its hosts' rotations get back what was chosen when it was opened, else nothing.
[[nodiscard]] inline ClaimedTime claimed(const BookedTime& booked,
                                         const BookedTime* closes = nullptr) {
    const BookedTime* chosen = booked.seats ? closes : &booked;
    ClaimedTime claim{booked.time, hosts_of(booked), {}, {}, {}};
    if (chosen != nullptr) claim.given_back = balance_changes(chosen->assignments);
    if (booked.seats) claim.seats = SeatsOf{booked.seats->session, closes != nullptr};
    if (!booked.counted_by.is_nil() && claim.is_counted()) {
        claim.counted = {booked.counted_by, booked.type_date};
    }
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
    bool leaves_others = false;  // in its session, which goes on counting (rule T3)
    bool takes_count = false;    // of that session all the same: who is left there moves, too
};

// What a claim in a calendar has of its session.
struct Seating {
    SessionId session;
    std::uint32_t taken = 0;
    std::uint32_t of = 0;
    std::uint32_t hosts = 0;  // on so many the session is

    bool operator==(const Seating&) const = default;
};

// A claim in a host's calendar. One that has an expiry counts as gone from that instant on.
struct Claim {
    Interval time;
    Interval window;
    StreamId holder;  // the booking or hold
    MeetingTypeId meeting_type;
    std::optional<Instant> expires_at;
    ClaimDates dates;
    std::optional<Seating> seating;  // nothing if the time is its alone

    // Whether they are of one session, and so may lie over each other (rule P2).
    [[nodiscard]] bool shares_session(const Claim& other) const {
        return seating && other.seating && seating->session == other.seating->session;
    }
    [[nodiscard]] bool is_live(Instant now) const { return !expires_at || now < *expires_at; }
    bool operator==(const Claim&) const = default;
};

}  // namespace kalends
