#include <utility>

#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/list_statement.hpp"
#include "projections/bookings/rows.hpp"

namespace kalends {

bool BookingsView::has_few(const WantedBookings& wanted, Source source) {
    const auto selection = count_of(wanted, source);
    std::int64_t count = 0;
    database_.query(selection.text(), selection.values(), [&count](const SqlRow& row) {
        count = row.integer(0);
        return false;
    });
    return static_cast<std::size_t>(count) <= wanted.query.rows_max;
}

std::optional<BookingsView::Walk> BookingsView::walk(const BookingsQuery& query,
                                                     const TakeBooking& take) {
    const WantedBookings wanted{query};
    const auto source =
        source_of(wanted, [&](Source looked_up) { return has_few(wanted, looked_up); });
    if (!source) return std::nullopt;
    const auto selection = selection_of(wanted, *source);
    Walk walk;
    std::optional<BookingsQuery::Place> last;
    std::size_t rows = 0;
    database_.query(selection.text(), selection.values(), [&](const SqlRow& row) {
        if (++rows > query.rows_max) {
            walk.cut_after = last;
            return false;
        }
        const BookingsQuery::Place place{Instant{Milliseconds{row.integer(1)}}, row.integer(0)};
        const bool is_again = last && last->number == place.number;
        last = place;
        if (is_again || row.integer(2) == 0) return true;
        return take({place.number, booking_in(state_in(row, 3)), opened_in(row, 4)});
    });
    return walk;
}

std::optional<BookingsPage> BookingsView::list(const BookingsQuery& query) {
    BookingsPage page;
    bool has_more = false;
    const auto walked = walk(query, [&](ListedBooking booking) {
        has_more = page.bookings.size() == query.limit;
        if (!has_more) page.bookings.push_back(std::move(booking));
        return !has_more;
    });
    if (!walked) return std::nullopt;
    page.next = walked->cut_after;
    if (has_more) {
        const auto& last = page.bookings.back();
        page.next = {last.booking.when.time.start, last.number};
    }
    return page;
}

}  // namespace kalends
