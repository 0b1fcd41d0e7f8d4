#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "tests/office/office.hpp"

namespace kalends::testing {

// A random life of some organisations on the real engine, in any season: bookings made, moved,
// approved, refused, cancelled by whoever may, left to expire, completed or missed, and hosts whose
// zones and hours change, who are away and keep holidays.
class RandomHistory {
  public:
    explicit RandomHistory(std::uint64_t seed);

    void step();

    [[nodiscard]] std::size_t below(std::size_t end) { return chance_() % end; }
    [[nodiscard]] bool one_in(std::size_t many) { return below(many) == 0; }

    struct Firm {
        OrganisationId organisation;
        std::vector<HostId> hosts;
        std::vector<MeetingTypeId> types;
        std::vector<BookingId> bookings;
        std::vector<std::pair<HostId, AbsenceId>> absences;
        std::vector<HolidayCalendarId> calendars;
        std::optional<std::pair<MeetingTypeId, Instant>> last;  // that was asked for
    };
    // One of them more often than the others.
    [[nodiscard]] Firm& some_firm();

    Office office;
    std::vector<Firm> firms;

  private:
    void found(OrganisationId organisation, ApiKeyId key);
    void hire();
    void set_hours(HostId host);
    void offer(HostId host);
    void book();
    std::optional<HoldId> hold(const Book& book);
    void change_booking();
    void say_who_came(BookingId booking);
    void change_host();
    void leave(HostId host);
    void close_dates(HostId host);
    [[nodiscard]] std::optional<Price> some_price();
    [[nodiscard]] const char* some_zone();
    [[nodiscard]] Instant some_start();
    [[nodiscard]] Schedule some_hours();
    // True if it was accepted. What is refused is part of life, too.
    bool ask(Command command);
    void act_as_somebody();
    void act_as(ActorKind kind, Role role);

    template <class Element>
    [[nodiscard]] const Element& some(const std::vector<Element>& all) {
        return all[below(all.size())];
    }

    std::mt19937_64 chance_;
    Firm* firm_ = nullptr;
};

}  // namespace kalends::testing
