#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> create_organisation(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> change_organisation(const WriteCall& call);

// All of them for the operator, for others their own.
[[nodiscard]] Answer list_organisations(const ReadCall& call);
[[nodiscard]] Answer get_organisation(const ReadCall& call);

}  // namespace kalends::api
