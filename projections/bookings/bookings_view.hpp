#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/booking.hpp"
#include "domain/state.hpp"
#include "projections/view.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/opened_booking.hpp"

namespace kalends {

// Which bookings of an organisation are asked for, and in which order. What is not said leaves
// nothing out.
struct BookingsQuery {
    enum class Sort : std::uint8_t { start, start_descending, created, created_descending };

    OrganisationId organisation;
    std::optional<HostId> host;
    std::optional<MeetingTypeId> meeting_type;
    std::vector<BookingStatus> statuses;
    std::optional<SubjectId> guest;
    std::optional<std::string> address;  // of a guest, in lower case
    std::optional<Instant> from;         // that end after it
    std::optional<Instant> to;           // that start before it
    std::string text;                    // words that a personal value begins with, all of them
    Sort sort = Sort::start;
    std::size_t limit = 50;
    // The place of the last one seen, in this order.
    struct Place {
        Instant at;
        BookingId booking;
    };
    std::optional<Place> after;
};

struct ListedBooking {
    Booking booking;
    OpenedBooking opened;
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

  private:
    struct Row {
        std::optional<std::int64_t> number;  // none yet
        StreamState state;
        OpenedBooking opened;
    };

    [[nodiscard]] Row find(BookingId booking);
    [[nodiscard]] OpenedBooking opened_of(std::int64_t number);
    void write(const Row& row);
    void write_guests(std::int64_t number, const Row& row);

    Database& database_;
    OpenSealed open_;
};

[[nodiscard]] ViewKind bookings_view(OpenSealed open);

}  // namespace kalends
