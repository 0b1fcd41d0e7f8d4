#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "domain/position.hpp"
#include "domain/rejection.hpp"
#include "domain/state.hpp"

namespace kalends {

// The command is in the log. `resource` is its target as it stood at the command's position,
// whether it was decided now or long ago, and `parts` are its `parts_of`, likewise: so the same
// answer can be given for ever.
struct Accepted {
    Position position;
    SharedState resource;
    std::vector<SharedState> parts = {};
    bool changed = false;    // false: it asked for what was so already
    bool is_replay = false;  // this key was used by the same request before
};

// The command changed nothing, and would not have at this position.
struct Refused {
    Position position;
    Refusal refusal;
};

// The key was used before, by another request.
struct KeyReused {};

// The command was not decided, and nothing changed.
struct Unavailable {
    enum class Reason {
        queue_full,
        disk_reserve,
        clock_behind,
        stopping,
        zone_missing,  // it needs hours in a zone whose data this machine lacks
        key_damaged,   // it needs a subject's key, whose slot in the file is damaged
    };
    Reason reason{};
};

using Outcome = std::variant<Accepted, Refused, KeyReused, Unavailable>;

// Whoever waits for the outcome of a command. The engine calls `decided` once, on the deciding
// thread, and then either `settled`, once all that the outcome rests on is durable, or `unknown`,
// if that could not be learnt; these two on the deciding or the committing thread. Nothing of the
// outcome may leave before `settled`.
class Waiter {
  public:
    virtual ~Waiter() = default;

    virtual void decided(const Outcome& outcome) = 0;
    virtual void settled() = 0;
    virtual void unknown() = 0;
};

}  // namespace kalends
