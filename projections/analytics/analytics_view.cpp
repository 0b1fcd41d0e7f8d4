#include "projections/analytics/analytics_view.hpp"

#include <variant>

#include "domain/planted_bugs.hpp"
#include "projections/sqlite/values.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

constexpr int version_of_analytics = 5;

constexpr const char* analytics_tables = R"(
    CREATE TABLE bookings (
        id BLOB PRIMARY KEY, organisation BLOB NOT NULL, meeting_type BLOB NOT NULL,
        status INTEGER NOT NULL, was_confirmed INTEGER NOT NULL, made INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, type_date INTEGER NOT NULL,
        hosts BLOB NOT NULL, cancelled_by INTEGER NOT NULL, cancelled INTEGER NOT NULL,
        price INTEGER, currency TEXT, session BLOB, stands_for_time INTEGER NOT NULL)
        WITHOUT ROWID;
    CREATE INDEX bookings_by_session ON bookings (session, id) WHERE session IS NOT NULL;
    CREATE TABLE meeting_types (id BLOB PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE prices (
        meeting_type BLOB NOT NULL, revision INTEGER NOT NULL, price INTEGER, currency TEXT,
        PRIMARY KEY (meeting_type, revision)) WITHOUT ROWID;
    CREATE TABLE hosts (
        id BLOB PRIMARY KEY, organisation BLOB NOT NULL, state BLOB NOT NULL,
        retired INTEGER) WITHOUT ROWID;
    CREATE INDEX hosts_by_organisation ON hosts (organisation, id);
    CREATE TABLE organisations (id BLOB PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID;
)";

// Facts of a host alone; the bookings in its calendar are counted, not kept.
template <class Fact>
constexpr bool is_of_host =
    std::is_same_v<Fact, HostChanged> || std::is_same_v<Fact, HostRetired> ||
    std::is_same_v<Fact, ScheduleSet> || std::is_same_v<Fact, ScheduleRemoved> ||
    std::is_same_v<Fact, AbsenceAdded> || std::is_same_v<Fact, AbsenceRemoved>;

// What hosts can follow; keys are no part of what is counted.
template <class Fact>
constexpr bool is_of_holidays =
    std::is_same_v<Fact, HolidayCalendarSet> || std::is_same_v<Fact, HolidayCalendarRemoved>;

template <class Fact>
constexpr bool is_of_type =
    std::is_same_v<Fact, MeetingTypeCreated> || std::is_same_v<Fact, MeetingTypeChanged> ||
    std::is_same_v<Fact, MeetingTypeRetired>;

std::optional<Price> price_in(const SqlRow& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Price{row.integer(column), std::string{row.text(column + 1)}};
}

SqlValue amount_of(const std::optional<Price>& price) {
    return price ? SqlValue{price->amount_minor} : SqlValue{};
}
SqlValue currency_of(const std::optional<Price>& price) {
    return price ? SqlValue{price->currency} : SqlValue{};
}

Instant instant_in(const SqlRow& row, int column) {
    return Instant{Milliseconds{row.integer(column)}};
}

SessionId session_in(const SqlRow& row, int column) {
    return row.is_null(column) ? SessionId{} : SessionId{id_bits(row.bytes(column))};
}

}  // namespace

void AnalyticsView::make_tables() {
    database_.script(analytics_tables);
    cells_.make_tables();
}

void AnalyticsView::apply(const LoggedEvent& event) {
    std::visit([&](const auto& fact) { take_up(event.stored.envelope, fact); }, event.stored.event);
}

void AnalyticsView::take_up(const Envelope& envelope, const auto& fact) {
    using Fact = std::remove_cvref_t<decltype(fact)>;
    if constexpr (requires { counted(envelope, fact); }) {
        auto booking = counted(envelope, fact);
        booking.price = price_of(fact.meeting_type, fact.type_revision);
        settle_time(fact.booking, {}, booking);
        cells_.count(booking, 1);
        keep(fact.booking, booking);
    } else if constexpr (requires(CountedBooking booking) {
                             kalends::take_up(booking, envelope, fact);
                         }) {
        auto booking = find(fact.booking);
        const bool stays = std::is_same_v<Fact, BookingRescheduled> &&
                           planted(PlantedBug::moved_booking_counted_twice);
        if (!stays) cells_.count(booking, -1);
        const auto left = booking.stands_for_time ? booking.session : SessionId{};
        kalends::take_up(booking, envelope, fact);
        if constexpr (requires { fact.type_revision; }) {
            booking.price = price_of(fact.meeting_type, fact.type_revision);
        }
        settle_time(fact.booking, left, booking);
        cells_.count(booking, 1);
        keep(fact.booking, booking);
    } else if constexpr (std::is_same_v<Fact, HoldMade>) {
        cells_.count_held(envelope.source, envelope.time, fact);
    } else if constexpr (std::is_same_v<Fact, HostCreated>) {
        keep(envelope, evolve(Host{}, fact, recorded(envelope, {})));
    } else if constexpr (is_of_host<Fact>) {
        keep(envelope, evolve(find_host(fact.host), fact, recorded(envelope, {})));
    } else if constexpr (is_of_holidays<Fact>) {
        keep(evolve(find_organisation(fact.organisation), fact, recorded(envelope, {})));
    } else if constexpr (is_of_type<Fact>) {
        take_up_terms(fact);
    } else {
        static_assert(
            std::is_same_v<Fact, BookingAmended> || !requires { fact.booking; },
            "an event of a booking is counted, or is named here as one that is not");
    }
}

