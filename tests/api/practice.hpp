#pragma once

#include <string>

#include "tests/api/office.hpp"

namespace kalends::api {

// An office of one organisation, with a host and a type that is booked with her.
struct Practice : Office {
    std::string owner = found_organisation();
    std::string host = hire();
    std::string type = offer(host);
};

}  // namespace kalends::api
