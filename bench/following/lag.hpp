#pragma once

#include <cstddef>

#include "bench/following/server.hpp"

namespace kalends::bench {

// Prints how old bookings are when those who follow the log see them, and how soon after the last
// answer they have seen all: at the peak, of so many bookings, and at half as many a second.
void show_lag(Server& server, std::size_t bookings);

}  // namespace kalends::bench
