#include <algorithm>
#include <limits>
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

// What makes two guests one person: the address, or else the subject.
std::string person_of(SubjectId subject, const OpenedGuest& guest) {
    return address_of(guest).value_or(to_text(subject));
}

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

bool comes_after(const GuestsQuery::Place& place, const std::optional<GuestsQuery::Place>& last) {
    if (!last) return true;
    if (place.number != last->number) return place.number < last->number;
    return place.guest > last->guest;
}

}  // namespace

// An index of its own for the words of one guest, so that words are parted alike.
void BookingsView::make_candidate() {
    database_.run(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.candidate USING fts5 (organisation, guests,"
        " tokenize = 'unicode61 remove_diacritics 2')");
}

bool BookingsView::has_words(const OpenedGuest& guest, const std::string& match) {
    database_.run("DELETE FROM candidate");
    database_.run("INSERT INTO candidate VALUES (?1, ?2)", word_of(OrganisationId{}),
                  words_of(guest));
    const auto found = database_.first(
        "SELECT 1 FROM candidate WHERE candidate MATCH ?1", [](const SqlRow&) { return true; },
        match);
    database_.run("DELETE FROM candidate");
    return found.has_value();
}

std::vector<FoundGuest> BookingsView::search(const GuestsQuery& query) {
    BookingsQuery bookings{.organisation = query.organisation,
                           .address = query.address,
                           .text = query.text,
                           .is_text_of_guests = true,
                           .sort = BookingsQuery::Sort::created_descending};
    bookings.rows_max = std::numeric_limits<std::int32_t>::max();
    const auto match = match_of({}, "guests", query.text);
    if (!match.empty()) make_candidate();
    std::vector<FoundGuest> found;
    std::set<std::string> seen;
    (void)walk(bookings, [&](const ListedBooking& in) {
        const auto& guests = in.booking.guests;
        for (std::size_t i = 0; i < guests.size() && found.size() < query.limit; ++i) {
            const auto& opened = in.opened.guests[i];
            const bool is_wanted =
                (!query.address || address_of(opened) == query.address) &&
                (guests.size() == 1 || match.empty() || has_words(opened, match));
            if (!is_wanted || !seen.insert(person_of(guests[i], opened)).second) continue;
            const GuestsQuery::Place place{in.number, i};
            if (!comes_after(place, query.after)) continue;
            found.push_back({place, guests[i], opened, in.booking.id});
        }
        return found.size() < query.limit;
    });
    return found;
}

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
