#pragma once

#include "commands/import_busy.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// What a source says of one window, and what holds when it is not read any more.
[[nodiscard]] Parsed<ImportBusy> parse_import_busy(JsonValue body);

}  // namespace kalends
