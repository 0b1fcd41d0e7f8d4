#pragma once

#include <optional>

#include "api/written.hpp"
#include "domain/absence.hpp"

namespace kalends::api {

// The bookings that stood when what a command retired was retired, as its event says, however often
// the answer is given (rule C6); nothing if the command changed nothing.
template <class Retired>
std::optional<CoveredBookings> standing_of(App& app, const Accepted& accepted, StreamId stream) {
    const auto retired = written<Retired>(app, accepted, stream);
    return retired ? std::optional{retired->standing} : std::nullopt;
}

}  // namespace kalends::api
