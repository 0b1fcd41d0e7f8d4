#pragma once

#include <string>

#include "domain/session.hpp"
#include "schemas/resources/assignments.hpp"

namespace kalends {

// As it stands at `now`: with what is due to expire by then left out (rule C3).
void append_session(std::string& out, const Session& session, Instant now,
                    AssignmentsShown assignments = AssignmentsShown::no);

}  // namespace kalends
