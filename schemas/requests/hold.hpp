#pragma once

#include "commands/extend_hold.hpp"
#include "commands/make_hold.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

[[nodiscard]] Parsed<MakeHold> parse_make_hold(JsonValue body);
[[nodiscard]] Parsed<ExtendHold> parse_extend_hold(JsonValue body);

}  // namespace kalends
