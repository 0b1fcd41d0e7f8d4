#pragma once

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
// given, those that are free stay; what its claims, if they are among those moved, did to balances
// is given back before anything is chosen.
[[nodiscard]] Takers choose_takers(const Question& question, Instant start, const BookedTime* kept,
                                   HoursCache& cache);

}  // namespace kalends
