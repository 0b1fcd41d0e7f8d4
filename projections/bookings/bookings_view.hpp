#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/booking.hpp"
#include "domain/state.hpp"
#include "projections/view.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/opened_booking.hpp"

namespace kalends {

// Bookings are numbered by the sequence of the event that made them: in the order of the log.
using BookingNumber = std::int64_t;

// Which bookings of an organisation are asked for, and in which order. What is not said leaves
// nothing out.
struct BookingsQuery {
    enum class Sort : std::uint8_t { start, start_descending, created, created_descending };

    OrganisationId organisation;
    std::optional<HostId> host = {};
    std::optional<MeetingTypeId> meeting_type = {};
    std::vector<BookingStatus> statuses = {};
    std::optional<SubjectId> guest = {};
    std::optional<std::string> address = {};  // of a guest
    std::optional<Instant> from = {};         // that end after it
    std::optional<Instant> to = {};           // that start before it
    std::string text = {};                    // words that personal values begin with, all of them
    bool is_text_of_guests = false;           // only their details are looked through
    Sort sort = Sort::start;
    std::size_t limit = 50;
    // The place of the last one seen, in this order.
    struct Place {
        Instant start;
        BookingNumber number;
    };
    std::optional<Place> after = {};

    [[nodiscard]] bool is_by_start() const {
        return sort == Sort::start || sort == Sort::start_descending;
    }
    [[nodiscard]] bool is_descending() const {
        return sort == Sort::start_descending || sort == Sort::created_descending;
    }
};

struct ListedBooking {
    BookingNumber number = 0;
    Booking booking;
    OpenedBooking opened;
};

// The statement by which such bookings are listed, for who looks how SQLite goes about it.
[[nodiscard]] std::string statement_of(const BookingsQuery& query);

// Guests of an organisation: one for each address and, of those without one, each by themselves.
struct GuestsQuery {
    OrganisationId organisation;
    std::optional<std::string> address = {};
    std::string text = {};  // words that the guest's details begin with, all of them
    std::size_t limit = 50;
    // Which guest of which booking was seen last.
    struct Place {
        BookingNumber number = 0;
        std::size_t guest = 0;
    };
    std::optional<Place> after = {};
};

// A guest as the latest of the bookings that were looked for knows them.
struct FoundGuest {
    GuestsQuery::Place place;
    SubjectId subject;
    OpenedGuest opened;
    BookingId booking;
};

// What is held on a person. Linked to a subject is whoever has an address that it has, or had.
struct HeldGuest {
    SubjectId subject;
    OpenedGuest opened;                   // as its latest booking has it
    std::vector<OpenedGuest> known_as;    // it and the linked, each way once, the latest first
    std::vector<SubjectId> linked;        // itself too, the latest first
    std::vector<ListedBooking> bookings;  // of all of them, the latest first
    std::size_t bookings_count = 0;       // of which no more than so many stand in `bookings`:
    static constexpr std::size_t bookings_max = 50;
};

// Every booking with what is personal in clear, and who its guests are by address. It is the one
// view that holds personal values. Version it with `fold_version`, whose states it keeps.
class BookingsView : public View {
  public:
    BookingsView(Database& database, OpenSealed open)
        : database_{database}, open_{std::move(open)} {}

    void make_tables() override;
    void apply(const LoggedEvent& event) override;

    // In the order asked for, at most `limit`.
    [[nodiscard]] std::vector<ListedBooking> list(const BookingsQuery& query);

    // Those with a booking that is so, whose latest such booking comes first.
    [[nodiscard]] std::vector<FoundGuest> search(const GuestsQuery& query);
    // Nothing if the organisation never had this guest.
    [[nodiscard]] std::optional<HeldGuest> find_guest(OrganisationId organisation,
                                                      SubjectId subject);

  private:
    struct Row {
        BookingNumber number = 0;
        StreamState state;
        OpenedBooking opened;
    };

    using TakeBooking = std::function<bool(ListedBooking booking)>;
    // In the order asked for while `take` says to go on.
    void walk(const BookingsQuery& query, const TakeBooking& take);
    void make_candidate();
    [[nodiscard]] bool has_words(const OpenedGuest& guest, const std::string& match);
    [[nodiscard]] Row find(BookingId booking);
    void take_up(Row& row, BookingId booking, const StoredEvent& event);
    void add(const Row& row);
    void change(const Row& before, const Row& after);
    void add_hosts(const Row& row);
    void remove_hosts(const Row& row);
    void add_guests(const Row& row);
    void remove_guests(const Row& row);
    void add_words(const Row& row);
    void remove_words(const Row& row);

    Database& database_;
    OpenSealed open_;
    std::int64_t longest_ = 0;  // milliseconds; at most what the table says
};

[[nodiscard]] ViewKind bookings_view(OpenSealed open);

}  // namespace kalends
