#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "commands/command.hpp"
#include "commands/engine/outcome.hpp"
#include "domain/actor.hpp"

namespace kalends {

// The caller's word that two requests are one: sent again with the same key, a command takes effect
// at most once (rule P6).
struct Idempotency {
    std::string key;
    std::string request;  // method, path and body as they came: the same key must mean the same
};

// A command with all that came with it, on its way to be decided.
struct Submission {
    OrganisationId organisation;
    Actor actor;
    Command command;
    std::optional<Idempotency> idempotency;
    std::optional<ExpectedRevision> expected_revision;  // If-Match
    std::string correlation;                            // request id
    std::string traceparent = {};                       // of the request's trace, or empty
    std::optional<Clear> origin;     // address and user agent, where they are kept
    std::unique_ptr<Waiter> waiter;  // may be null: nobody waits
    // Commands with the same number came in one request, and are decided in their order.
    std::optional<std::uint64_t> batch = {};
};

}  // namespace kalends
