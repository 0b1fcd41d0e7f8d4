#pragma once

#include "projections/sessions/sessions_query.hpp"
#include "projections/sqlite/selection.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {

// What a query asks for in the form in which rows have it. It outlives the selections that are made
// of it, and the query outlives both.
struct WantedSessions {
    explicit WantedSessions(const SessionsQuery& asked);

    const SessionsQuery& query;
    IdBytes organisation;
    IdBytes host;
    IdBytes type;
};

// Rows of number, start, whether it is wanted, state: all sessions of the host or else of the
// organisation within the time that is asked for, in order from `after` on, up to one more than
// `rows_max`.
[[nodiscard]] Selection selection_of(const WantedSessions& wanted);

}  // namespace kalends
