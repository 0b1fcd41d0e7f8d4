#pragma once

#include <optional>

#include "commands/command.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/event.hpp"

namespace kalends {

// Gives an event that was decided what it seals of the command's personal data, and its tokens.
void complete_event(Event& event, const Command& command, const Scope& scope, Registrar& registrar);

// Whose key seals where a command without an API key came from: that of the guest whose token it
// shows, or else of the first guest whom the command makes. Nothing where there is no such person.
[[nodiscard]] std::optional<KeySlot> key_for_origin(const Actor& actor, const Scope& scope,
                                                    const SubjectMade* stranger);

}  // namespace kalends
