#include "api/reply_waiter.hpp"

#include "api/replies.hpp"

namespace kalends::api {

void ReplyWaiter::unknown() {
    reply_(response_of(outcome_unknown(), request_id_));
}

}  // namespace kalends::api
