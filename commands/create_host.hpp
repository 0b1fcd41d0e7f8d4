#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A person, a room or a piece of equipment can be booked from now on. Where the caller chose an
// `external_id`, `host` is made from it, so that the same one cannot be created twice.
struct CreateHost {
    static constexpr std::string_view name = "create-host";

    HostId host;
    HostTerms terms;
    SubjectId subject;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const CreateHost& c) {
    return stream_of(c.host);
}
void needs(const CreateHost&, Scope&);
[[nodiscard]] Decision decide(const CreateHost&, const Scope&, Instant now);

}  // namespace kalends
