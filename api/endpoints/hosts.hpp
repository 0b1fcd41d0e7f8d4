#pragma once

#include "api/calls.hpp"

namespace kalends::api {

[[nodiscard]] Result<Intent, Problem> create_host(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> change_host(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> retire_host(const WriteCall& call);
[[nodiscard]] Answer list_hosts(const ReadCall& call);
[[nodiscard]] Answer get_host(const ReadCall& call);

}  // namespace kalends::api
