#include "schemas/requests/session.hpp"

#include "schemas/requests/overrides.hpp"
#include "schemas/requests/personal.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {

Parsed<CancelSession> parse_cancel_session(JsonValue body) {
    return parse_body<CancelSession>(body, [](BodyMembers& members, CancelSession& c) {
        members.may("reason", c.personal.reason, read_reason);
    });
}

Parsed<RescheduleSession> parse_reschedule_session(JsonValue body) {
    return parse_body<RescheduleSession>(body, [](BodyMembers& members, RescheduleSession& c) {
        members.must("start", c.start, read_start);
        members.may("overrides", c.overrides, read_overrides);
        members.may("reason", c.personal.reason, read_reason);
    });
}

}  // namespace kalends
