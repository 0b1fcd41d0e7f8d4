#include "projections/bookings/bookings_view.hpp"

#include <algorithm>
#include <utility>

#include "domain/check.hpp"
#include "projections/bookings/rows.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/values.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

constexpr int version_of_bookings = 5;

// A row for each booking costs what it has indexes, so there is one for each question, and no
// more. The index of words keeps no texts: what a row had is taken out of it by its old words.
constexpr const char* bookings_tables = R"(
    CREATE TABLE bookings (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL, organisation BLOB NOT NULL,
        meeting_type BLOB NOT NULL, status INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, state BLOB NOT NULL, opened BLOB NOT NULL,
        series BLOB, session BLOB);
    CREATE UNIQUE INDEX bookings_by_id ON bookings (id);
    CREATE INDEX bookings_by_creation ON bookings (organisation);
    CREATE INDEX bookings_by_start ON bookings (organisation, start);
    CREATE INDEX bookings_pending ON bookings (organisation, start) WHERE status = 0;
    CREATE INDEX bookings_by_series ON bookings (organisation, series, start)
        WHERE series IS NOT NULL;
    CREATE INDEX bookings_by_session ON bookings (organisation, session, start)
        WHERE session IS NOT NULL;
    CREATE TABLE hosts (
        host BLOB NOT NULL, start INTEGER NOT NULL, booking INTEGER NOT NULL,
        PRIMARY KEY (host, start, booking)) WITHOUT ROWID;
    CREATE TABLE guests (
        subject BLOB NOT NULL, booking INTEGER NOT NULL, place INTEGER NOT NULL,
        organisation BLOB NOT NULL, address TEXT,
        PRIMARY KEY (subject, booking, place)) WITHOUT ROWID;
    CREATE INDEX guests_by_address ON guests (organisation, address, booking)
        WHERE address IS NOT NULL;
    CREATE TABLE former_guests (
        booking INTEGER NOT NULL, subject BLOB NOT NULL, opened BLOB NOT NULL,
        organisation BLOB NOT NULL, address TEXT,
        PRIMARY KEY (booking, subject, opened)) WITHOUT ROWID;
    CREATE INDEX former_guests_by_subject ON former_guests (subject, booking);
    CREATE INDEX former_guests_by_address ON former_guests (organisation, address, booking)
        WHERE address IS NOT NULL;
    CREATE VIRTUAL TABLE texts USING fts5 (
        organisation, guests, others, content = '', columnsize = 0,
        tokenize = 'unicode61 remove_diacritics 2');
    CREATE TABLE longest (milliseconds INTEGER NOT NULL);
    INSERT INTO longest VALUES (0);
)";

// Any event of a booking says which.
std::optional<BookingId> booking_of(const Event& event) {
    return std::visit(
        []<class Fact>(const Fact& fact) -> std::optional<BookingId> {
            if constexpr (requires { fact.booking; }) return fact.booking;
            return std::nullopt;
        },
        event);
}

// The session that it has seats of; nil where its time is its own.
SessionId session_of(const Booking& booking) {
    return booking.when.seats ? booking.when.seats->session : SessionId{};
}

// A nil id is no value.
template <class SomeId>
std::optional<Blob> blob_or_null(SomeId id, const IdBytes& bytes) {
    return id.is_nil() ? std::nullopt : std::optional{bytes.blob()};
}

bool makes_booking(const Event& event) {
    return std::holds_alternative<BookingRequested>(event) ||
           std::holds_alternative<BookingConfirmed>(event);
}

bool has_guest(const OpenedBooking& opened, const Booking& booking, SubjectId subject,
               const OpenedGuest& guest) {
    for (std::size_t i = 0; i < booking.guests.size(); ++i) {
        if (booking.guests[i] == subject && opened.guests[i] == guest) return true;
    }
    return false;
}

Revision revision_in(const Envelope& envelope, StreamId stream) {
    const auto found =
        std::ranges::find(envelope.streams, stream, &std::pair<StreamId, Revision>::first);
    ensure(found != envelope.streams.end(), "an event of a booking names its stream");
    return found->second;
}

}  // namespace

void BookingsView::make_tables() {
    database_.script(bookings_tables);
}

void BookingsView::apply(const LoggedEvent& event) {
    const auto id = booking_of(event.stored.event);
    if (!id) return;
    if (makes_booking(event.stored.event)) {
        Row row;
        row.number = static_cast<BookingNumber>(number(event.stored.envelope.position.sequence));
        take_up(row, *id, event.stored);
        add(row);
    } else {
        const auto before = find(*id);
        auto after = before;
        take_up(after, *id, event.stored);
        change(before, after);
    }
}

void BookingsView::take_up(Row& row, BookingId booking, const StoredEvent& event) {
    const auto& envelope = event.envelope;
    const auto stream = stream_of(booking);
    row.state = fold(std::move(row.state), stream, event.event,
                     recorded(envelope, revision_in(envelope, stream)));
    kalends::take_up(row.opened, open_, event);
}

BookingsView::Row BookingsView::find(BookingId booking) {
    const IdBytes id{booking.bits()};
    auto found = database_.first(
        "SELECT number, state, opened FROM bookings WHERE id = ?1",
        [](const SqlRow& row) { return Row{row.integer(0), state_in(row, 1), opened_in(row, 2)}; },
        id.blob());
    if (!found) damaged("a booking is made before it is changed");
    return *std::move(found);
}

