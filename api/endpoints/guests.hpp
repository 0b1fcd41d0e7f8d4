#pragma once

#include "api/views.hpp"

namespace kalends::api {

// GET /v1/guests?email&text: people who are or were guests, of whom one of the two must be said.
[[nodiscard]] Result<ViewQuery, Problem> search_guests(const ReadCall& call);
// GET /v1/guests/{id}: all that is held on one.
[[nodiscard]] Result<ViewQuery, Problem> get_guest(const ReadCall& call);

}  // namespace kalends::api
