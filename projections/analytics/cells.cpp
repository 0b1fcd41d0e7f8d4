#include "projections/analytics/cells.hpp"

#include "projections/analytics/ahead.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

constexpr const char* cell_tables = R"(
    CREATE TABLE starts (
        organisation BLOB NOT NULL, host BLOB NOT NULL, status INTEGER NOT NULL,
        date INTEGER NOT NULL, meeting_type BLOB NOT NULL, lead_step INTEGER NOT NULL,
        cancelled_by INTEGER NOT NULL, notice_step INTEGER NOT NULL,
        bookings INTEGER NOT NULL, minutes INTEGER NOT NULL,
        lead_minutes INTEGER NOT NULL, notice_minutes INTEGER NOT NULL,
        claimed_minutes INTEGER NOT NULL,
        PRIMARY KEY (organisation, host, status, date, meeting_type, lead_step, cancelled_by,
                     notice_step)) WITHOUT ROWID;
    CREATE TABLE made (
        organisation BLOB NOT NULL, host BLOB NOT NULL, date INTEGER NOT NULL,
        meeting_type BLOB NOT NULL,
        held INTEGER NOT NULL, booked INTEGER NOT NULL,
        confirmed INTEGER NOT NULL, completed INTEGER NOT NULL,
        PRIMARY KEY (organisation, host, date, meeting_type)) WITHOUT ROWID;
    CREATE TABLE revenue (
        organisation BLOB NOT NULL, host BLOB NOT NULL, date INTEGER NOT NULL,
        meeting_type BLOB NOT NULL, currency TEXT NOT NULL,
        completed INTEGER NOT NULL, amount INTEGER NOT NULL,
        PRIMARY KEY (organisation, host, date, meeting_type, currency)) WITHOUT ROWID;
)";

constexpr std::size_t cells_kept_back_max = 10'000;

Date utc_date(Instant at) {
    return Date{std::chrono::floor<std::chrono::days>(at.time_since_epoch())};
}

StartCell cell_of(const CountedBooking& booking) {
    StartCell cell{.organisation = booking.organisation,
                   .status = booking.status,
                   .meeting_type = booking.meeting_type,
                   .lead_step = ahead_step_of(minutes_ahead(booking.made, booking.time.start))};
    if (booking.status != BookingStatus::cancelled) return cell;
    cell.cancelled_by = booking.cancelled_by;
    cell.notice_step = ahead_step_of(minutes_ahead(booking.cancelled_at, booking.time.start));
    return cell;
}

StartCounts counts_of(const CountedBooking& booking) {
    const auto& time = booking.time;
    const bool is_cancelled = booking.status == BookingStatus::cancelled;
    const auto minutes = minutes_of(time).count();
    return {.bookings = 1,
            .minutes = minutes,
            .lead_minutes = minutes_ahead(booking.made, time.start),
            .notice_minutes = is_cancelled ? minutes_ahead(booking.cancelled_at, time.start) : 0,
            .claimed_minutes = booking.stands_for_time ? minutes : 0};
}

bool is_paid(const CountedBooking& booking) {
    return booking.status == BookingStatus::completed && booking.price.has_value();
}

void add(MadeCounts& counts, const CountedBooking& booking, int times) {
    counts.booked += times;
    if (booking.was_confirmed) counts.confirmed += times;
    if (booking.status == BookingStatus::completed) counts.completed += times;
}

}  // namespace

void Cells::make_tables() {
    database_.script(cell_tables);
}

void Cells::count(const CountedBooking& booking, int times) {
    auto start = cell_of(booking);
    MadeCell made{booking.organisation, {}, utc_date(booking.made), booking.meeting_type};
    const auto one = counts_of(booking);
    const auto count_on = [&](HostId host, Date date) {
        start.host = made.host = host;
        start.date = date;
        count(start, one, times);
        add(made_[made], booking, times);
        if (!is_paid(booking)) return;
        auto& sum = revenue_[{booking.organisation, host, date, booking.meeting_type,
                              booking.price->currency}];
        sum.completed += times;
        sum.amount_minor += times * booking.price->amount_minor;
    };
    count_on({}, booking.type_date);
    for (const auto& [host, date] : booking.hosts) count_on(host, date);
    if (starts_.size() + made_.size() + revenue_.size() > cells_kept_back_max) write();
}

