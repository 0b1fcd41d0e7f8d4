#include <limits>
#include <set>
#include <string>
#include <utility>

#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/rows.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {

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

// A search on its way from booking to booking, the latest first. A person who was found is not
// found again further down; one whom an earlier page has shown is known by its bookings above this
// page.
class BookingsView::GuestSearch {
  public:
    GuestSearch(BookingsView& view, const GuestsQuery& query)
        : view_{view},
          query_{query},
          match_{match_of({}, "guests", query.text)},
          first_{query.after ? query.after->first : 0} {
        if (!match_.empty()) view_.make_candidate();
    }

    [[nodiscard]] BookingsQuery bookings() const {
        BookingsQuery bookings{.organisation = query_.organisation,
                               .address = query_.address,
                               .text = query_.text,
                               .is_text_of_guests = true,
                               .sort = BookingsQuery::Sort::created_descending};
        // Once more the booking of which a guest was looked at last: there may be others.
        constexpr auto number_max = std::numeric_limits<BookingNumber>::max();
        if (query_.after && query_.after->number < number_max) {
            bookings.after = {Instant{}, query_.after->number + 1};
        }
        return bookings;
    }

    // False once it has found or looked at enough.
    bool take(const ListedBooking& in) {
        if (first_ == 0) first_ = in.number;
        for (std::size_t i = 0; i < in.booking.guests.size(); ++i) {
            if (!take(in, i)) return false;
        }
        if (looked_at_ < query_.guests_max) return true;
        page_.next = last_;
        return false;
    }

    [[nodiscard]] GuestsPage page(const std::optional<Walk>& walk) {
        if (!page_.next && walk && walk->cut_after) {
            const auto number = walk->cut_after->number;
            page_.next = {number, after_all_guests, first_ == 0 ? number : first_};
        }
        return std::move(page_);
    }

  private:
    // More than a booking has.
    static constexpr std::size_t after_all_guests = 1'000;

    // False if the page is full.
    bool take(const ListedBooking& in, std::size_t guest) {
        const GuestsQuery::Place place{in.number, guest, first_};
        const bool is_after = comes_after(place);
        if (is_after) ++looked_at_;
        if (is_new(in, guest) && is_after && !was_shown(in, guest)) {
            if (page_.guests.size() == query_.limit) {
                page_.next = last_;
                return false;
            }
            page_.guests.push_back(
                {in.booking.guests[guest], in.opened.guests[guest], in.booking.id});
        }
        if (is_after) last_ = place;
        return true;
    }

    [[nodiscard]] bool comes_after(const GuestsQuery::Place& place) const {
        if (!query_.after || place.number != query_.after->number) return true;
        return place.guest > query_.after->guest;
    }

    // Of a booking that was found, whose only guest is the one by whom it was.
    [[nodiscard]] bool is_new(const ListedBooking& in, std::size_t guest) {
        const bool is_found = in.booking.guests.size() == 1 && !query_.address;
        return (is_found || is_wanted(in, guest)) &&
               seen_.insert(person_of(in.booking.guests[guest], in.opened.guests[guest])).second;
    }

    [[nodiscard]] bool is_wanted(const ListedBooking& in, std::size_t guest) {
        const auto& opened = in.opened.guests[guest];
        if (query_.address && address_of(opened) != query_.address) return false;
        return match_.empty() || view_.has_words(opened, match_);
    }

    // By a booking between the first of all pages and those of this one.
    [[nodiscard]] bool was_shown(const ListedBooking& in, std::size_t guest) {
        if (!query_.after) return false;
        const auto& page = *query_.after;
        const auto person = person_of(in.booking.guests[guest], in.opened.guests[guest]);
        for (const auto number :
             bookings_above(page, in.booking.guests[guest], in.opened.guests[guest])) {
            const auto above = view_.listed(number);
            ++looked_at_;
            for (std::size_t i = 0; i < above.booking.guests.size(); ++i) {
                const bool is_same =
                    person_of(above.booking.guests[i], above.opened.guests[i]) == person;
                if (is_same && is_wanted(above, i)) return true;
            }
        }
        return false;
    }

    // The nearest, of a person.
    [[nodiscard]] std::vector<BookingNumber> bookings_above(const GuestsQuery::Place& page,
                                                            SubjectId subject,
                                                            const OpenedGuest& guest) {
        const IdBytes organisation{query_.organisation.bits()};
        const IdBytes subject_bytes{subject.bits()};
        const auto address = address_of(guest);
        const SqlValue address_value =
            address ? SqlValue{std::string_view{*address}} : SqlValue{subject_bytes.blob()};
        const SqlValue values[] = {address_value, page.number, page.first,
                                   std::int64_t{BookingsBounds::earlier_max}, organisation.blob()};
        std::vector<BookingNumber> numbers;
        const auto take = [&numbers](const SqlRow& row) {
            numbers.push_back(row.integer(0));
            return true;
        };
        if (address) {
            view_.database_.query(
                "SELECT DISTINCT booking FROM guests WHERE organisation = ?5 AND address = ?1"
                " AND booking > ?2 AND booking <= ?3 ORDER BY booking LIMIT ?4",
                values, take);
        } else {
            view_.database_.query(
                "SELECT DISTINCT booking FROM guests WHERE subject = ?1 AND organisation = ?5"
                " AND booking > ?2 AND booking <= ?3 ORDER BY booking LIMIT ?4",
                values, take);
        }
        return numbers;
    }

    BookingsView& view_;
    const GuestsQuery& query_;
    std::string match_;
    BookingNumber first_;
    std::set<std::string> seen_;
    std::size_t looked_at_ = 0;
    GuestsQuery::Place last_;
    GuestsPage page_;
};

GuestsPage BookingsView::search(const GuestsQuery& query) {
    GuestSearch search{*this, query};
    const auto walked =
        walk(search.bookings(), [&search](const ListedBooking& in) { return search.take(in); });
    return search.page(walked);
}

}  // namespace kalends
