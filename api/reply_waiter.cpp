#include "api/reply_waiter.hpp"

#include "api/replies.hpp"
#include "eventstore/failures.hpp"

namespace kalends::api {

void ReplyWaiter::decided(const Outcome& outcome) {
    try {
        response_ = render_(outcome);
    } catch (const SealBroken&) {
        response_ = response_of(key_damaged("What was asked for took place."), request_id_);
    }
}

void ReplyWaiter::unknown() {
    answer(response_of(outcome_unknown(), request_id_));
}

}  // namespace kalends::api
