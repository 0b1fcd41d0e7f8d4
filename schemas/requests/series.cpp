#include "schemas/requests/series.hpp"

#include "schemas/requests/overrides.hpp"
#include "schemas/requests/personal.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

// Gives whether an occurrence is named.
bool read_scope(BodyMembers& members, OccurrencesAsked& asked) {
    members.must("scope", asked.scope, any_of<SeriesScope>());
    return members.may("booking_id", asked.named, read_id<BookingId>);
}

}  // namespace

Parsed<CancelSeries> parse_cancel_series(JsonValue body) {
    return parse_body<CancelSeries>(body, [](BodyMembers& members, CancelSeries& c) {
        c.occurrences.scope = SeriesScope::all;  // which a faulty one leaves as it is
        const bool names_one = read_scope(members, c.occurrences);
        const bool wants_one = c.occurrences.scope != SeriesScope::all;
        if (wants_one && !names_one) members.note("booking_id", "is missing: of which occurrence");
        if (names_one && !wants_one) members.note("booking_id", "says nothing of all of them");
        members.may("reason", c.personal.reason, read_reason);
    });
}

Parsed<RescheduleSeries> parse_reschedule_series(JsonValue body) {
    return parse_body<RescheduleSeries>(body, [](BodyMembers& members, RescheduleSeries& c) {
        if (!read_scope(members, c.occurrences)) members.note("booking_id", "is missing");
        members.must("start", c.start, read_start);
        members.may("overrides", c.overrides, read_overrides);
        members.may("reason", c.personal.reason, read_reason);
    });
}

}  // namespace kalends
