#pragma once

#include <optional>
#include <string>

#include "schemas/requests/faults.hpp"

namespace kalends {

// An address that looks like one: something before the last `@`, a host name with a dot after it.
// Whether mail arrives there only mail can tell.
[[nodiscard]] std::optional<std::string> read_email(JsonValue value, FaultList& faults);

// Digits and what people write between them.
[[nodiscard]] std::optional<std::string> read_phone(JsonValue value, FaultList& faults);

}  // namespace kalends
