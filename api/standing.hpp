#pragma once

#include <memory>
#include <optional>

#include "api/app.hpp"
#include "api/calls.hpp"
#include "domain/absence.hpp"

namespace kalends::api {

// The bookings that stood when what a command retired was retired, as its event says, however often
// the answer is given (rule C6); nothing if the command changed nothing.
template <class Retired>
std::optional<CoveredBookings> standing_of(App& app, const Accepted& accepted, StreamId stream) {
    if (!accepted.changed) return std::nullopt;
    const auto stored = app.engine.event(stream, accepted.resource->revision);
    const auto* retired = stored ? std::get_if<Retired>(&stored->event) : nullptr;
    return retired == nullptr ? std::nullopt : std::optional{retired->standing};
}

}  // namespace kalends::api
