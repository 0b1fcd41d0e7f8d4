#pragma once

#include <string>
#include <vector>

#include "app/settings.hpp"
#include "projections/view.hpp"
#include "schemas/resources/opened_booking.hpp"

namespace kalends {

// The subcommands of the program. Each gives the process's exit code: 0 is well, 1 is what it was
// asked to find out or do went wrong, 2 is that it could not begin.

// Which views follow the log.
using ViewsOf = std::vector<ViewKind> (*)(const OpenSealed& open);

// Serves the HTTP API until it is told to stop (SIGINT, SIGTERM). What is asked of a view needs it
// to be among those that follow.
[[nodiscard]] int serve(const Settings& settings, ViewsOf views_of);

// Reads a store from its first record, also beside its server, and says what it found. Writes
// nothing there.
[[nodiscard]] int verify_store(const Settings& settings);

// Reads a store's log, also beside its server, and lists the bookings whose instant and recorded
// civil time differ by the zone data of this machine (rule W0): 1 if there are any. Writes nothing
// there.
[[nodiscard]] int check_zones_of_store(const Settings& settings);

// Asks a server on this machine whether it answers: for health checks of containers. Not whether it
// is ready: short of disk or with its clock behind it still serves reads and cancels, and starting
// it again would not help.
[[nodiscard]] int ask_health(const Settings& settings);

}  // namespace kalends