// The time of a session is counted once (rule L1), in the name of one booking that keeps it. One
// that stood for `left` and is not in it any more hands that on.
void AnalyticsView::settle_time(BookingId id, SessionId left, CountedBooking& booking) {
    const bool is_in = !booking.session.is_nil() && keeps_time(booking);
    if (!left.is_nil() && !(is_in && booking.session == left)) hand_on_time(left, id);
    if (booking.session.is_nil()) {
        booking.stands_for_time = true;
    } else if (!is_in || booking.session != left) {
        booking.stands_for_time = is_in && !is_stood_for(booking.session, id);
    }
}

bool AnalyticsView::is_stood_for(SessionId session, BookingId but) {
    const IdBytes of{session.bits()};
    const IdBytes id{but.bits()};
    return database_
        .first(
            "SELECT 1 FROM bookings WHERE session = ?1 AND id <> ?2 AND stands_for_time LIMIT 1",
            [](const SqlRow&) { return true; }, of.blob(), id.blob())
        .has_value();
}

void AnalyticsView::hand_on_time(SessionId session, BookingId but) {
    static_assert(std::size(keeping_time) == 4, "the statuses below are those that keep time");
    const IdBytes of{session.bits()};
    const IdBytes id{but.bits()};
    const auto next = database_.first(
        "SELECT id FROM bookings WHERE session = ?1 AND id <> ?2 AND status IN (?3, ?4, ?5, ?6) "
        "ORDER BY id LIMIT 1",
        [](const SqlRow& row) { return BookingId{id_bits(row.bytes(0))}; }, of.blob(), id.blob(),
        static_cast<int>(keeping_time[0]), static_cast<int>(keeping_time[1]),
        static_cast<int>(keeping_time[2]), static_cast<int>(keeping_time[3]));
    if (!next) return;
    auto booking = find(*next);
    cells_.count(booking, -1);
    booking.stands_for_time = true;
    cells_.count(booking, 1);
    keep(*next, booking);
}

// Its events count its revisions, so each price is kept from the revision on that set it.
void AnalyticsView::take_up_terms(const auto& fact) {
    const IdBytes type{fact.meeting_type.bits()};
    database_.run(
        "INSERT INTO meeting_types VALUES (?1, 1) "
        "ON CONFLICT DO UPDATE SET revision = revision + 1",
        type.blob());
    if constexpr (requires { fact.terms; }) {
        const auto& price = fact.terms.price;
        database_.run(
            "INSERT INTO prices SELECT id, revision, ?2, ?3 FROM meeting_types WHERE id = ?1",
            type.blob(), amount_of(price), currency_of(price));
    }
}

std::optional<Price> AnalyticsView::price_of(MeetingTypeId type, std::uint64_t revision) {
    if (planted(PlantedBug::priced_as_the_type_is_now)) revision = 1'000'000;
    const IdBytes id{type.bits()};
    return database_
        .first(
            "SELECT price, currency FROM prices WHERE meeting_type = ?1 AND revision <= ?2 "
            "ORDER BY revision DESC LIMIT 1",
            [](const SqlRow& row) { return price_in(row, 0); }, id.blob(), revision)
        .value_or(std::nullopt);
}

CountedBooking AnalyticsView::find(BookingId booking) {
    const IdBytes id{booking.bits()};
    auto found = database_.first(
        "SELECT organisation, meeting_type, status, was_confirmed, made, start, end, type_date, "
        "hosts, cancelled_by, cancelled, price, currency, session, stands_for_time FROM bookings "
        "WHERE id = ?1",
        [](const SqlRow& row) {
            return CountedBooking{.organisation = OrganisationId{id_bits(row.bytes(0))},
                                  .meeting_type = MeetingTypeId{id_bits(row.bytes(1))},
                                  .status = static_cast<BookingStatus>(row.integer(2)),
                                  .was_confirmed = row.integer(3) != 0,
                                  .made = instant_in(row, 4),
                                  .time = {instant_in(row, 5), instant_in(row, 6)},
                                  .price = price_in(row, 11),
                                  .type_date = date_of(row.integer(7)),
                                  .hosts = hosts_in(row.bytes(8)),
                                  .cancelled_by = static_cast<Role>(row.integer(9)),
                                  .cancelled_at = instant_in(row, 10),
                                  .session = session_in(row, 13),
                                  .stands_for_time = row.integer(14) != 0};
        },
        id.blob());
    if (!found) damaged("a booking was made before it was changed");
    return *std::move(found);
}

void AnalyticsView::keep(BookingId id, const CountedBooking& booking) {
    const IdBytes bytes{id.bits()};
    const IdBytes organisation{booking.organisation.bits()};
    const IdBytes type{booking.meeting_type.bits()};
    const IdBytes session{booking.session.bits()};
    const auto hosts = bytes_of(booking.hosts);
    database_.run(
        "INSERT OR REPLACE INTO bookings VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        bytes.blob(), organisation.blob(), type.blob(), static_cast<int>(booking.status),
        booking.was_confirmed ? 1 : 0, milliseconds(booking.made), milliseconds(booking.time.start),
        milliseconds(booking.time.end), day_number(booking.type_date), Blob{hosts},
        static_cast<int>(booking.cancelled_by), milliseconds(booking.cancelled_at),
        amount_of(booking.price), currency_of(booking.price),
        booking.session.is_nil() ? SqlValue{} : SqlValue{session.blob()},
        booking.stands_for_time ? 1 : 0);
}

ViewKind analytics_view() {
    return {"analytics", static_cast<int>(fold_version) * 100 + version_of_analytics,
            [](Database& database) { return std::make_unique<AnalyticsView>(database); }};
}

}  // namespace kalends
