#include "domain/availability/live_claims.hpp"

#include "domain/planted_bugs.hpp"

namespace kalends {

bool LiveClaims::counts(const Claim& claim) const {
    Instant now = question_.now;
    if (planted(PlantedBug::expiry_one_tick_late)) now -= Milliseconds{1};
    if (!claim.is_live(now)) return false;
    if (planted(PlantedBug::moved_claim_still_blocks)) return true;
    return !is_moved(claim, question_);
}

}  // namespace kalends
