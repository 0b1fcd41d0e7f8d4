#pragma once

#include <string_view>

#include "api/calls.hpp"
#include "projections/analytics/answers.hpp"

namespace kalends::api {

// What an endpoint of /v1/analytics can be asked for.
struct CountsFilters {
    bool has_meeting_type = true;  // to filter and to group by, as is the next
    bool has_status = false;
};

// `from`, `to`, `by`, `group_by` and the filters. What the caller may not see, or what is wrong, is
// the problem. A key of role `host` sees the numbers of its own host alone.
[[nodiscard]] Result<CountsQuery, Problem> counts_asked(const ReadCall& call,
                                                        const CountsFilters& filters);

// Names what would make the question narrow enough, as far as the endpoint knows of it and the
// question does not have it yet.
[[nodiscard]] Problem too_much(TooMuch of, const CountsQuery& asked, const CountsFilters& filters);

[[nodiscard]] std::string_view name_of(Period period);

}  // namespace kalends::api
