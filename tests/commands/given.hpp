#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>

#include "commands/command.hpp"
#include "commands/decision.hpp"
#include "commands/scope.hpp"
#include "tests/commands/clinic.hpp"

namespace kalends {

// What has happened, folded, and who asks for what next: `given(events).when(command, now)`. By
// itself it is an owner that asks, and the events are the clinic's own.
class Given {
  public:
    Given& happened(const Events& events, Instant at = clinic::opened_at,
                    OrganisationId organisation = clinic::ours);
    [[nodiscard]] Given as(const Actor& actor) const;
    [[nodiscard]] Given if_match(ExpectedRevision expected) const;

    // Loads what the command names until it names nothing more, then decides.
    [[nodiscard]] Decision when(const Command& command, Instant now = clinic::now) const;

    // A scope with everything loaded that the command names; it refers to this and to `hours`.
    [[nodiscard]] Scope scope(const Command& command, HoursCache& hours) const;

    template <class Kind>
    [[nodiscard]] const StateOf<Kind>& state(Id<Kind> id) const {
        return *streams_.at(stream_of(id))->template as<StateOf<Kind>>();
    }
    [[nodiscard]] const std::map<StreamId, SharedState>& streams() const { return streams_; }

  private:
    std::map<StreamId, SharedState> streams_;
    Actor actor_ = clinic::owner();
    std::optional<ExpectedRevision> expected_;
};

[[nodiscard]] inline Given given(const Events& events = {}) {
    return Given{}.happened(clinic::founded()).happened(events);
}

}  // namespace kalends

template <>
struct doctest::StringMaker<kalends::Decision> {
    static String convert(const kalends::Decision& decision);
};
