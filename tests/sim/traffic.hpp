#pragma once

#include <algorithm>
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
    struct Held {
        HoldId id;
        MeetingTypeId type;
        Instant start;
        std::uint32_t party = 1;
    };

    // What was accepted is there to be asked about, and now and then what was not.
    void learn(const Observer& observer);
    void note_made(const Command& command);
    [[nodiscard]] Command make_command(Instant now);
    [[nodiscard]] Command book(Instant now);
    [[nodiscard]] Command with_series(Instant now);
    [[nodiscard]] Command with_session(Instant now);
    [[nodiscard]] Command book_series(Instant now);
    [[nodiscard]] Command hold(Instant now);
    [[nodiscard]] Command with_hold(Instant now);
    [[nodiscard]] Command reschedule(Instant now);
    [[nodiscard]] Command reassign();
    [[nodiscard]] Command amend();
    [[nodiscard]] Command go_away(Instant now);
    [[nodiscard]] Command import_busy(Instant now);
    [[nodiscard]] Command say_who_came();
    [[nodiscard]] Command change_something(Instant now);
    [[nodiscard]] std::vector<GuestAsked> guests();
    [[nodiscard]] std::vector<Limit> limits();
    [[nodiscard]] std::optional<Asked> repeat(const Observer& observer);
    [[nodiscard]] Asked sent(Command command);
    [[nodiscard]] HostPlan plan_of_several(std::size_t kind);

    [[nodiscard]] Instant start(Instant now);
    [[nodiscard]] std::uint32_t party();
    [[nodiscard]] BookingId some_booking();
    [[nodiscard]] const Held& some_hold();
    [[nodiscard]] Clear personal();
    template <class T>
    [[nodiscard]] const T& any(const std::vector<T>& of) {
        return of[chance_.below(of.size())];
    }
    // One of the last so many of some that there are.
    template <class T>
    [[nodiscard]] const T& recent(const std::vector<T>& of, std::size_t most) {
        return of[of.size() - 1 - chance_.below(std::min(most, of.size()))];
    }
    template <class SomeId>
    [[nodiscard]] SomeId new_id() {
        return SomeId{IdBits{7, ++ids_}};
    }

    fakes::SeededRandomness& chance_;
    Tally& tally_;
    std::size_t learned_ = 0;  // of what was asked, from the beginning on
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
        Instant start;
    };
    struct KnownSeries {
        SeriesId id;
        std::vector<BookingId> bookings;  // those that were not refused among them
    };
    std::vector<KnownSeries> series_;
    std::vector<SessionId> sessions_;
    std::vector<BookingId> missed_;  // said to be
    std::vector<Booked> booked_;
    std::vector<Held> held_;
    std::vector<SubjectId> subjects_;
    std::vector<std::pair<HostId, AbsenceId>> absences_;
};

}  // namespace kalends::sim
