#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eventstore/record.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "tests/office/office.hpp"

namespace kalends::testing {

// The view of an office's bookings, as far as it has followed.
struct Followed {
    void follow() {
        office.log.scan(next_, [this](RecordNumber number, std::string_view bytes) {
            const auto record = parse_record(bytes);
            REQUIRE(record.has_value());
            for (const auto event : record->events) {
                view.apply({decode_event(event), event, number});
            }
            next_ = next(number);
            return true;
        });
    }
    BookingId book(Instant start, std::string details, std::string answers = {},
                   std::vector<SubjectId> known = {}) {
        auto book = office.book(start);
        if (!known.empty()) book.guests = {{known.front(), true, ""}};
        book.personal.guests = {Clear{std::move(details)}};
        if (!answers.empty()) book.personal.answers = Clear{std::move(answers)};
        REQUIRE(std::holds_alternative<Accepted>(office.ask(book)));
        follow();
        return book.booking;
    }
    BookingsQuery query() const { return {.organisation = office.organisation}; }
    std::vector<BookingId> ids(const BookingsQuery& query) {
        std::vector<BookingId> found;
        const auto page = view.list(query).value();
        for (const auto& one : page.bookings) found.push_back(one.booking.id);
        return found;
    }
    std::size_t count(std::string text) {
        auto asked = query();
        asked.text = std::move(text);
        return view.list(asked).value().bookings.size();
    }

    Office office;
    bool is_erased = false;
    Database database{":memory:"};
    BookingsView view{database,
                      [this](EventId event, std::string_view field, const Sealed& sealed) {
                          if (is_erased) return std::optional<std::string>{};
                          return office.engine->open_durable(event, field, sealed);
                      }};
    bool is_made = (view.make_tables(), true);

  private:
    RecordNumber next_{1};
};

}  // namespace kalends::testing
