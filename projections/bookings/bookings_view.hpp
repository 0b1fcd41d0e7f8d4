#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/state.hpp"
#include "projections/bookings/bookings_query.hpp"
#include "projections/bookings/list_statement.hpp"
#include "projections/host_times.hpp"
#include "projections/view.hpp"

namespace kalends {

// Guests of an organisation: one for each address and, of those without one, each by themselves.
struct GuestsQuery {
    OrganisationId organisation;
    std::optional<std::string> address = {};
    std::string text = {};  // words that the guest's details begin with, all of them
    std::size_t limit = 50;
    std::size_t guests_max = BookingsBounds::guests_max;  // whose details are read
    // Which guest of which booking was looked at last, and with which booking the first page began:
    // what was booked since then is on no page.
    struct Place {
        BookingNumber number = 0;
        std::size_t guest = 0;
        BookingNumber first = 0;
    };
    std::optional<Place> after = {};
};

// A guest as the latest of the bookings that were looked for knows them.
struct FoundGuest {
    SubjectId subject;
    OpenedGuest opened;
    BookingId booking;
};

// A part of what a search finds. It may hold fewer than were asked for, and not be the last.
struct GuestsPage {
    std::vector<FoundGuest> guests;
    std::optional<GuestsQuery::Place> next = {};  // goes on after it; nothing if that was all
};

// What is held on a person, as far as `HeldBounds` allow; each list has the latest first.
// Linked to a subject is whoever has an address that it has, or had.
struct HeldGuest {
    SubjectId subject;
    OpenedGuest opened;                   // as its latest booking has it
    std::vector<OpenedGuest> known_as;    // it and the linked, each way once
    std::vector<SubjectId> linked;        // itself too
    std::size_t linked_count = 0;         // of which not all may stand in `linked`
    std::vector<ListedBooking> bookings;  // of all of them
    std::size_t booking_count = 0;        // of which not all may stand in `bookings`
    bool has_more = false;                // there are bookings that were not read
};

// Every booking with what is personal in clear, and who its guests are by address. It is the one
// view that holds personal values. Version it with `fold_version`, whose states it keeps.
class BookingsView : public View {
  public:
    BookingsView(Database& database, OpenSealed open)
        : database_{database}, open_{std::move(open)} {}

    void make_tables() override;
    void apply(const LoggedEvent& event) override;

    // In the order asked for, at most `limit`. Nothing if there are more bookings with the words
    // that are asked for than can be put in order: in that of their making there is an answer.
    [[nodiscard]] std::optional<BookingsPage> list(const BookingsQuery& query);

    // Those with a booking that is so, whose latest such booking comes first.
    [[nodiscard]] GuestsPage search(const GuestsQuery& query);
    // Nothing if the organisation never had this guest.
    [[nodiscard]] std::optional<HeldGuest> find_guest(OrganisationId organisation,
                                                      SubjectId subject,
                                                      const HeldBounds& bounds = {});

  private:
    struct Row {
        BookingNumber number = 0;
        StreamState state;
        OpenedBooking opened;
    };

    using TakeBooking = std::function<bool(ListedBooking booking)>;
    struct Walk {
        std::optional<BookingsQuery::Place> cut_after = {};  // nothing if there is no more
    };
    // In the order asked for while `take` says to go on, or until enough was looked at. Nothing if
    // it cannot be put in order.
    std::optional<Walk> walk(const BookingsQuery& query, const TakeBooking& take);
    [[nodiscard]] bool has_few(const WantedBookings& wanted, Source source);
    class GuestSearch;
    class HeldSearch;
    void make_candidate();
    [[nodiscard]] bool has_words(const OpenedGuest& guest, const std::string& match);
    [[nodiscard]] Row find(BookingId booking);
    [[nodiscard]] ListedBooking listed(BookingNumber number);
    void take_up(Row& row, BookingId booking, const StoredEvent& event);
    void add(const Row& row);
    void change(const Row& before, const Row& after);
    void add_guests(const Row& row);
    void remove_guests(const Row& row);
    void keep_former_guests(const Row& before, const Row& after);
    void add_words(const Row& row);
    void remove_words(const Row& row);

    Database& database_;
    OpenSealed open_;
    HostTimes host_times_{database_, "booking"};
};

[[nodiscard]] ViewKind bookings_view(OpenSealed open);

}  // namespace kalends
