#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// Who holds without a key is told a token, and shows it ever after.
[[nodiscard]] Result<Intent, Problem> make_hold(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> extend_hold(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> release_hold(const WriteCall& call);

// As they stand now: one whose time has run out is shown so, whether that is written yet or not.
[[nodiscard]] Answer get_hold(const ReadCall& call);
[[nodiscard]] Answer list_holds(const ReadCall& call);

}  // namespace kalends::api
