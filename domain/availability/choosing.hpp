#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/claim.hpp"
#include "domain/rotation.hpp"

namespace kalends {

// Who takes a start: the fixed hosts, then one of each group, and how that one was chosen.
struct Takers {
    std::vector<const Host*> hosts;
    std::vector<Assignment> assignments;
    Reasons overridden;  // on a host of a group
};

// Rule H2. `start` is one that `judge` gave no reason against. Of the hosts of `kept`, if it is
// given, those that are free stay: as they were chosen if it is among what moves, whose part in
// balances is given back before anything is chosen; else they pay like any that is chosen (C4).
[[nodiscard]] Takers choose_takers(const Question& question, Instant start, const BookedTime* kept,
                                   HoursCache& cache);

// Who of a group is asked to take a booked time over from one of its hosts: anybody else, or the
// one that is named.
struct Handover {
    const BookedTime& booked;
    Interval window;  // that is to be protected
    std::size_t group = 0;
    HostId from;
    std::optional<HostId> to;
};
// Who does, and how it was chosen; or what is against the one that is named or nearest to being
// free.
struct Successor {
    const Host* host = nullptr;
    std::optional<Assignment> assignment;
    Reasons against;
};
// The question moves the booking's own claim, and asks for its duration. Another host of the group
// must be there, and whoever is named must be one.
[[nodiscard]] Successor choose_successor(const Question& question, const Handover& handover,
                                         HoursCache& cache);

}  // namespace kalends
