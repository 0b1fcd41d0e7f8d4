#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/words.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

constexpr std::string_view own_addresses = R"(
    SELECT DISTINCT address
    FROM (SELECT address FROM guests WHERE subject = ?1 AND organisation = ?2
          ORDER BY booking DESC LIMIT ?3)
    WHERE address IS NOT NULL)";
constexpr std::string_view own_bookings = R"(
    SELECT DISTINCT booking FROM guests WHERE subject = ?1 AND organisation = ?2
    ORDER BY booking DESC LIMIT ?3)";
constexpr std::string_view bookings_of_address = R"(
    SELECT DISTINCT booking FROM guests WHERE address = ?1 AND organisation = ?2
    ORDER BY booking DESC LIMIT ?3)";

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
        take_own(view_.listed(own_));
        for (const auto number : numbers_) {
            held_.has_more = held_.bookings_count == bounds_.bookings;
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
        ask(own_bookings, subject.blob(), bounds_.bookings + 1, add);
        if (!numbers_.empty()) own_ = *numbers_.begin();
        for (const auto& address : addresses_) {
            ask(bookings_of_address, std::string_view{address}, bounds_.bookings + 1, add);
        }
    }

    void add_address(std::string address) {
        if (addresses_.size() < bounds_.addresses) addresses_.insert(std::move(address));
    }

    // Its own latest booking may not be among the latest of all.
    void take_own(const ListedBooking& booking) {
        const auto own = std::ranges::find(booking.booking.guests, subject_);
        if (own == booking.booking.guests.end()) return;
        held_.opened =
            booking.opened.guests[static_cast<std::size_t>(own - booking.booking.guests.begin())];
    }

    void take(ListedBooking booking) {
        for (std::size_t i = 0; i < booking.booking.guests.size(); ++i) {
            take(booking.booking.guests[i], booking.opened.guests[i]);
        }
        if (++held_.bookings_count > bounds_.bookings_shown) return;
        held_.bookings.push_back(std::move(booking));
    }

    void take(SubjectId guest, const OpenedGuest& opened) {
        if (guest != subject_ && !addresses_.contains(address_of(opened).value_or(""))) return;
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
