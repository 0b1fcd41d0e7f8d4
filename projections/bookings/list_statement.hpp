#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "projections/bookings/bookings_query.hpp"
#include "projections/sqlite/selection.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {

// What a list is looked up by: the rows of an index, of which each leads to one booking. What else
// is asked for is looked at in those bookings, one by one.
enum class Source : std::uint8_t {
    guest,
    address,
    words,
    series,
    session,
    host,
    pending,       // those of the organisation that wait, by their start
    window,        // those of the organisation that start within a time
    organisation,  // in the order asked for
};

// What a query asks for in the form in which rows have it. It outlives the selections that are made
// of it, and the query outlives both.
struct WantedBookings {
    explicit WantedBookings(const BookingsQuery& asked);

    const BookingsQuery& query;
    IdBytes organisation;
    IdBytes host;
    IdBytes type;
    IdBytes series;
    IdBytes session;
    IdBytes guest;
    std::string address;
    std::string match;  // in the language of the index of words; empty if there are none
};

// Whether a source gives its bookings in the order that is asked for: then a list stops wherever it
// has seen enough. Of any other, all have to be looked at for the first.
[[nodiscard]] bool is_in_order(Source source, const BookingsQuery& query);

// The source by which the fewest bookings are looked at: one in order, or one that `has_few`. That
// of the organisation is always one, unless there are many with the words that are asked for, and
// not in the order in which the index of words has them: then there is none.
using HasFew = std::function<bool(Source)>;
[[nodiscard]] std::optional<Source> source_of(const WantedBookings& wanted, const HasFew& has_few);

// Counts the bookings of a source, up to one more than `rows_max`.
[[nodiscard]] Selection count_of(const WantedBookings& wanted, Source source);

// Rows of number, start, whether it is wanted, state, opened. From a source in order these are all
// bookings from `after` on, up to one more than `rows_max`, and one with several such guests comes
// several times. From another they are those wanted, up to one more than `limit`, once each.
[[nodiscard]] Selection selection_of(const WantedBookings& wanted, Source source);

}  // namespace kalends
