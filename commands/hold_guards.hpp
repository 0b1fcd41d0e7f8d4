#pragma once

#include <optional>

#include "commands/scope.hpp"
#include "domain/hold.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// What every command about one hold needs: the hold and its hosts' calendars. Null until it is
// loaded.
const Hold* want_hold(HoldId id, Scope& scope);

// May this caller, is the revision that it saw the present one.
[[nodiscard]] std::optional<Refusal> check_hold(const Hold& hold, const Scope& scope);

}  // namespace kalends
