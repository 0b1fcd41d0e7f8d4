#include "projections/bookings/bookings_view.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "domain/check.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/values.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

constexpr int version_of_tables = 1;

constexpr const char* tables = R"(
    CREATE TABLE bookings (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, organisation BLOB NOT NULL,
        meeting_type BLOB NOT NULL, status INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, created INTEGER NOT NULL,
        state BLOB NOT NULL, answers TEXT, location TEXT, metadata TEXT, reason TEXT);
    CREATE INDEX bookings_by_start ON bookings (organisation, start, id);
    CREATE INDEX bookings_by_creation ON bookings (organisation, created, id);
    CREATE TABLE hosts (
        host BLOB NOT NULL, booking INTEGER NOT NULL, PRIMARY KEY (host, booking)) WITHOUT ROWID;
    CREATE INDEX hosts_by_booking ON hosts (booking);
    CREATE TABLE guests (
        booking INTEGER NOT NULL, place INTEGER NOT NULL, subject BLOB NOT NULL, zone TEXT NOT NULL,
        details TEXT, address TEXT, PRIMARY KEY (booking, place)) WITHOUT ROWID;
    CREATE INDEX guests_by_subject ON guests (subject);
    CREATE INDEX guests_by_address ON guests (address) WHERE address IS NOT NULL;
    CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
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

Revision revision_in(const Envelope& envelope, StreamId stream) {
    const auto found =
        std::ranges::find(envelope.streams, stream, &std::pair<StreamId, Revision>::first);
    ensure(found != envelope.streams.end(), "an event of a booking names its stream");
    return found->second;
}

const Booking& booking_in(const StreamState& state) {
    const auto* booking = state.as<Booking>();
    ensure(booking != nullptr, "a booking's stream holds a booking");
    return *booking;
}

std::optional<std::string> text_or_nothing(const SqlRow& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return std::string{row.text(column)};
}

}  // namespace

void BookingsView::make_tables() {
    database_.script(tables);
}

void BookingsView::apply(const LoggedEvent& event) {
    const auto& envelope = event.stored.envelope;
    const auto id = booking_of(event.stored.event);
    if (!id) return;
    const auto stream = stream_of(*id);
    auto row = find(*id);
    row.state = fold(std::move(row.state), stream, event.stored.event,
                     recorded(envelope, revision_in(envelope, stream)));
    take_up(row.opened, open_, event.stored);
    write(row);
}

BookingsView::Row BookingsView::find(BookingId booking) {
    const IdBytes id{booking.bits()};
    auto found = database_.first(
        "SELECT number, state FROM bookings WHERE id = ?1",
        [](const SqlRow& row) {
            auto state = decode_state(StreamKind::booking, row.bytes(1));
            ensure(state.has_value(), "a view of this version holds states of this version");
            return Row{row.integer(0), *std::move(state), {}};
        },
        id.blob());
    if (!found) return {};
    found->opened = opened_of(*found->number);
    return *std::move(found);
}

OpenedBooking BookingsView::opened_of(std::int64_t number) {
    auto opened = database_.first(
        "SELECT answers, location, metadata, reason FROM bookings WHERE number = ?1",
        [](const SqlRow& row) {
            return OpenedBooking{{},
                                 text_or_nothing(row, 0),
                                 text_or_nothing(row, 1),
                                 text_or_nothing(row, 2),
                                 text_or_nothing(row, 3)};
        },
        number);
    ensure(opened.has_value(), "a row that was found is there");
    const SqlValue values[] = {number};
    database_.query(
        "SELECT details, zone FROM guests WHERE booking = ?1 ORDER BY place", values,
        [&](const SqlRow& row) {
            opened->guests.push_back({text_or_nothing(row, 0), std::string{row.text(1)}});
            return true;
        });
    return *std::move(opened);
}

void BookingsView::write(const Row& row) {
    const auto& booking = booking_in(row.state);
    const IdBytes id{booking.id.bits()};
    const IdBytes organisation{row.state.organisation.bits()};
    const IdBytes type{booking.meeting_type.bits()};
    const auto state = encode_state(row.state);
    const auto& opened = row.opened;
    database_.run(
        "INSERT INTO bookings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
        "ON CONFLICT (number) DO UPDATE SET status = ?5, start = ?6, end = ?7, state = ?9, "
        "answers = ?10, location = ?11, metadata = ?12, reason = ?13",
        row.number, id.blob(), organisation.blob(), type.blob(), static_cast<int>(booking.status),
        milliseconds(booking.when.time.start), milliseconds(booking.when.time.end),
        milliseconds(booking.created_at), Blob{state}, opened.answers, opened.location,
        opened.metadata, opened.reason);
    const auto number = row.number.value_or(database_.last_row());
    write_guests(number, row);
    database_.run("DELETE FROM hosts WHERE booking = ?1", number);
    for (const auto& claim : booking.when.hosts) {
        const IdBytes host{claim.host.bits()};
        database_.run("INSERT INTO hosts VALUES (?1, ?2)", host.blob(), number);
    }
    database_.run("DELETE FROM texts WHERE rowid = ?1", number);
    database_.run("INSERT INTO texts (rowid, text) VALUES (?1, ?2)", number,
                  words_of(booking, opened));
}

void BookingsView::write_guests(std::int64_t number, const Row& row) {
    const auto& guests = booking_in(row.state).guests;
    database_.run("DELETE FROM guests WHERE booking = ?1", number);
    for (std::size_t i = 0; i < guests.size(); ++i) {
        const IdBytes subject{guests[i].bits()};
        const auto& guest = row.opened.guests[i];
        database_.run("INSERT INTO guests VALUES (?1, ?2, ?3, ?4, ?5, ?6)", number, i,
                      subject.blob(), guest.zone, guest.details, address_of(guest));
    }
}

ViewKind bookings_view(OpenSealed open) {
    return {"bookings", static_cast<int>(fold_version) * 100 + version_of_tables,
            [open = std::move(open)](Database& database) {
                return std::make_unique<BookingsView>(database, open);
            }};
}

}  // namespace kalends
