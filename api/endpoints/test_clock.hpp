#pragma once

#include "api/calls.hpp"
#include "api/http/reply.hpp"

namespace kalends::api {

[[nodiscard]] Answer get_test_clock(const ReadCall& call);

// Answered once all that is due by the new time is written.
void set_test_clock(App& app, http::Request&& request, http::Reply reply);

}  // namespace kalends::api
