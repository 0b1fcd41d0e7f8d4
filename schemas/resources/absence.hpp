#pragma once

#include <optional>
#include <string>

#include "domain/absence.hpp"

namespace kalends {

// An absence as the event tells that added it. `note_json` is its note, opened; nothing if it has
// none or it was erased.
void append_absence(std::string& out, const AbsenceAdded& added,
                    const std::optional<std::string>& note_json);

}  // namespace kalends
