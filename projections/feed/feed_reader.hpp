#pragma once

#include <cstddef>
#include <functional>

#include "projections/feed/feed_filter.hpp"
#include "projections/feed/feed_view.hpp"
#include "projections/feed/record_shelf.hpp"

namespace kalends {

// How much of a feed is read at once. What reaches a bound is read to the end of its command.
struct FeedBounds {
    std::size_t events_max = 200;
    // Of events shown.
    std::size_t bytes_max = std::size_t{1024} * 1024;
    // Shown or not: a filter that hardly anything passes must not read all of the log.
    std::size_t looked_at_max = 5'000;
    // Else what reaches a bound ends there, even within a command.
    bool ends_with_command = true;
};

struct FeedEvent {
    Position position;
    std::string_view type;
    std::string_view bytes;  // as they stand in the log
};

// How far a reading came.
struct FeedReading {
    Position reached;  // where the next begins: all up to here was looked at
    bool is_end = false;
};

// Reads feeds out of the log, by the rows of the view. For one thread.
class FeedReader {
  public:
    using Take = std::function<void(const FeedEvent&)>;

    // The log outlives it.
    explicit FeedReader(const LogReader& log) : shelf_{log} {}

    // Gives the events after `after`, in order. `head` is where the view stands.
    [[nodiscard]] FeedReading read(FeedView& view, Position head, const FeedFilter& filter,
                                   Position after, const FeedBounds& bounds, const Take& take);

  private:
    RecordShelf shelf_;
};

}  // namespace kalends
