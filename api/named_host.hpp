#pragma once

#include <memory>

#include "api/calls.hpp"
#include "domain/host.hpp"

namespace kalends::api {

// The host in the path, if the caller's organisation has it; null if not.
[[nodiscard]] std::shared_ptr<const Host> named_host(const ReadCall& call);

// The same for what a host's own key sees of its own host alone (rule C1): refused if there is no
// such host, or the key acts for another.
[[nodiscard]] Result<std::shared_ptr<const Host>, Problem> own_host(const ReadCall& call);

}  // namespace kalends::api
