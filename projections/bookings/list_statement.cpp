#include "projections/bookings/list_statement.hpp"

#include <algorithm>
#include <array>

#include "domain/check.hpp"
#include "projections/bookings/words.hpp"
#include "projections/host_times.hpp"

namespace kalends {
namespace {

// SQLite does not know which way leaves the fewest bookings to look at, and would rather choose for
// itself: `CROSS JOIN`, `INDEXED BY`, and a plus before a column, keep it to the source.
bool is_of_bookings(Source source) {
    return source == Source::series || source == Source::session || source == Source::pending ||
           source == Source::window || source == Source::organisation;
}

bool is_of_guests(Source source) {
    return source == Source::guest || source == Source::address;
}

bool is_asked(Source source, const WantedBookings& wanted) {
    const auto& query = wanted.query;
    switch (source) {
        case Source::guest:
            return query.guest.has_value();
        case Source::address:
            return query.address.has_value();
        case Source::words:
            return !wanted.match.empty();
        case Source::series:
            return query.series.has_value();
        case Source::session:
            return query.session.has_value();
        case Source::host:
            return query.host.has_value();
        case Source::pending:
            return std::ranges::equal(query.statuses, std::array{BookingStatus::pending});
        case Source::window:
            return query.from && query.to && !query.is_by_start();
        case Source::organisation:
            return true;
    }
    broken("every source is asked for by something");
}

std::string_view table_of(Source source, const BookingsQuery& query) {
    switch (source) {
        case Source::guest:
            return "guests";
        case Source::address:
            return "guests INDEXED BY guests_by_address";
        case Source::words:
            return "texts";
        case Source::series:
            return "bookings INDEXED BY bookings_by_series";
        case Source::session:
            return "bookings INDEXED BY bookings_by_session";
        case Source::host:
            return "hosts";
        case Source::pending:
            return "bookings INDEXED BY bookings_pending";
        case Source::window:
            return "bookings INDEXED BY bookings_by_start";
        case Source::organisation:
            return query.is_by_start() ? "bookings INDEXED BY bookings_by_start"
                                       : "bookings INDEXED BY bookings_by_creation";
    }
    broken("every source has a table");
}

// The column of a source that is the number of its booking.
std::string_view number_of(Source source) {
    if (is_of_guests(source)) return "guests.booking";
    if (source == Source::words) return "texts.rowid";
    return source == Source::host ? "hosts.booking" : "number";
}

// The start in the source's own index, if it has one.
std::string_view start_of(Source source, const BookingsQuery& query) {
    if (source == Source::host) return "hosts.start";
    const bool has_start =
        is_of_bookings(source) && (source != Source::organisation || query.is_by_start());
    return has_start ? "bookings.start" : "+bookings.start";
}

bool has_start(Source source, const BookingsQuery& query) {
    return start_of(source, query).front() != '+';
}

// The rows of the source.
void where_source(Selection& to, const WantedBookings& wanted, Source source) {
    switch (source) {
        case Source::guest:
            to.append(" WHERE subject = ").value(wanted.guest.blob());
            break;
        case Source::address:
            to.append(" WHERE guests.organisation = ").value(wanted.organisation.blob());
            to.append(" AND address = ").value(std::string_view{wanted.address});
            break;
        case Source::words:
            to.append(" WHERE texts MATCH ").value(std::string_view{wanted.match});
            break;
        case Source::host:
            to.append(" WHERE hosts.host = ").value(wanted.host.blob());
            break;
        case Source::series:
        case Source::session:
        case Source::pending:
        case Source::window:
        case Source::organisation:
            to.append(" WHERE bookings.organisation = ").value(wanted.organisation.blob());
    }
    // SQLite sees an index of some rows only by the number itself.
    static_assert(static_cast<int>(BookingStatus::pending) == 0);
    if (source == Source::pending) to.append(" AND status = 0");
    if (source == Source::series) to.append(" AND series = ").value(wanted.series.blob());
    if (source == Source::session) to.append(" AND session = ").value(wanted.session.blob());
    if (!has_start(source, wanted.query)) return;
    const auto& query = wanted.query;
    where_window(to, start_of(source, query), query.from, query.to);
}

void where_after(Selection& to, const BookingsQuery& query, Source source) {
    if (!query.after) return;
    const auto than = query.is_descending() ? " < " : " > ";
    if (query.is_by_start()) {
        to.append(" AND (").append(start_of(source, query)).append(", ").append(number_of(source));
        to.append(")").append(than).append("(").value(milliseconds(query.after->start));
        to.append(", ").value(query.after->number).append(")");
    } else {
        to.append(" AND ").append(number_of(source)).append(than).value(query.after->number);
    }
}

void check_people(Selection& to, const WantedBookings& wanted, Source source) {
    const auto& query = wanted.query;
    if (query.guest && source != Source::guest) {
        to.append(" AND EXISTS (SELECT 1 FROM guests WHERE subject = ");
        to.value(wanted.guest.blob()).append(" AND booking = number)");
    }
    if (query.address && source != Source::address) {
        to.append(" AND EXISTS (SELECT 1 FROM guests WHERE organisation = ");
        to.value(wanted.organisation.blob()).append(" AND address = ");
        to.value(std::string_view{wanted.address}).append(" AND booking = number)");
    }
    if (query.host && source != Source::host) {
        to.append(" AND EXISTS (SELECT 1 FROM hosts WHERE host = ").value(wanted.host.blob());
        to.append(" AND hosts.start = bookings.start AND booking = number)");
    }
}

// Any choice of statuses is one value, so that it is one text.
void check_status(Selection& to, const std::vector<BookingStatus>& statuses) {
    if (statuses.empty()) return;
    std::int64_t chosen = 0;
    for (const auto status : statuses) chosen |= std::int64_t{1} << static_cast<int>(status);
    to.append(" AND (").value(chosen).append(" >> status) & 1");
}

// What is asked of a booking that the source does not see to.
void check(Selection& to, const WantedBookings& wanted, Source source) {
    const auto& query = wanted.query;
    if (!is_of_bookings(source)) {
        to.append(" AND +bookings.organisation = ").value(wanted.organisation.blob());
    }
    check_people(to, wanted, source);
    if (!wanted.match.empty() && source != Source::words) {
        to.append(" AND number IN (SELECT rowid FROM texts WHERE texts MATCH ");
        to.value(std::string_view{wanted.match}).append(")");
    }
    if (query.session && source != Source::session) {
        to.append(" AND session = ").value(wanted.session.blob());
    }
    if (query.meeting_type) to.append(" AND meeting_type = ").value(wanted.type.blob());
    check_status(to, query.statuses);
    if (query.from) to.append(" AND +end > ").value(milliseconds(*query.from));
    if (query.to) to.append(" AND +bookings.start < ").value(milliseconds(*query.to));
}

void order_by(Selection& to, const BookingsQuery& query, Source source) {
    const std::string_view way = query.is_descending() ? " DESC" : "";
    to.append(" ORDER BY ");
    if (query.is_by_start()) to.append(start_of(source, query)).append(way).append(", ");
    to.append(number_of(source)).append(way);
}

void limit(Selection& to, std::size_t rows) {
    to.append(" LIMIT ").value(static_cast<std::int64_t>(rows));
}

void join_bookings(Selection& to, Source source) {
    if (is_of_bookings(source)) return;
    to.append(" CROSS JOIN bookings ON number = ").append(number_of(source));
}

Selection selection_in_order(const WantedBookings& wanted, Source source) {
    Selection selection{"SELECT number, bookings.start, 1"};
    check(selection, wanted, source);
    selection.append(", state, opened FROM ").append(table_of(source, wanted.query));
    join_bookings(selection, source);
    where_source(selection, wanted, source);
    where_after(selection, wanted.query, source);
    order_by(selection, wanted.query, source);
    limit(selection, wanted.query.rows_max + 1);
    return selection;
}

// The rows of a source that is not in order, once for each booking.
Selection selection_to_sort(const WantedBookings& wanted, Source source) {
    const auto& query = wanted.query;
    Selection selection{"SELECT number, bookings.start, 1, state, opened FROM (SELECT DISTINCT "};
    selection.append(number_of(source)).append(" AS chosen FROM ").append(table_of(source, query));
    where_source(selection, wanted, source);
    selection.append(") CROSS JOIN bookings ON number = chosen WHERE 1");
    check(selection, wanted, source);
    where_after(selection, query, Source::organisation);
    order_by(selection, query, Source::organisation);
    limit(selection, query.limit + 1);
    return selection;
}

}  // namespace

WantedBookings::WantedBookings(const BookingsQuery& asked)
    : query{asked},
      organisation{asked.organisation.bits()},
      host{asked.host.value_or(HostId{}).bits()},
      type{asked.meeting_type.value_or(MeetingTypeId{}).bits()},
      series{asked.series.value_or(SeriesId{}).bits()},
      session{asked.session.value_or(SessionId{}).bits()},
      guest{asked.guest.value_or(SubjectId{}).bits()},
      address{asked.address.value_or("")},
      match{match_of(asked.organisation, asked.is_text_of_guests ? "guests" : "guests others",
                     asked.text)} {}

bool is_in_order(Source source, const BookingsQuery& query) {
    switch (source) {
        case Source::guest:
        case Source::address:
        case Source::words:
            return !query.is_by_start();
        case Source::series:
        case Source::session:
        case Source::host:
        case Source::pending:
            return query.is_by_start();
        case Source::window:
            return false;
        case Source::organisation:
            return true;
    }
    broken("every source has an order");
}

std::optional<Source> source_of(const WantedBookings& wanted, const HasFew& has_few) {
    const auto& query = wanted.query;
    // It has 104 at most.
    if (is_asked(Source::series, wanted)) return Source::series;
    const bool has_words = is_asked(Source::words, wanted);
    if (has_words && is_in_order(Source::words, query) && !query.guest && !query.address) {
        return Source::words;
    }
    if (has_words && !has_few(Source::words)) {
        if (is_in_order(Source::words, query)) return Source::words;
        return std::nullopt;
    }
    for (const auto source : {Source::session, Source::guest, Source::address, Source::words,
                              Source::host, Source::pending, Source::window}) {
        if (!is_asked(source, wanted)) continue;
        if (is_in_order(source, query) || has_few(source)) return source;
    }
    return Source::organisation;
}

Selection count_of(const WantedBookings& wanted, Source source) {
    Selection selection{"SELECT count(*) FROM (SELECT 1 FROM "};
    selection.append(table_of(source, wanted.query));
    where_source(selection, wanted, source);
    limit(selection, wanted.query.rows_max + 1);
    selection.append(")");
    return selection;
}

Selection selection_of(const WantedBookings& wanted, Source source) {
    return is_in_order(source, wanted.query) ? selection_in_order(wanted, source)
                                             : selection_to_sort(wanted, source);
}

}  // namespace kalends
