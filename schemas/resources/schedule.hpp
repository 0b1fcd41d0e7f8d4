#pragma once

#include <string>
#include <string_view>

#include "domain/host.hpp"
#include "domain/schedule.hpp"

namespace kalends {

void append_schedule(std::string& out, std::string_view name, const KeptSchedule& schedule);

// One that has no name of its own: a meeting type's.
void append_schedule(std::string& out, const Schedule& schedule);

}  // namespace kalends
