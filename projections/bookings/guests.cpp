#include <functional>
#include <set>
#include <string>
#include <utility>

#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/rows.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

// Of who are guests, and of who were. The latest so many: an index has them in that order.
constexpr std::string_view own_addresses = R"(
    SELECT address FROM (SELECT address FROM guests WHERE subject = ?1 AND organisation = ?2
                         ORDER BY booking DESC LIMIT ?3)
    WHERE address IS NOT NULL
    UNION
    SELECT address FROM (SELECT address FROM former_guests WHERE subject = ?1 AND organisation = ?2
                         ORDER BY booking DESC LIMIT ?3)
    WHERE address IS NOT NULL)";

// Likewise the bookings of whoever has this in a column of both.
std::string bookings_by(std::string_view column) {
    const auto latest_in = [column](std::string_view table) {
        return "SELECT booking FROM (SELECT DISTINCT booking FROM " + std::string{table} +
               " WHERE " + std::string{column} +
               " = ?1 AND organisation = ?2 ORDER BY booking DESC LIMIT ?3)";
    };
    return latest_in("guests") + " UNION " + latest_in("former_guests");
}

}  // namespace

// What is held on a person, put together from booking to booking.
class BookingsView::HeldSearch {
  public:
    HeldSearch(BookingsView& view, OrganisationId organisation, SubjectId subject,
               const HeldBounds& bounds)
        : view_{view}, bounds_{bounds}, organisation_{organisation.bits()}, subject_{subject} {
        held_.subject = subject;
    }

    [[nodiscard]] std::optional<HeldGuest> found() {
        find_bookings();
        if (numbers_.empty()) return std::nullopt;
        find_own();
        for (const auto number : numbers_) {
            held_.has_more = held_.booking_count == bounds_.bookings;
            if (held_.has_more) break;
            take(view_.listed(number));
        }
        held_.linked_count = linked_.size();
        return std::move(held_);
    }

  private:
    using Take = std::function<void(const SqlRow&)>;

    void ask(std::string_view statement, const SqlValue& by, std::size_t limit, const Take& take) {
        const SqlValue values[] = {by, organisation_.blob(), static_cast<std::int64_t>(limit)};
        view_.database_.query(statement, values, [&take](const SqlRow& row) {
            take(row);
            return true;
        });
    }

    void find_bookings() {
        const IdBytes subject{subject_.bits()};
        const auto add = [this](const SqlRow& row) { numbers_.insert(row.integer(0)); };
        ask(own_addresses, subject.blob(), bounds_.bookings,
            [this](const SqlRow& row) { add_address(std::string{row.text(0)}); });
        ask(bookings_by("subject"), subject.blob(), bounds_.bookings + 1, add);
        if (numbers_.empty()) return;
        own_ = *numbers_.begin();
        const auto of_address = bookings_by("address");
        for (const auto& address : addresses_) {
            ask(of_address, std::string_view{address}, bounds_.bookings + 1, add);
        }
    }

    void add_address(std::string address) {
        if (addresses_.size() < bounds_.addresses) addresses_.insert(std::move(address));
    }

    using TakeGuest = std::function<void(SubjectId, const OpenedGuest&)>;

    // The guests that a booking has, and those it had.
    void each_guest(const ListedBooking& of, const TakeGuest& take) {
        for (std::size_t i = 0; i < of.booking.guests.size(); ++i) {
            take(of.booking.guests[i], of.opened.guests[i]);
        }
        const SqlValue values[] = {of.number};
        view_.database_.query("SELECT subject, opened FROM former_guests WHERE booking = ?1",
                              values, [&take](const SqlRow& row) {
                                  take(SubjectId{id_bits(row.bytes(0))}, opened_guest_in(row, 1));
                                  return true;
                              });
    }

    // Its own latest booking may not be among the latest of all.
    void find_own() {
        bool is_found = false;
        each_guest(view_.listed(own_), [&](SubjectId guest, const OpenedGuest& opened) {
            if (guest != subject_ || std::exchange(is_found, true)) return;
            held_.opened = opened;
        });
    }

    // Whoever has or had an address is linked, with all that they gave.
    void take(ListedBooking booking) {
        std::set<SubjectId> linked;
        each_guest(booking, [&](SubjectId guest, const OpenedGuest& opened) {
            const auto address = address_of(opened);
            if (guest == subject_ || (address && addresses_.contains(*address))) {
                linked.insert(guest);
            }
        });
        each_guest(booking, [&](SubjectId guest, const OpenedGuest& opened) {
            if (linked.contains(guest)) take(guest, opened);
        });
        if (++held_.booking_count > bounds_.bookings_shown) return;
        held_.bookings.push_back(std::move(booking));
    }

    void take(SubjectId guest, const OpenedGuest& opened) {
        const bool is_first = linked_.insert(guest).second;
        if (is_first && held_.linked.size() < bounds_.linked) held_.linked.push_back(guest);
        if (!opened.details || held_.known_as.size() == bounds_.known_as) return;
        if (ways_.emplace(*opened.details, opened.zone).second) held_.known_as.push_back(opened);
    }

    BookingsView& view_;
    HeldBounds bounds_;
    IdBytes organisation_;
    SubjectId subject_;
    std::set<std::string> addresses_;
    std::set<BookingNumber, std::greater<>> numbers_;
    BookingNumber own_ = 0;
    std::set<SubjectId> linked_;
    std::set<std::pair<std::string, std::string>> ways_;
    HeldGuest held_;
};

std::optional<HeldGuest> BookingsView::find_guest(OrganisationId organisation, SubjectId subject,
                                                  const HeldBounds& bounds) {
    return HeldSearch{*this, organisation, subject, bounds}.found();
}

}  // namespace kalends
