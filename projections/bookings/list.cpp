#include <utility>

#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/rows.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/selection.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

// What is looked up first, and its bookings after it. SQLite does not know which leaves the fewest,
// and would rather walk through an organisation in order: `CROSS JOIN`, and a plus before a column,
// keep it from that.
enum class First : std::uint8_t { guest, address, words, host, organisation };

First first_of(const BookingsQuery& query, const std::string& match) {
    if (query.guest) return First::guest;
    if (query.address) return First::address;
    if (!match.empty()) return First::words;
    return query.host ? First::host : First::organisation;
}

// What the query asks for in the form in which rows have it. It outlives the statement.
struct Wanted {
    explicit Wanted(const BookingsQuery& asked)
        : query{asked},
          organisation{asked.organisation.bits()},
          host{asked.host.value_or(HostId{}).bits()},
          type{asked.meeting_type.value_or(MeetingTypeId{}).bits()},
          guest{asked.guest.value_or(SubjectId{}).bits()},
          address{asked.address.value_or("")},
          match{match_of(asked.organisation, asked.is_text_of_guests ? "guests" : "guests others",
                         asked.text)},
          first{first_of(asked, match)} {}

    // The columns by which rows are ordered and limited, of whatever is walked through in order.
    [[nodiscard]] std::string_view start() const {
        if (first == First::host) return "hosts.start";
        const bool is_walked = query.is_by_start() || (query.from && query.to);
        return first == First::organisation && is_walked ? "start" : "+bookings.start";
    }
    [[nodiscard]] std::string_view number() const {
        if (first == First::host) return "hosts.booking";
        return first == First::words ? "texts.rowid" : "number";
    }

    const BookingsQuery& query;
    IdBytes organisation;
    IdBytes host;
    IdBytes type;
    IdBytes guest;
    std::string address;
    std::string match;
    First first;
};

void from(Selection& to, const Wanted& wanted) {
    constexpr std::string_view chosen =
        ") AS chosen CROSS JOIN bookings ON number = chosen.booking";
    switch (wanted.first) {
        case First::guest:
            to.append("(SELECT DISTINCT booking FROM guests WHERE subject = ")
                .value(wanted.guest.blob())
                .append(chosen);
            return;
        case First::address:
            to.append("(SELECT DISTINCT booking FROM guests WHERE organisation = ")
                .value(wanted.organisation.blob())
                .append(" AND address = ")
                .value(std::string_view{wanted.address})
                .append(chosen);
            return;
        case First::words:
            to.append("texts CROSS JOIN bookings ON number = texts.rowid");
            return;
        case First::host:
            to.append("hosts CROSS JOIN bookings ON number = hosts.booking");
            return;
        case First::organisation:
            to.append("bookings");
            return;
    }
}

void where_host(Selection& to, const Wanted& wanted) {
    if (wanted.first == First::host) {
        to.append(" AND hosts.host = ").value(wanted.host.blob());
    } else if (wanted.query.host) {
        to.append(" AND EXISTS (SELECT 1 FROM hosts WHERE host = ").value(wanted.host.blob());
        to.append(" AND hosts.start = bookings.start AND booking = number)");
    }
}

void where_words(Selection& to, const Wanted& wanted) {
    const std::string_view match{wanted.match};
    if (wanted.first == First::words) {
        to.append(" AND texts MATCH ").value(match);
    } else if (!match.empty()) {
        to.append(" AND number IN (SELECT rowid FROM texts WHERE texts MATCH ").value(match);
        to.append(")");
    }
}

// Those that are waiting have an index of their own, which SQLite sees only by the number itself.
// Any other choice is one value, so that it is one text.
void where_status(Selection& to, const std::vector<BookingStatus>& statuses) {
    if (statuses.empty()) return;
    static_assert(static_cast<int>(BookingStatus::pending) == 0);
    if (statuses.size() == 1 && statuses.front() == BookingStatus::pending) {
        to.append(" AND status = 0");
        return;
    }
    std::int64_t chosen = 0;
    for (const auto status : statuses) chosen |= std::int64_t{1} << static_cast<int>(status);
    to.append(" AND (").value(chosen).append(" >> status) & 1");
}

// None lasts longer than the longest, so those that end after an instant did not start long before.
void where_time(Selection& to, const Wanted& wanted) {
    const auto& query = wanted.query;
    if (query.from) {
        const auto from = milliseconds(*query.from);
        to.append(" AND +end > ").value(from).append(" AND ").append(wanted.start());
        to.append(" > ").value(from).append(" - (SELECT milliseconds FROM longest)");
    }
    if (query.to) {
        to.append(" AND ").append(wanted.start()).append(" < ").value(milliseconds(*query.to));
    }
}

void where_after(Selection& to, const Wanted& wanted) {
    const auto& query = wanted.query;
    if (!query.after) return;
    const auto than = query.is_descending() ? " < " : " > ";
    if (query.is_by_start()) {
        to.append(" AND (").append(wanted.start()).append(", ").append(wanted.number());
        to.append(")").append(than).append("(").value(milliseconds(query.after->start));
        to.append(", ").value(query.after->number).append(")");
    } else {
        to.append(" AND ").append(wanted.number()).append(than).value(query.after->number);
    }
}

void order_by(Selection& to, const Wanted& wanted) {
    const std::string_view way = wanted.query.is_descending() ? " DESC" : "";
    to.append(" ORDER BY ");
    if (wanted.query.is_by_start()) to.append(wanted.start()).append(way).append(", ");
    to.append(wanted.number()).append(way);
    to.append(" LIMIT ").value(static_cast<std::int64_t>(wanted.query.limit));
}

Selection selection_of(const Wanted& wanted) {
    Selection selection{"SELECT number, state, opened FROM "};
    from(selection, wanted);
    const bool is_walked = wanted.first == First::organisation;
    selection.append(is_walked ? " WHERE organisation = " : " WHERE +bookings.organisation = ");
    selection.value(wanted.organisation.blob());
    where_host(selection, wanted);
    where_words(selection, wanted);
    if (wanted.query.meeting_type) {
        selection.append(" AND meeting_type = ").value(wanted.type.blob());
    }
    where_status(selection, wanted.query.statuses);
    where_time(selection, wanted);
    where_after(selection, wanted);
    order_by(selection, wanted);
    return selection;
}

}  // namespace

std::string statement_of(const BookingsQuery& query) {
    return selection_of(Wanted{query}).text();
}

void BookingsView::walk(const BookingsQuery& query, const TakeBooking& take) {
    const Wanted wanted{query};
    const auto selection = selection_of(wanted);
    database_.query(selection.text(), selection.values(), [&](const SqlRow& row) {
        return take({row.integer(0), booking_in(state_in(row, 1)), opened_in(row, 2)});
    });
}

std::vector<ListedBooking> BookingsView::list(const BookingsQuery& query) {
    std::vector<ListedBooking> listed;
    walk(query, [&listed](ListedBooking booking) {
        listed.push_back(std::move(booking));
        return true;
    });
    return listed;
}

}  // namespace kalends
