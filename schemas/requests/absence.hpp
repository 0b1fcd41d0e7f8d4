#pragma once

#include "commands/add_absence.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// Instants (`start`, `end`) or civil dates (`from`, `to`), and a note.
[[nodiscard]] Parsed<AddAbsence> parse_add_absence(JsonValue body);

}  // namespace kalends
