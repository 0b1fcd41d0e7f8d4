#pragma once

#include <vector>

#include "tests/fakes/seeded_randomness.hpp"
#include "tests/sim/observer.hpp"

namespace kalends::sim {

// What clients send: few hosts and few starts, so that they get in each other's way.
class Traffic {
  public:
    Traffic(fakes::SeededRandomness& chance, Tally& tally);

    // What sets up an organisation with hosts and types; sent once, in this order.
    [[nodiscard]] std::vector<Asked> beginning();
    // One more, at this time: something new, or something sent before sent again.
    [[nodiscard]] Asked next(Instant now, const Observer& observer);
    // The very same again, as a client does that had no answer.
    [[nodiscard]] static Asked again(const Asked& earlier);

    [[nodiscard]] OrganisationId organisation() const { return organisation_; }

  private:
    [[nodiscard]] Command make_command(Instant now);
    [[nodiscard]] Command book(Instant now);
    [[nodiscard]] Command reschedule(Instant now);
    [[nodiscard]] Command amend();
    [[nodiscard]] Command change_something(Instant now);
    [[nodiscard]] std::vector<GuestAsked> guests();
    [[nodiscard]] std::optional<Asked> repeat(const Observer& observer);
    [[nodiscard]] Asked sent(Command command);

    [[nodiscard]] Instant start(Instant now);
    [[nodiscard]] BookingId some_booking();
    [[nodiscard]] Clear personal();
    template <class T>
    [[nodiscard]] const T& any(const std::vector<T>& of) {
        return of[chance_.below(of.size())];
    }
    template <class SomeId>
    [[nodiscard]] SomeId new_id() {
        return SomeId{IdBits{7, ++ids_}};
    }

    fakes::SeededRandomness& chance_;
    Tally& tally_;
    std::uint64_t ids_ = 0;
    std::uint64_t keys_ = 0;
    std::uint64_t canaries_ = 0;
    std::uint64_t days_ = 1;
    std::uint64_t starts_a_day_ = 8;
    OrganisationId organisation_{IdBits{1, 1}};
    Actor owner_;
    std::vector<HostId> hosts_;
    std::vector<MeetingTypeId> types_;
    struct Booked {
        BookingId id;
        MeetingTypeId type;
        Instant start;
    };
    std::vector<Booked> booked_;
    std::vector<SubjectId> subjects_;
};

}  // namespace kalends::sim
