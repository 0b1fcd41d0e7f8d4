#pragma once

#include <string>
#include <string_view>

#include "domain/busy.hpp"

namespace kalends {

// One source of a host's busy time, as it stands.
struct ShownSource {
    HostId host;
    std::string_view name;
    const BusySource& source;
    SourceStanding standing{};
    Instant read_at;  // when it was last read, as far as is known
};

void append_busy_source(std::string& out, const ShownSource& shown);
// With the bookings that what an import brought lies over.
void append_busy_import(std::string& out, const ShownSource& shown, const CoveredBookings& covers);

}  // namespace kalends