void Cells::count_held(OrganisationId organisation, Instant made, const HoldMade& hold) {
    MadeCell cell{organisation, {}, utc_date(made), hold.meeting_type};
    ++made_[cell].held;
    for (const auto& claim : hold.when.hosts) {
        cell.host = claim.host;
        ++made_[cell].held;
    }
}

void Cells::count(const StartCell& cell, const StartCounts& one, int times) {
    auto& counts = starts_[cell];
    counts.bookings += times * one.bookings;
    counts.minutes += times * one.minutes;
    counts.lead_minutes += times * one.lead_minutes;
    counts.notice_minutes += times * one.notice_minutes;
    counts.claimed_minutes += times * one.claimed_minutes;
}

void Cells::write() {
    if (is_half_written_) throw DatabaseFailed{"an earlier write of counters has failed"};
    is_half_written_ = true;
    for (const auto& [cell, change] : starts_) {
        if (change != StartCounts{}) write(cell, change);
    }
    for (const auto& [cell, change] : made_) {
        if (change != MadeCounts{}) write(cell, change);
    }
    for (const auto& [cell, change] : revenue_) {
        if (change != RevenueCounts{}) write(cell, change);
    }
    starts_.clear();
    made_.clear();
    revenue_.clear();
    is_half_written_ = false;
}

// A cell that nothing is counted in any more has no row, as if nothing ever was.
void Cells::write(const StartCell& cell, const StartCounts& change) {
    const IdBytes organisation{cell.organisation.bits()};
    const IdBytes host{cell.host.bits()};
    const IdBytes type{cell.meeting_type.bits()};
    database_.run(
        "INSERT INTO starts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
        "ON CONFLICT DO UPDATE SET bookings = bookings + ?9, minutes = minutes + ?10, "
        "lead_minutes = lead_minutes + ?11, notice_minutes = notice_minutes + ?12, "
        "claimed_minutes = claimed_minutes + ?13",
        organisation.blob(), host.blob(), static_cast<int>(cell.status), day_number(cell.date),
        type.blob(), cell.lead_step, static_cast<int>(cell.cancelled_by), cell.notice_step,
        change.bookings, change.minutes, change.lead_minutes, change.notice_minutes,
        change.claimed_minutes);
    if (change.bookings >= 0) return;
    database_.run(
        "DELETE FROM starts WHERE organisation = ?1 AND host = ?2 AND status = ?3 AND "
        "date = ?4 AND meeting_type = ?5 AND lead_step = ?6 AND cancelled_by = ?7 AND "
        "notice_step = ?8 AND bookings = 0",
        organisation.blob(), host.blob(), static_cast<int>(cell.status), day_number(cell.date),
        type.blob(), cell.lead_step, static_cast<int>(cell.cancelled_by), cell.notice_step);
}

void Cells::write(const MadeCell& cell, const MadeCounts& change) {
    const IdBytes organisation{cell.organisation.bits()};
    const IdBytes host{cell.host.bits()};
    const IdBytes type{cell.meeting_type.bits()};
    database_.run(
        "INSERT INTO made VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
        "ON CONFLICT DO UPDATE SET held = held + ?5, booked = booked + ?6, "
        "confirmed = confirmed + ?7, completed = completed + ?8",
        organisation.blob(), host.blob(), day_number(cell.date), type.blob(), change.held,
        change.booked, change.confirmed, change.completed);
    if (change.booked >= 0) return;
    database_.run(
        "DELETE FROM made WHERE organisation = ?1 AND host = ?2 AND date = ?3 AND "
        "meeting_type = ?4 AND held = 0 AND booked = 0",
        organisation.blob(), host.blob(), day_number(cell.date), type.blob());
}

void Cells::write(const RevenueCell& cell, const RevenueCounts& change) {
    const IdBytes organisation{cell.organisation.bits()};
    const IdBytes host{cell.host.bits()};
    const IdBytes type{cell.meeting_type.bits()};
    database_.run(
        "INSERT INTO revenue VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
        "ON CONFLICT DO UPDATE SET completed = completed + ?6, amount = amount + ?7",
        organisation.blob(), host.blob(), day_number(cell.date), type.blob(), cell.currency,
        change.completed, change.amount_minor);
    if (change.completed >= 0) return;
    database_.run(
        "DELETE FROM revenue WHERE organisation = ?1 AND host = ?2 AND date = ?3 AND "
        "meeting_type = ?4 AND currency = ?5 AND completed = 0",
        organisation.blob(), host.blob(), day_number(cell.date), type.blob(), cell.currency);
}

}  // namespace kalends
