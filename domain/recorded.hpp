#pragma once

#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/time.hpp"

namespace kalends {

// Where and when an event stands in the log, as the fold of one stream sees it.
struct Recorded {
    OrganisationId organisation;  // nil for the log's own events
    EventId event;
    Position position;
    Instant time;         // when it was decided
    Revision revision{};  // that it gives the stream being folded
};

}  // namespace kalends
