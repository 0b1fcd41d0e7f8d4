#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A session is off: all its bookings are cancelled, with one reason, and its holds are released
// (rule T3).
struct CancelSession {
    static constexpr std::string_view name = "cancel-session";

    SessionId session;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const CancelSession& c) {
    return stream_of(c.session);
}
void needs(const CancelSession&, Scope&);
[[nodiscard]] Decision decide(const CancelSession&, const Scope&, Instant now);

}  // namespace kalends
