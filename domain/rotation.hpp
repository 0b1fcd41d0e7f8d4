#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/id.hpp"
#include "domain/time.hpp"

namespace kalends {

// What one booking costs the host that gets it. Balances count in millionths of a booking (H2).
inline constexpr std::int64_t booking_millionths = 1'000'000;

// What told the chosen host from the other candidates. `named`: the caller did; `kept`: a booking
// that moved had one that no rotation had chosen, or left a session that has it to others, or a
// series had it for its first occurrence.
enum class ChoiceReason : std::uint8_t {
    only_candidate,
    balance,
    priority,
    least_recently_booked,
    id,
    named,
    kept,
};
[[nodiscard]] std::string_view name_of(ChoiceReason reason);

// A host that could be chosen, with all that the choice looked at.
struct Candidate {
    HostId host;
    std::uint32_t weight = 1;
    std::uint32_t priority = 0;
    std::int64_t balance = 0;  // before the choice, in millionths
    std::int64_t credit = 0;   // its share of the booking by weight, rounded down
    std::optional<Instant> last_booked;

    bool operator==(const Candidate&) const = default;
};

// Which host of a group was chosen, of which candidates and why: enough to choose it once more.
struct Assignment {
    std::uint32_t group = 0;  // by its place among those of the type
    HostId host;
    ChoiceReason reason{};
    Instant chosen_at;
    std::vector<Candidate> candidates;  // none where nothing was chosen

    bool operator==(const Assignment&) const = default;
};

// What a choice changed of one host's balance.
struct BalanceChange {
    HostId host;
    std::int64_t millionths = 0;

    bool operator==(const BalanceChange&) const = default;
};

// Chooses among candidates, of which there is at least one, whatever credit they say; or the one
// that is named, which must be among them.
[[nodiscard]] Assignment choose(std::uint32_t group, std::vector<Candidate> candidates, Instant now,
                                std::optional<HostId> named = {});

// Each candidate gets its credit, and the chosen one pays for the booking and gets what rounding
// left: so they add up to nothing.
[[nodiscard]] std::vector<BalanceChange> balance_changes(const std::vector<Assignment>& all);

// How one host of a type's rotations stands.
struct HostBalance {
    HostId host;
    std::int64_t millionths = 0;
    std::optional<Instant> last_booked;

    bool operator==(const HostBalance&) const = default;
};

// The balances of a meeting type's rotating hosts, of those that left its plan, too: so they always
// add up to nothing. A host that is not there stands at zero.
class Balances {
  public:
    Balances() = default;
    explicit Balances(std::vector<HostBalance> all) : all_{std::move(all)} {}

    [[nodiscard]] HostBalance of(HostId host) const;
    [[nodiscard]] const std::vector<HostBalance>& all() const { return all_; }
    void take(const std::vector<Assignment>& assignments);
    void give_back(const std::vector<BalanceChange>& changes);

    bool operator==(const Balances&) const = default;

  private:
    [[nodiscard]] HostBalance& at(HostId host);

    std::vector<HostBalance> all_;  // by host
};
// Never changed in place; null if there are none.
using SharedBalances = std::shared_ptr<const Balances>;

}  // namespace kalends
