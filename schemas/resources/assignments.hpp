#pragma once

#include "domain/claim.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

// Whether it is told how hosts were chosen, which tells of the other candidates, too (rule H2).
enum class AssignmentsShown : bool { no, yes };

// The member `assignments` of whatever has this time, unless none of its hosts was chosen.
void append_assignments(ResourceObject& object, const BookedTime& when, AssignmentsShown shown);

}  // namespace kalends
