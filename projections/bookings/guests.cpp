#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/rows.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

// Every booking of this subject, and of whoever shares an address with it.
constexpr std::string_view held_bookings = R"(
    WITH own AS (SELECT booking, address FROM guests WHERE subject = ?1 AND organisation = ?2)
    SELECT number, state, opened
    FROM (SELECT booking FROM own
          UNION
          SELECT guests.booking FROM own CROSS JOIN guests
          WHERE guests.organisation = ?2 AND guests.address = own.address) AS chosen
         CROSS JOIN bookings ON number = chosen.booking
    ORDER BY number DESC
)";

// The guests of a booking that belong to one of these persons.
template <class Take>
void each_of(const std::set<std::string>& persons, const ListedBooking& booking, Take take) {
    for (std::size_t i = 0; i < booking.booking.guests.size(); ++i) {
        const auto subject = booking.booking.guests[i];
        const auto& opened = booking.opened.guests[i];
        if (persons.contains(person_of(subject, opened)) || persons.contains(to_text(subject))) {
            take(subject, opened);
        }
    }
}

template <class Item>
void add_once(std::vector<Item>& items, const Item& item) {
    if (std::ranges::find(items, item) == items.end()) items.push_back(item);
}

}  // namespace

std::optional<HeldGuest> BookingsView::find_guest(OrganisationId organisation, SubjectId subject) {
    const IdBytes subject_bytes{subject.bits()};
    const IdBytes organisation_bytes{organisation.bits()};
    const SqlValue values[] = {subject_bytes.blob(), organisation_bytes.blob()};
    std::set<std::string> persons{to_text(subject)};
    database_.query(
        "SELECT DISTINCT address FROM guests WHERE subject = ?1 AND organisation = ?2"
        " AND address IS NOT NULL",
        values, [&persons](const SqlRow& row) {
            persons.emplace(row.text(0));
            return true;
        });
    std::optional<HeldGuest> held;
    database_.query(held_bookings, values, [&](const SqlRow& row) {
        if (!held) held.emplace().subject = subject;
        ListedBooking booking{row.integer(0), booking_in(state_in(row, 1)), opened_in(row, 2)};
        each_of(persons, booking, [&](SubjectId guest, const OpenedGuest& opened) {
            const bool is_first =
                guest == subject && std::ranges::find(held->linked, guest) == held->linked.end();
            if (is_first) held->opened = opened;
            add_once(held->linked, guest);
            if (opened.details) add_once(held->known_as, opened);
        });
        if (++held->bookings_count <= HeldGuest::bookings_max) {
            held->bookings.push_back(std::move(booking));
        }
        return true;
    });
    return held;
}

}  // namespace kalends
