#pragma once

#include "domain/claim.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/time.hpp"

namespace kalends {

template <>
inline constexpr auto shape<HostClaim> = fields(
    Field{"host", &HostClaim::host}, Field{"window", &HostClaim::window},
    Field{"schedule_date", &HostClaim::schedule_date}, Field{"host_date", &HostClaim::host_date});

template <>
inline constexpr auto shape<Candidate> =
    fields(Field{"host", &Candidate::host}, Field{"weight", &Candidate::weight},
           Maybe{"priority", &Candidate::priority}, Maybe{"balance", &Candidate::balance},
           Field{"credit", &Candidate::credit}, Maybe{"last_booked", &Candidate::last_booked});

template <>
inline constexpr auto shape<Assignment> =
    fields(Field{"group", &Assignment::group}, Field{"host", &Assignment::host},
           Field{"reason", &Assignment::reason}, Field{"chosen_at", &Assignment::chosen_at},
           Maybe{"candidates", &Assignment::candidates});

template <>
inline constexpr auto shape<BalanceChange> =
    fields(Field{"host", &BalanceChange::host}, Field{"millionths", &BalanceChange::millionths});

template <>
inline constexpr auto shape<SeatsTaken> =
    fields(Field{"session", &SeatsTaken::session}, Field{"taken", &SeatsTaken::taken},
           Field{"of", &SeatsTaken::of}, Maybe{"opens", &SeatsTaken::opens});

template <>
inline constexpr auto shape<SeatsOf> =
    fields(Field{"session", &SeatsOf::session}, Maybe{"closes", &SeatsOf::closes});

template <>
inline constexpr auto shape<BookedTime> =
    fields(Field{"time", &BookedTime::time}, Field{"civil_start", &BookedTime::civil_start},
           Field{"zone", &BookedTime::zone}, Field{"zone_data", &BookedTime::zone_data},
           Field{"type_date", &BookedTime::type_date}, Field{"hosts", &BookedTime::hosts},
           Maybe{"counted_by", &BookedTime::counted_by},
           Maybe{"assignments", &BookedTime::assignments}, Maybe{"seats", &BookedTime::seats});

template <>
inline constexpr auto shape<TypeCount> =
    fields(Field{"meeting_type", &TypeCount::meeting_type}, Field{"date", &TypeCount::date});

template <>
inline constexpr auto shape<ClaimedTime> =
    fields(Field{"time", &ClaimedTime::time}, Field{"hosts", &ClaimedTime::hosts},
           Maybe{"counted", &ClaimedTime::counted}, Maybe{"given_back", &ClaimedTime::given_back},
           Maybe{"seats", &ClaimedTime::seats});

template <>
inline constexpr auto shape<HoldTaken> =
    fields(Field{"hold", &HoldTaken::hold}, Field{"released", &HoldTaken::released});

}  // namespace kalends
