#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "domain/due.hpp"

namespace kalends {

// Which streams fall due, and when: in memory, kept by the fold of the log (rule C3). One instant a
// stream. For one thread.
class DueTimes {
  public:
    // Gives the instant at which the stream was due before.
    std::optional<Instant> apply(const DueChange& change);

    // The stream, which falls due at some time, does so then, and not when the log says; until
    // something else is applied.
    void postpone(StreamId stream, Instant until);

    // The stream that has been due longest, if any is at or before `now`.
    [[nodiscard]] std::optional<StreamId> first_due(Instant now) const;
    [[nodiscard]] std::optional<Instant> earliest() const;
    [[nodiscard]] std::size_t size() const { return at_.size(); }

  private:
    struct Times {
        Instant recorded;
        Instant due;
    };

    std::set<std::pair<Instant, StreamId>> in_order_;
    std::map<StreamId, Times> at_;
};

}  // namespace kalends
