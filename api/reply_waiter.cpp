#include "api/reply_waiter.hpp"

#include "api/replies.hpp"

namespace kalends::api {

void ReplyWaiter::unknown() {
    answer(response_of(outcome_unknown(), request_id_));
}

}  // namespace kalends::api
