#pragma once

#include <string>
#include <vector>

#include "tests/api/every_endpoint.hpp"

// The office at whose counter the fuzzer of answers stands: each time the same, so that what one
// office named, a key or a booking, is found in the next.

namespace kalends::fuzz {

struct Counter {
    api::Office office;
    std::string key = office.found_organisation();
    // What may be asked there.
    std::vector<api::Asked> requests = every_endpoint(office);
};

}  // namespace kalends::fuzz
