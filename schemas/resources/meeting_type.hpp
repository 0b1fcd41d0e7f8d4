#pragma once

#include <string>

#include "domain/meeting_type.hpp"

namespace kalends {

void append_meeting_type(std::string& out, const MeetingType& type);

}  // namespace kalends
