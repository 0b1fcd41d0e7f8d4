#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands/engine/engine.hpp"
#include "commands/engine/settable_clock.hpp"
#include "tests/fakes/faults.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace kalends::testing {

// What a waiter heard, kept after the waiter is gone.
struct Heard {
    std::optional<Outcome> outcome;
    bool is_settled = false;
    bool is_unknown = false;
};

// An engine on a log and a disk in memory that outlive it, with one organisation, one host who
// works around the clock in UTC, and one meeting type of 30 minutes.
class Office {
  public:
    Office();
    // On a log of the caller's in place of the one in memory.
    explicit Office(LogStore& on);

    // Another start on the same log and disk.
    void reopen();
    // Another start on the same disk, where the log is another object now.
    void reopen(LogStore& on);
    // Decides what waits and makes it durable, until nothing is left to do.
    void finish();

    // Hands the command over without deciding it.
    std::shared_ptr<Heard> submit(Command command, std::optional<Idempotency> key = {},
                                  std::optional<std::uint64_t> expected_revision = {});
    // Hands it over and finishes. There must be an outcome.
    Outcome ask(Command command, std::optional<Idempotency> key = {},
                std::optional<std::uint64_t> expected_revision = {});
    // A booking of the meeting type at this start, by a new guest.
    [[nodiscard]] Book book(Instant start);

    // A series of such bookings.
    [[nodiscard]] BookSeries book_series(Instant start, std::string rule);
    // Moves occurrences of one.
    [[nodiscard]] RescheduleSeries move_series(const OccurrencesAsked& asked, Instant to);

    template <class SomeId>
    [[nodiscard]] SomeId new_id() {
        return SomeId{IdBits{7, ++ids_}};
    }

    Actor actor{.kind = ActorKind::api_key, .role = Role::owner, .scopes = scopes_of(Role::owner)};
    std::optional<Clear> origin;
    std::optional<std::uint64_t> batch;  // of commands that are submitted from now on
    OrganisationId organisation{IdBits{1, 1}};
    HostId host{IdBits{2, 1}};
    MeetingTypeId meeting_type{IdBits{3, 1}};
    SettableClock clock;
    fakes::Faults faults;
    fakes::MemoryLog log{faults};
    fakes::MemoryDisk disk{faults};
    fakes::SeededRandomness randomness{1};
    ZoneNames zones;
    EngineLimits limits;
    MakeLoader make_loader = load_in_place;
    std::unique_ptr<Engine> engine;

  private:
    LogStore* log_in_use_;
    std::uint64_t ids_ = 0;
};

[[nodiscard]] Instant at(std::string_view text);

}  // namespace kalends::testing
