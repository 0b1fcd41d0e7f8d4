#pragma once

#include <optional>
#include <string>

#include "domain/host.hpp"

namespace kalends {

// `details_json` is the opened object of name and e-mail; nothing if the host was erased.
void append_host(std::string& out, const Host& host,
                 const std::optional<std::string>& details_json);
// As it was retired, with the bookings that stand; nothing where it was retired before.
void append_retired_host(std::string& out, const Host& host,
                         const std::optional<std::string>& details_json,
                         const std::optional<CoveredBookings>& standing);

}  // namespace kalends
