#pragma once

#include <string>
#include <vector>

#include "tests/api/office.hpp"

namespace kalends::api {

struct Asked {
    http::Method method;
    std::string target;
    std::string body = {};
};

// A request to every endpoint that takes an API key, which its owner may make, with a resource of
// the organisation in use where it names one. Made for this, and booked on Tuesday, 1 December.
[[nodiscard]] std::vector<Asked> every_endpoint(Office& office);

}  // namespace kalends::api
