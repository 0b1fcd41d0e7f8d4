#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/app.hpp"
#include "api/authentication.hpp"
#include "domain/actor.hpp"
#include "domain/booking.hpp"
#include "domain/hold.hpp"

namespace kalends::api {

// Tokens prove, without being stored, that somebody was given what they are for: each is a keyed
// hash of that, and of the event that issued it, under a secret that the event names. So a replay
// shows the same one.
inline constexpr std::string_view hold_token_prefix = "kalh_";
inline constexpr std::string_view guest_token_prefix = "kalg_";

// A guest's token is good until so long after the booking's present end.
inline constexpr std::chrono::days guest_token_lasting{30};

// Nothing for a hold that was made with a key.
[[nodiscard]] std::optional<std::string> token_of(App& app, OrganisationId organisation,
                                                  const Hold& hold);
// For all that a guest may do. Nothing for a booking that was made before there were tokens.
[[nodiscard]] std::optional<std::string> token_of(App& app, OrganisationId organisation,
                                                  const Booking& booking);

// Who shows the token, bound to what it is for; nothing if it is none of ours, or ran out.
[[nodiscard]] std::optional<Caller> holder_of_token(App& app, std::string_view token);

}  // namespace kalends::api