ListedBooking BookingsView::listed(BookingNumber number) {
    auto found = database_.first(
        "SELECT state, opened FROM bookings WHERE number = ?1",
        [number](const SqlRow& row) {
            return ListedBooking{number, booking_in(state_in(row, 0)), opened_in(row, 1)};
        },
        number);
    if (!found) damaged("what a guest is in is a booking");
    return *std::move(found);
}

void BookingsView::add(const Row& row) {
    const auto& booking = booking_in(row.state);
    const IdBytes id{booking.id.bits()};
    const IdBytes organisation{row.state.organisation.bits()};
    const IdBytes type{booking.meeting_type.bits()};
    const IdBytes series{booking.series.bits()};
    const IdBytes session{session_of(booking).bits()};
    const auto state = encode_state(row.state);
    const auto opened = encode_opened(row.opened);
    database_.run("INSERT INTO bookings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                  row.number, id.blob(), organisation.blob(), type.blob(),
                  static_cast<int>(booking.status), milliseconds(booking.when.time.start),
                  milliseconds(booking.when.time.end), Blob{state}, Blob{opened},
                  blob_or_null(booking.series, series), blob_or_null(session_of(booking), session));
    host_times_.add(booking.when, row.number);
    add_guests(row);
    add_words(row);
}

// Writes no more than what the event changed: an index is written if its columns are named, even if
// they stay the same.
void BookingsView::change(const Row& before, const Row& after) {
    const auto& was = booking_in(before.state);
    const auto& is = booking_in(after.state);
    const auto state = encode_state(after.state);
    const auto opened = encode_opened(after.opened);
    database_.run("UPDATE bookings SET state = ?2, opened = ?3 WHERE number = ?1", after.number,
                  Blob{state}, Blob{opened});
    if (is.status != was.status) {
        database_.run("UPDATE bookings SET status = ?2 WHERE number = ?1", after.number,
                      static_cast<int>(is.status));
    }
    if (is.when != was.when) {
        database_.run("UPDATE bookings SET start = ?2, end = ?3 WHERE number = ?1", after.number,
                      milliseconds(is.when.time.start), milliseconds(is.when.time.end));
        host_times_.remove(was.when, before.number);
        host_times_.add(is.when, after.number);
    }
    if (session_of(is) != session_of(was)) {
        const IdBytes session{session_of(is).bits()};
        database_.run("UPDATE bookings SET session = ?2 WHERE number = ?1", after.number,
                      blob_or_null(session_of(is), session));
    }
    if (is.guests != was.guests || after.opened.guests != before.opened.guests) {
        keep_former_guests(before, after);
        remove_guests(before);
        add_guests(after);
    }
    if (after.opened != before.opened) {
        remove_words(before);
        add_words(after);
    }
}

void BookingsView::add_guests(const Row& row) {
    const auto& guests = booking_in(row.state).guests;
    const IdBytes organisation{row.state.organisation.bits()};
    for (std::size_t i = 0; i < guests.size(); ++i) {
        const IdBytes subject{guests[i].bits()};
        database_.run("INSERT INTO guests VALUES (?1, ?2, ?3, ?4, ?5)", subject.blob(), row.number,
                      i, organisation.blob(), address_of(row.opened.guests[i]));
    }
}

// Who was a guest, or gave other details: the log holds them still, so whoever asks what is held on
// a person has to be told.
void BookingsView::keep_former_guests(const Row& before, const Row& after) {
    const auto& guests = booking_in(before.state).guests;
    const IdBytes organisation{before.state.organisation.bits()};
    for (std::size_t i = 0; i < guests.size(); ++i) {
        const auto& opened = before.opened.guests[i];
        if (has_guest(after.opened, booking_in(after.state), guests[i], opened)) continue;
        const IdBytes subject{guests[i].bits()};
        database_.run("INSERT OR IGNORE INTO former_guests VALUES (?1, ?2, ?3, ?4, ?5)",
                      before.number, subject.blob(), Blob{encode_opened(opened)},
                      organisation.blob(), address_of(opened));
    }
}

void BookingsView::remove_guests(const Row& row) {
    for (const auto guest : booking_in(row.state).guests) {
        const IdBytes subject{guest.bits()};
        database_.run("DELETE FROM guests WHERE subject = ?1 AND booking = ?2", subject.blob(),
                      row.number);
    }
}

void BookingsView::add_words(const Row& row) {
    const auto words = words_of(booking_in(row.state), row.opened);
    database_.run("INSERT INTO texts (rowid, organisation, guests, others) VALUES (?1, ?2, ?3, ?4)",
                  row.number, word_of(row.state.organisation), words.guests, words.others);
}

void BookingsView::remove_words(const Row& row) {
    const auto words = words_of(booking_in(row.state), row.opened);
    database_.run(
        "INSERT INTO texts (texts, rowid, organisation, guests, others)"
        " VALUES ('delete', ?1, ?2, ?3, ?4)",
        row.number, word_of(row.state.organisation), words.guests, words.others);
}

ViewKind bookings_view(OpenSealed open) {
    return {"bookings", static_cast<int>(fold_version) * 100 + version_of_bookings,
            [open = std::move(open)](Database& database) {
                return std::make_unique<BookingsView>(database, open);
            }};
}

}  // namespace kalends
