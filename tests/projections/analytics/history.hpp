#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "schemas/envelope.hpp"
#include "tests/office/office.hpp"

namespace kalends::testing {

// A random life of two organisations on the real engine: bookings made, moved, approved, refused,
// cancelled by whoever may and left to expire, and hosts whose zones and hours change.
class RandomHistory {
  public:
    explicit RandomHistory(std::uint64_t seed);

    void step();

    // Every event of the log so far.
    [[nodiscard]] std::vector<StoredEvent> events() const;

    [[nodiscard]] std::size_t below(std::size_t end) { return chance_() % end; }
    [[nodiscard]] bool one_in(std::size_t many) { return below(many) == 0; }

    struct Firm {
        OrganisationId organisation;
        std::vector<HostId> hosts;
        std::vector<MeetingTypeId> types;
        std::vector<BookingId> bookings;
    };
    Office office;
    std::vector<Firm> firms;

  private:
    void found(OrganisationId organisation);
    void hire();
    void set_hours(HostId host);
    void offer(HostId host);
    void book();
    void change_booking();
    void change_host();
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
